"""Promise 2: killed before or after any step, no reminder is lost and no call-off is ignored."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import ON_POSTGRESQL
from tests.notifications.burst import Burst
from tests.notifications.push_service import Phone, PushService
from tests.people import Place, Someone

STEPS = ("claim", "recheck", "mark", "post", "record", "reclaim")
POINTS = [f"{when} {step}" for step in STEPS for when in ("before", "after")]
if ON_POSTGRESQL:  # `make crash-test` strikes everywhere; here, where its transactions differ most
    POINTS = ["after claim", "after mark", "after post", "before reclaim"]
NUMBER = 24


@pytest.fixture
def burst(
    app: Flask,
    tmp_path: Path,
    center: Place,
    ana: Someone,
    ben: Someone,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
) -> Iterator[Burst]:
    """Two people, their phones, and reminders about to be due."""
    for someone in (ana, ben):
        phone_of(someone)
    found = Burst(app.extensions["settings"], service, tmp_path, center)
    found.make([ana, ben], NUMBER)
    yield found
    found.stop()


@pytest.mark.parametrize("point", POINTS)
def test_killed_there_and_started_again(burst: Burst, point: str) -> None:
    reclaiming = point.endswith("reclaim")
    # A reclaim happens only after a death: the first worker dies in the middle of sending.
    first = burst.start_worker("after post=kill@5" if reclaiming else f"{point}=kill@2")
    assert first.wait(10) is not None, burst.log()
    burst.cancel_some(3)
    if reclaiming:
        (burst.folder / "struck").unlink()
        assert burst.start_worker(f"{point}=kill").wait(10) is not None, burst.log()
    burst.start_worker()
    burst.wait_until_settled()
    assert burst.judge() == ""
