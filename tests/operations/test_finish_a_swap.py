"""Promise: a restore that is cut off at any moment leaves one whole installation."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from patient_app.operations.backup import swap
from patient_app.operations.backup.swap import JOURNAL, Swap, begin_swap, finish_swap


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    for name in ("steady.db", "keyring.json"):
        (tmp_path / name).write_text("old")
        (tmp_path / f"{name}.restored").write_text("new")
    (tmp_path / "steady.db-wal").write_text("old log")
    return tmp_path


def plan(instance: Path) -> Swap:
    names = ("steady.db", "keyring.json")
    moves = tuple((str(instance / f"{n}.restored"), str(instance / n)) for n in names)
    return Swap(moves, (str(instance / "steady.db-wal"),))


def what_is_there(instance: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in instance.iterdir() if p.suffix != ".lock"}


def test_before_the_decision_everything_is_as_it_was(instance: Path) -> None:
    assert finish_swap(instance) is False
    assert (instance / "steady.db").read_text() == "old"


@pytest.mark.parametrize("calls", range(5))
def test_after_the_decision_the_next_start_finishes_it(
    calls: int, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_swap(instance, plan(instance))
    with monkeypatch.context() as plug:
        plug.setattr(swap, "put_on_disk", pulled_after(calls, swap.put_on_disk))
        with contextlib.suppress(InterruptedError):
            finish_swap(instance)
    finish_swap(instance)
    assert what_is_there(instance) == {"steady.db": "new", "keyring.json": "new"}
    assert not (instance / JOURNAL).exists()


def pulled_after(calls: int, real: Callable[[Path], None]) -> Callable[[Path], None]:
    left = [calls]

    def call(path: Path) -> None:
        if left[0] == 0:
            raise InterruptedError
        left[0] -= 1
        real(path)

    return call
