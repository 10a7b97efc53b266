"""What a patient keeps around the schedule, and the little staff may see of it."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, bindparam, select, true

from patient_app.centers.queries.zones import zone_row
from patient_app.core.db import Instant, fetch, session
from patient_app.core.errors import NotFound
from patient_app.core.sealed import opened
from patient_app.episodes.queries.attending import Stay, latest_stay, stay_of
from patient_app.episodes.queries.team_news import may_have_team_news
from patient_app.schedule.models import CalendarFeed, Obligation, ScheduleLook
from patient_app.schedule.rules.kinds import BlockKind
from patient_app.schedule.rules.own_time import WeeklyBlock, dated

CAN_UNDO = timedelta(minutes=10)
_BLOCK = (
    Obligation.id,
    Obligation.kind,
    Obligation.__table__.c.title_sealed,
    Obligation.weekdays,
    Obligation.starts_local,
    Obligation.ends_local,
    Obligation.from_on,
    Obligation.until_on,
    Obligation.zone,
    Obligation.busy_visible,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every schedule page starts from. `zone`, `phone` and `request_hours` are the
    center's.
    """

    zone: str
    looked_at: datetime | None
    blocks: tuple[WeeklyBlock, ...]
    phone: str | None
    request_hours: int
    team_news: bool
    stay: Stay


@dataclass(frozen=True, slots=True)
class Busy:
    """A stretch a patient allowed the care team to know about: no title, no kind."""

    starts_at: datetime
    ends_at: datetime


def my_setting(person_id: UUID, center_id: UUID, now: datetime) -> Setting:
    """The center's zone and office, the last look, the own blocks, news of the team, the stay.

    One query.
    """
    asked = {"person": person_id, "center": center_id, "now": now, "not_over": _yesterday(now)}
    rows = fetch(_setting(), asked)
    if not rows:
        raise NotFound
    blocks = sorted((_weekly(row) for row in rows if row.id is not None), key=_in_the_week)
    here = rows[0]
    return Setting(
        here.center_zone,
        here.looked_at,
        tuple(blocks),
        here.office_phone,
        here.request_hours,
        bool(here.team_news),
        stay_of(here.stay_state, here.card_seen_at),
    )


@cache
def _setting() -> Select[*tuple[Any, ...]]:
    center, person = bindparam("center", type_=Uuid()), bindparam("person", type_=Uuid())
    here = zone_row(center)
    stay = latest_stay(person, center)
    news = may_have_team_news(person, center, bindparam("now", type_=Instant()))
    return (
        select(
            here.c.zone.label("center_zone"),
            here.c.office_phone,
            here.c.request_hours,
            news.label("team_news"),
            ScheduleLook.looked_at,
            stay.c.stay_state,
            stay.c.card_seen_at,
            *_BLOCK,
        )
        .select_from(here)
        .outerjoin(ScheduleLook, ScheduleLook.person_id == person)
        .outerjoin(stay, true())
        .outerjoin(
            Obligation,
            (Obligation.person_id == person)
            & (Obligation.center_id == here.c.id)
            & Obligation.removed_at.is_(None),
        )
    )


def _yesterday(now: datetime) -> date:
    return now.date() - timedelta(days=1)


def get_own_block(person_id: UUID, block_id: UUID) -> Obligation:
    """Raises NotFound for anyone else's and for one that was removed."""
    row = session().get(Obligation, block_id)
    if row is None or row.person_id != person_id or row.removed_at is not None:
        raise NotFound
    return row


def just_removed(person_id: UUID, center_id: UUID, now: datetime) -> WeeklyBlock | None:
    """The own time removed last, as long as a page offers to bring it back."""
    wanted = select(*_BLOCK).where(
        Obligation.person_id == person_id,
        Obligation.center_id == center_id,
        Obligation.removed_at > now - CAN_UNDO,
    )
    rows = fetch(wanted.order_by(Obligation.removed_at.desc(), Obligation.id).limit(1))
    return _weekly(rows[0]) if rows else None


def busy_times(center_id: UUID, person_id: UUID, from_: datetime, until: datetime) -> list[Busy]:
    """When a person is busy, as far as they let the care team see it: times only."""
    rows = fetch(
        select(*_BLOCK).where(
            Obligation.center_id == center_id,
            Obligation.person_id == person_id,
            Obligation.busy_visible.is_(True),
            Obligation.removed_at.is_(None),
        )
    )
    return [
        Busy(stretch.starts_at, stretch.ends_at)
        for stretch in dated([_weekly(row) for row in rows], from_, until)
    ]


def open_feed_of(person_id: UUID) -> CalendarFeed | None:
    """The person's calendar address, if it is open."""
    return session().scalar(
        select(CalendarFeed).where(
            CalendarFeed.person_id == person_id, CalendarFeed.revoked_at.is_(None)
        )
    )


def feed_by_hash(hashed: bytes) -> CalendarFeed | None:
    """The open feed with this token hash; compared again without telling time."""
    found = session().scalar(
        select(CalendarFeed).where(
            CalendarFeed.token_hash == hashed, CalendarFeed.revoked_at.is_(None)
        )
    )
    if found is None or not hmac.compare_digest(found.token_hash, hashed):
        return None
    return found


def _weekly(row: Row[*tuple[Any, ...]]) -> WeeklyBlock:
    return WeeklyBlock(
        id=row.id,
        kind=BlockKind(row.kind),
        title=opened("obligation.title", row.id, row.title_sealed),
        weekdays=frozenset(int(day) for day in row.weekdays),
        starts=row.starts_local,
        ends=row.ends_local,
        from_on=row.from_on,
        until_on=row.until_on,
        zone=row.zone,
        busy_visible=row.busy_visible,
    )


def _in_the_week(block: WeeklyBlock) -> tuple[object, ...]:
    return (min(block.weekdays, default=7), block.starts, str(block.id))
