"""The week of a center, as blocks for a laptop and as a list for a phone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from patient_app.accounts.queries.people import names_of
from patient_app.careteam.rules.grid import HOUR, Box, Scale, Stretch, boxes, scale_of
from patient_app.careteam.words import SINGLE
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import current_language, gettext, ngettext
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.calendar import StaffSession, sessions_between
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

ONE_DAY = timedelta(days=1)
SHORT = 56
"""Under so many pixels the lines of a block run into one another."""


@dataclass(frozen=True, slots=True)
class Block:
    """One session of the week."""

    id: UUID
    title: str
    lines: tuple[str, ...]
    label: str
    kind: str
    short: bool
    slim: bool
    cancelled: bool
    current: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Day:
    """One column; `blocks` in order of time."""

    on: str
    name: str
    number: int
    today: bool
    label: str
    blocks: list[Block]


def monday_of(on: date) -> date:
    """The Monday of that day's week."""
    return on - ONE_DAY * on.weekday()


def week_page(actor: Actor, on: date, now: datetime, chosen: UUID | None = None) -> dict[str, Any]:
    """Everything the week prints; `chosen` is the session in the side panel."""
    here = zone(actor.center_zone)
    monday = monday_of(on)
    start = instant_of(datetime.combine(monday, time.min), here)
    end = instant_of(datetime.combine(monday + ONE_DAY * 7, time.min), here)
    sessions = sessions_between(actor.center_id, start, end)
    stretches = [
        Stretch(wall_time(each.starts_at, here), wall_time(each.ends_at, here)) for each in sessions
    ]
    scale = scale_of(monday, stretches)
    local_now = wall_time(now, here)
    leaders = names_of({each.facilitator_id for each in sessions if each.substituted})
    made = [
        _block(each, stretch, box, leaders, chosen)
        for each, stretch, box in zip(sessions, stretches, boxes(scale, stretches), strict=True)
    ]
    return {
        "title": _title(monday, scale),
        "before": (monday - ONE_DAY * 7).isoformat(),
        "after": (monday + ONE_DAY * 7).isoformat(),
        "days": [_day(monday + ONE_DAY * n, local_now, stretches, made) for n in range(scale.days)],
        "hours": _hours(scale),
        "columns": [scale.x(n) for n in range(scale.days + 1)],
        "height": scale.height,
        "now": _now_line(scale, local_now),
        "any": bool(sessions),
    }


def short_span(starts: datetime, ends: datetime) -> str:
    """'5:30 – 7:30': inside a block the column of hours says which half of the day."""
    return f"{_short(starts)} – {_short(ends)}"


def topic_name(topic: Any) -> str | None:
    """A topic in the reader's language."""
    if topic is None:
        return None
    return str(topic.es if current_language() == "es" else topic.en)


def _block(
    each: StaffSession,
    stretch: Stretch,
    box: Box,
    leaders: dict[UUID, str],
    chosen: UUID | None,
) -> Block:
    on = words.day(stretch.starts.date())
    full = words.span(each.starts_at, each.ends_at, each.zone)
    single, title = each.kind in SINGLE, title_of(each)
    return Block(
        id=each.id,
        title=title,
        lines=_lines(each, stretch, leaders),
        label=f"{title}, {on}, {full}" + (f", {gettext('canceled')}" * each.cancelled),
        kind="off" if each.cancelled else "single" if single else "group",
        short=box.height < SHORT,
        slim=box.shared,
        cancelled=each.cancelled,
        current=each.id == chosen,
        box=box,
    )


def _lines(each: StaffSession, stretch: Stretch, leaders: dict[UUID, str]) -> tuple[str, ...]:
    if each.cancelled:
        return (gettext("canceled"),)
    when = short_span(stretch.starts, stretch.ends)
    where = " · ".join(part for part in (each.place, _count(each)) if part)
    lines = [when, where]
    if each.substituted and each.facilitator_id in leaders:
        lines.append(gettext("%(name)s covers", name=leaders[each.facilitator_id]))
    if each.moved_from_at is not None:
        was = words.local(each.moved_from_at, each.zone)
        same_day = was.date() == stretch.starts.date()
        told = _short(was) if same_day else words.day_short(was.date())
        lines.append(gettext("was %(when)s", when=told))
    return tuple(line for line in lines if line)


def _count(each: StaffSession) -> str:
    return "" if each.kind in SINGLE else str(each.people)


def _day(on: date, local_now: datetime, stretches: list[Stretch], made: list[Block]) -> Day:
    blocks = [
        block for stretch, block in zip(stretches, made, strict=True) if stretch.starts.date() == on
    ]
    return Day(
        on=on.isoformat(),
        name=words.weekday_short(on),
        number=on.day,
        today=on == local_now.date(),
        label=ngettext(
            "%(day)s, %(num)s session", "%(day)s, %(num)s sessions", len(blocks), day=words.day(on)
        ),
        blocks=blocks,
    )


def _hours(scale: Scale) -> list[tuple[float, str]]:
    """(y, label) of every hour; every second one has a label."""
    return [
        (HOUR * n + HOUR / 4, _label(scale.first + n)) for n in range(scale.last - scale.first + 1)
    ]


def _label(hour: int) -> str:
    return str((hour - 1) % 12 + 1) if hour % 2 == 0 else ""


def _now_line(scale: Scale, local_now: datetime) -> tuple[float, float, float] | None:
    """(left, right, y) of this moment, when it is on the page."""
    column = scale.column(local_now.date())
    if not 0 <= column < scale.days or not scale.first <= local_now.hour < scale.last:
        return None
    return scale.x(column), scale.x(column + 1), scale.y(local_now.time())


def _title(monday: date, scale: Scale) -> str:
    last = monday + ONE_DAY * (scale.days - 1)
    if current_language() == "es" or last.month != monday.month:
        return f"{words.month_day(monday)} – {words.month_day(last)}"
    month = words.day(monday).split(", ")[1].split(" ")[0]
    return f"{month} {monday.day} – {last.day}"


def _short(at: datetime) -> str:
    hour = (at.hour - 1) % 12 + 1
    return f"{hour}:{at.minute:02d}" if at.minute else str(hour)
