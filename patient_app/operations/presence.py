"""Who is using the installation's files right now.

Every process holds `in-use.lock` shared for as long as it lives; a restore needs it alone. The
kernel lets go of it when a process dies, however it dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from patient_app.core.config import Settings
from patient_app.operations.refusals import CannotDo

_held: dict[Path, BinaryIO] = {}


def hold(settings: Settings) -> None:
    """Use the installation until this process ends; waits while a restore swaps its files."""
    path = _lock(settings)
    file = _held.setdefault(path, path.open("ab"))
    fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Nobody else uses the installation meanwhile. Raises CannotDo."""
    path = _lock(settings)
    already = path in _held
    file = _held.get(path) or path.open("ab")
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotDo("Steady is running here: please stop it first.") from None
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_SH)
        if not already:
            file.close()


def _lock(settings: Settings) -> Path:
    return settings.instance_dir / "in-use.lock"
