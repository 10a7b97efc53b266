"""What the tests of the care team's screens share: a running group and what a page says."""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.schedule.models import Occurrence
from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.patterns import weekly
from patient_app.schedule.service.enrolments import enrol
from patient_app.schedule.service.series import create_series
from tests.people import Someone

ZONE = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True)
class Group:
    """A running series and its next dates."""

    series_id: UUID
    dates: list[UUID]

    @property
    def next(self) -> UUID:
        return self.dates[0]


def today() -> date:
    """The date on the center's wall."""
    return clock.now().astimezone(ZONE).date()


def run_group(
    leader: Someone,
    *people: Someone,
    kind: SeriesKind = SeriesKind.GROUP,
    title: str = "Evening group",
) -> Group:
    """Every weekday 18:00-21:00 from yesterday on, led by `leader`, with `people` enrolled."""
    first = today() - timedelta(days=1)
    rule = weekly(range(7), first, None, time(18), time(21), ZONE.key)
    draft = SeriesDraft(
        title=title, kind=kind, rule=rule, facilitator_id=leader.person_id, place="Room 2"
    )
    series_id = create_series(leader.center_id, draft, clock.now(), by=leader.actor)
    for each in people:
        assert each.episode_id is not None
        enrol(leader.center_id, series_id, each.episode_id, first, clock.now(), by=leader.actor)
    ahead = (
        select(Occurrence.id)
        .where(Occurrence.series_id == series_id, Occurrence.starts_at > clock.now())
        .order_by(Occurrence.starts_at)
    )
    return Group(series_id, list(session().scalars(ahead)))


def past_date(group: Group) -> UUID:
    """The date of the group that has begun last."""
    begun = (
        select(Occurrence.id)
        .where(Occurrence.series_id == group.series_id, Occurrence.starts_at <= clock.now())
        .order_by(Occurrence.starts_at.desc())
    )
    found = session().scalar(begun)
    assert found is not None
    return found


def occurrence(occurrence_id: UUID) -> Occurrence:
    """The row as it is now."""
    session().expire_all()
    return session().get_one(Occurrence, occurrence_id)


def wall(at: datetime) -> str:
    """'2026-11-25 19:00' on the center's wall."""
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def words_of(page: str) -> str:
    """What a person reads on a page: no tags, single spaces."""
    bare = re.sub(r"<(script|style|title)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bare)))


def reads(act: Act, of: Someone) -> int:
    """How often reading about someone was written down."""
    session().expire_all()
    wanted = select(AuditEvent).where(
        AuditEvent.act == act, AuditEvent.subject_id == of.actor.subject_id
    )
    return len(session().scalars(wanted).all())
