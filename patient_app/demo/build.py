"""Making the demo center, all of it or nothing; its inbox follows."""

from datetime import datetime, timedelta

from patient_app.core import clock
from patient_app.core.contents import is_empty
from patient_app.core.db import unit_of_work
from patient_app.demo.doings import live_through
from patient_app.demo.inbox import fill_inbox
from patient_app.demo.log import keep_logs
from patient_app.demo.people import Cast, cast_people, hash_passwords
from patient_app.demo.place import make_place
from patient_app.demo.timetable import lay_out, weeks_back

FOUR_WEEKS = 4


class NotEmpty(RuntimeError):
    """Somebody lives here already."""


def build_demo(now: datetime | None = None) -> None:
    """Fill an empty database with the demo center around `now`. Raises NotEmpty."""
    hashes = hash_passwords()
    now = now or clock.now()
    # What is reminded of is laid out when the rest is committed.
    fill_inbox(_build(hashes, now), now)


@unit_of_work()
def _build(hashes: dict[str, str], now: datetime) -> Cast:
    if not is_empty():
        raise NotEmpty
    center_id, program_id = make_place(now, (now + timedelta(days=20)).date())
    cast = Cast(center_id, program_id, hashes)
    cast_people(cast, now)
    first_on = weeks_back(now, FOUR_WEEKS)
    live_through(cast, lay_out(cast, now - timedelta(weeks=FOUR_WEEKS), first_on), now)
    keep_logs(cast, now)
    return cast
