"""Promise 2 under every strike at every step: nothing lost, nothing sent after it was called off.

The judge reads what a push service on this machine was given, and the database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.notifications.burst import Burst
from tests.notifications.conftest import phone_of, service
from tests.notifications.push_service import Answer, Phone, PushService
from tests.people import Place, Someone

pytestmark = pytest.mark.crash
__all__ = ["phone_of", "service"]

STEPS = ("claim", "recheck", "mark", "post", "record")
POINTS = [f"{when} {step}" for step in STEPS for when in ("before", "after")]
STRIKES = ("kill", "stop", "full", "busy", "ahead", "behind")
SAID = {
    "taken, then cut off": Answer(201, reset=True),
    "429": Answer(429, headers=(("Retry-After", "1"),)),
    "410": Answer(410),
    "503": Answer(503),
    "hang": Answer(201, hang_s=11),
}
NUMBER = 200
CALLED_OFF = 5


@pytest.fixture
def burst(
    app: Flask,
    tmp_path: Path,
    center: Place,
    ana: Someone,
    ben: Someone,
    carla: Someone,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
) -> Iterator[Burst]:
    """Two people with a phone each, and two hundred reminders about to be due."""
    phones = [phone_of(someone) for someone in (ana, ben, ben, ana)]
    found = Burst(app.extensions["settings"], service, tmp_path, center)
    found.make([ana, ben], NUMBER // 2)
    found.phones = phones
    yield found
    found.stop()


@pytest.mark.parametrize("strike", STRIKES)
@pytest.mark.parametrize("point", POINTS)
def test_one_worker_is_struck(burst: Burst, point: str, strike: str) -> None:
    struck = burst.start_worker(f"{point}={strike}@2")
    burst.wait_for_strike()
    if strike == "stop":
        burst.wake_after_its_lease(struck)
    burst.cancel_some(CALLED_OFF)
    if strike in {"kill", "stop", "behind"}:
        burst.start_worker()
    burst.wait_until_settled()
    assert burst.judge() == ""


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("strike", ["kill", "stop"])
def test_three_workers_and_one_is_struck_anywhere(burst: Burst, strike: str, seed: int) -> None:
    point = POINTS[seed % len(POINTS)]
    struck = burst.start_worker(f"{point}={strike}@{1 + seed // len(POINTS)}")
    burst.start_worker()
    burst.start_worker()
    if strike == "stop":
        burst.wake_after_its_lease(struck)
    burst.cancel_some(CALLED_OFF)
    burst.wait_until_settled()
    assert burst.judge() == ""


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("workers", [1, 3])
def test_the_push_service_misbehaves(burst: Burst, said: str, workers: int) -> None:
    for phone in burst.phones[:2]:
        burst.service.answer_next(phone, *[SAID[said]] * 5)
    for _ in range(workers):
        burst.start_worker()
    burst.cancel_some(CALLED_OFF)
    burst.wait_until_settled(60)
    assert burst.judge() == ""
