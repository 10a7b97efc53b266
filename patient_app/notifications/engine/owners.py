"""Who sends on this machine: a locked file each, so that the next one knows who is dead."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import update

from patient_app.core.db import session, unit_of_work
from patient_app.core.failpoints import failpoint
from patient_app.notifications.engine.claim import CLAIMING
from patient_app.notifications.models import Delivery
from patient_app.notifications.rules.states import HELD


@contextmanager
def sending_as(owner_id: UUID, folder: Path) -> Iterator[None]:
    """Be known as alive while inside. The lock ends with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    place, draft = folder / str(owner_id), folder / f".{owner_id}"
    with draft.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        draft.rename(place)  # seen by others only once it is locked
        try:
            yield
        finally:
            with suppress(FileNotFoundError):
                place.unlink()


def take_from_the_dead(folder: Path, now: datetime) -> int:
    """Leases of this machine's dead workers end at once, not when they run out. How many."""
    if not folder.is_dir():
        return 0
    dead = [place for place in folder.glob("[!.]*") if _is_dead(place)]
    freed = _free([UUID(place.name) for place in dead], now) if dead else 0
    for place in dead:
        with suppress(FileNotFoundError):
            place.unlink()
    return freed


def _is_dead(place: Path) -> bool:
    try:
        descriptor = os.open(place, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


@unit_of_work(isolation=CLAIMING)
def _free(owners: list[UUID], now: datetime) -> int:
    failpoint("before reclaim")
    freed = session().execute(
        update(Delivery)
        .where(Delivery.owner_id.in_(owners), Delivery.state.in_(HELD))
        .values(next_at=now)
    )
    failpoint("after reclaim")
    return int(freed.rowcount)  # type: ignore[attr-defined]  # an update's result has it
