"""The agenda: days, each with its sessions and the person's own blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.schedule.presenters.changed import what_changed
from patient_app.schedule.presenters.words import (
    BLOCK_ICONS,
    KIND_ICONS,
    block_title,
    day_heading,
    time_span,
    title_of,
    topic_name,
    until_or_from,
    when_and_where,
)
from patient_app.schedule.rules.kinds import IntentAnswer, RequestState
from patient_app.schedule.rules.mine import MyBlock, MySession
from patient_app.schedule.rules.spans import clashes


@dataclass(frozen=True, slots=True)
class Tag:
    """One small label; `kind` is '', 'yes' or 'changed'. `said` when it is the person's answer."""

    text: str
    kind: str = ""
    icon: str | None = None
    said: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One session or own block of the agenda. `look` is the CSS modifier."""

    session_id: UUID | None
    block_id: UUID | None
    title: str
    note: str
    icon: str
    look: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date with what is on it, in order."""

    on: date
    weekday: str
    number: int
    name: str
    is_today: bool
    lines: tuple[Line, ...]


def agenda_days(
    sessions: Sequence[MySession],
    blocks: Sequence[MyBlock],
    today: date,
    now: datetime,
    looked_at: datetime | None,
) -> list[Day]:
    """Days from today on that hold something; today is always among them."""
    clashing = clash_words(sessions, blocks)
    days: dict[date, list[tuple[datetime, Line]]] = {today: []}
    for session in sessions:
        line = session_line(session, now, looked_at, clashing.get(session.id))
        days.setdefault(day_of(session), []).append((session.starts_at, line))
    for block in blocks:
        days.setdefault(day_of(block), []).append((block.starts_at, block_line(block)))
    return [_day(on, lines, today) for on, lines in sorted(days.items()) if on >= today]


def clash_words(sessions: Iterable[MySession], blocks: Sequence[MyBlock]) -> dict[UUID, str]:
    """Session -> 'Work until 6:00 PM', for those that take place at the same time."""
    taking_place = [session for session in sessions if not session.cancelled]
    found: dict[UUID, str] = {}
    for clash in clashes(blocks, taking_place):
        found.setdefault(clash.session.id, until_or_from(clash.block, clash.session))
    return found


def session_line(
    session: MySession, now: datetime, looked_at: datetime | None, clash: str | None
) -> Line:
    """One session with its tags."""
    under_way = session.starts_at <= now < session.ends_at and not session.cancelled
    look = "session-off" if session.cancelled else "session-now" if under_way else ""
    return Line(
        session_id=session.id,
        block_id=None,
        title=title_of(session),
        note=when_and_where(session),
        icon=KIND_ICONS[session.kind],
        look=look,
        tags=tuple(session_tags(session, now, looked_at, clash)),
    )


def session_tags(
    session: MySession, now: datetime, looked_at: datetime | None, clash: str | None
) -> list[Tag]:
    """What the person needs to know at a glance, the most urgent first."""
    if session.cancelled:
        return [Tag(gettext(N_("Canceled")), "changed", "calendar-x")]
    tags = []
    if session.answer is not None:
        tags.append(answer_tag(session))
    changed = what_changed(session, now, looked_at)
    tags += [Tag(each, "changed", "calendar-clock") for each in changed]
    if clash:
        tags.append(Tag(clash, "changed", "git-compare-arrows"))
    if has_asked(session):
        tags.append(Tag(gettext(N_("You asked")), "", "message-circle"))
    if session.topic:
        tags.append(Tag(topic_name(session.topic)))
    return tags


def has_asked(session: MySession) -> bool:
    """Whether a question of the person about it waits for an answer."""
    return session.request is not None and session.request.state is RequestState.OPEN


def answer_tag(session: MySession) -> Tag:
    """What the person said about coming."""
    if session.answer is IntentAnswer.COMING:
        return Tag(gettext(N_("You’re coming")), "yes", "check", said=True)
    if session.answer is IntentAnswer.LATE and session.minutes_late:
        late = gettext("You’ll be %(n)s min late", n=session.minutes_late)
        return Tag(late, "yes", "clock", said=True)
    if session.answer is IntentAnswer.LATE:
        return Tag(gettext(N_("You’ll be late")), "yes", "clock", said=True)
    return Tag(gettext(N_("You can’t come")), "", "x", said=True)


def block_line(block: MyBlock) -> Line:
    """The person's own time: flat, without tags."""
    return Line(
        session_id=None,
        block_id=block.id,
        title=block_title(block),
        note=time_span(block),
        icon=BLOCK_ICONS[block.kind],
        look="session-own",
        tags=(),
    )


def day_of(timed: MySession | MyBlock) -> date:
    """The date on its own wall."""
    return words.local(timed.starts_at, timed.zone).date()


def _day(on: date, lines: list[tuple[datetime, Line]], today: date) -> Day:
    in_order = sorted(lines, key=lambda each: each[0])
    return Day(
        on=on,
        weekday=words.weekday_short(on).capitalize(),
        number=on.day,
        name=day_heading(on),
        is_today=on == today,
        lines=tuple(line for _, line in in_order),
    )
