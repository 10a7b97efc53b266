"""Logs made up by hypothesis, and by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

from patient_app.core.db import session, unit_of_work
from patient_app.cravings.models import AboutItem, CravingEntry, Lapse, OwnChoice
from patient_app.cravings.rules.insights.entries import Entry
from tests.people import Someone

NOON = datetime(2026, 10, 14, 19, tzinfo=UTC)  # a Wednesday, noon in Los Angeles
PACIFIC = -420

numbers = st.integers(0, 10)
triggers = st.lists(
    st.sampled_from(["feeling.sad", "money.payday", "people", "own:1"]), max_size=3, unique=True
)
ways = st.lists(
    st.sampled_from(["body.walk", "people.peer", "nothing", "own:2"]), max_size=3, unique=True
)
outcomes = st.sampled_from([None, "passed", "passed", "still_there", "used", "rather_not_say"])
entries = st.builds(
    Entry,
    at=st.datetimes(datetime(2026, 7, 1), datetime(2026, 10, 14, 23)),  # noqa: DTZ001 -- a wall
    intensity=numbers,
    triggers=triggers.map(tuple),
    coping=ways.map(tuple),
    after=st.none() | numbers,
    outcome=outcomes,
)
logs = st.lists(entries, max_size=60)


@unit_of_work()
def craving(someone: Someone, at: datetime = NOON, intensity: int = 6, **told: Any) -> None:
    """One entry in the table, as the log would have kept it in Los Angeles."""
    kept = {
        "scale": 1,
        "source": "now",
        "triggers": (),
        "coping": (),
        "halt": (),
        "about": (),
    }
    row = CravingEntry(**(_kept(someone, at) | kept | {"intensity": intensity} | told))
    session().add(row)


@unit_of_work()
def lapse(someone: Someone, at: datetime, *about: str, **told: Any) -> None:
    """One lapse."""
    kept = _kept(someone, at) | {"visibility": "just_me"} | told
    session().add(Lapse(**kept, about=about, telling=()))


@unit_of_work()
def works_on(someone: Someone, code: str, **told: Any) -> None:
    """One thing to work on since October 1."""
    given = {"start_on": datetime(2026, 10, 1).date(), "goal": "stop", "shows_run": False} | told  # noqa: DTZ001
    session().add(AboutItem(person_id=someone.person_id, code=code, made_at=NOON, **given))


@unit_of_work()
def own_choice(someone: Someone, catalogue: str, label: str) -> str:
    """The code of a word of their own."""
    row = OwnChoice(
        person_id=someone.person_id, record_id=uuid4(), catalogue=catalogue, made_at=NOON
    )
    row.label = label
    session().add(row)
    return f"own:{row.record_id}"


def many(someone: Someone, number: int) -> None:
    """A long log, one entry every five hours."""
    for n in range(number):
        craving(
            someone,
            NOON - timedelta(hours=5 * n),
            n % 11,
            triggers=("money.payday", "feeling.sad")[: n % 3],
            coping=(("body.walk",), ("nothing",), ("people.peer", "body.walk"), ())[n % 4],
            after=n % 7 if n % 5 else None,
            outcome=("passed", None, "still_there", "used")[n % 4],
        )


def _kept(someone: Someone, at: datetime) -> dict[str, Any]:
    record_id = uuid4()
    return {
        "person_id": someone.person_id,
        "record_id": record_id,
        "revision_id": record_id,
        "occurred_at": at,
        "offset_minutes": PACIFIC,
        "received_at": at,
        "visibility": "follow",
    }
