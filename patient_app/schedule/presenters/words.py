"""How sessions, own blocks and their states are said."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name

from patient_app.core import words
from patient_app.core.i18n import current_language, gettext
from patient_app.core.messages import N_
from patient_app.schedule.rules.kinds import BlockKind, SeriesKind
from patient_app.schedule.rules.mine import MyBlock, MySession, TopicName
from patient_app.schedule.rules.own_time import WeeklyBlock
from patient_app.schedule.rules.titles import Titled

KIND_ICONS = {
    SeriesKind.GROUP: "users-round",
    SeriesKind.INDIVIDUAL: "user-round",
    SeriesKind.COUNSELLING: "message-circle",
    SeriesKind.MEDICATION: "pill",
    SeriesKind.FAMILY: "heart-handshake",
    SeriesKind.VOCATIONAL: "hammer",
    SeriesKind.OTHER: "calendar",
}
KIND_WORDS = {
    SeriesKind.GROUP: N_("Group"),
    SeriesKind.INDIVIDUAL: N_("One-to-one"),
    SeriesKind.COUNSELLING: N_("Counseling"),
    SeriesKind.MEDICATION: N_("Medication"),
    SeriesKind.FAMILY: N_("Family"),
    SeriesKind.VOCATIONAL: N_("Work or school support"),
    SeriesKind.OTHER: N_("Appointment"),
}
BLOCK_ICONS = {
    BlockKind.WORK: "briefcase",
    BlockKind.SCHOOL: "graduation-cap",
    BlockKind.OTHER: "clock",
}
BLOCK_WORDS = {
    BlockKind.WORK: N_("Work"),
    BlockKind.SCHOOL: N_("School"),
    BlockKind.OTHER: N_("Busy"),
}


def title_of(named: Titled) -> str:
    """The title of a session or series in the reader's language, as far as it has one."""
    if current_language() == "es" and named.title_es:
        return named.title_es
    return named.title


def topic_name(topic: TopicName) -> str:
    """In the person's language."""
    return topic.es if current_language() == "es" else topic.en


def block_title(block: MyBlock | WeeklyBlock) -> str:
    """The person's own word for it, else its kind."""
    return block.title or gettext(BLOCK_WORDS[block.kind])


def time_span(timed: MySession | MyBlock) -> str:
    """'5:30 – 7:30 PM' by the clock on its own wall."""
    return words.span(timed.starts_at, timed.ends_at, timed.zone)


def day_heading(on: date) -> str:
    """'Tuesday, October 14' / 'Martes 14 de octubre', fit to begin a line."""
    named = words.day(on)
    return named[:1].upper() + named[1:]


def when_and_where(session: MySession) -> str:
    """'5:30 – 7:30 PM · Room 2'."""
    where = session.place or (gettext(N_("Online")) if session.online else None)
    return f"{time_span(session)} · {where}" if where else time_span(session)


def bare_time(at: datetime, zone: str) -> str:
    """'4:00', where the half of the day is plain from what stands beside it."""
    return words.clock_time(at, zone).partition(" ")[0]


def was(session: MySession) -> str | None:
    """'New time, was 4:00', with the day when that changed too; None when it did not move."""
    if session.moved_from_at is None:
        return None
    before = words.local(session.moved_from_at, session.zone)
    after = words.local(session.starts_at, session.zone)
    time = bare_time(before, session.zone)
    if before.strftime("%p") != after.strftime("%p"):
        time = words.clock_time(before, session.zone)
    if before.date() != after.date():
        time = f"{words.day_short(before.date())}, {time}"
    return gettext("New time, was %(time)s", time=time)


def until_or_from(block: MyBlock, session: MySession) -> str:
    """What a session clashes with: 'Work until 6:00 PM'."""
    title = block_title(block)
    if block.starts_at <= session.starts_at:
        return gettext(
            "%(title)s until %(time)s",
            title=title,
            time=words.clock_time(block.ends_at, block.zone),
        )
    return gettext(
        "%(title)s from %(time)s", title=title, time=words.clock_time(block.starts_at, block.zone)
    )


def zone_note(own_zone: str, zone: str, now: datetime) -> str | None:
    """A line for people whose own clock differs from the center's."""
    if not own_zone or _offset(own_zone, now) == _offset(zone, now):
        return None
    locale = {"en": "en_US", "es": "es_US"}[current_language()]
    name = get_timezone_name(ZoneInfo(zone), width="long", zone_variant="generic", locale=locale)
    return gettext("Times here are in %(zone)s.", zone=name)


def _offset(zone: str, now: datetime) -> timedelta | None:
    return now.astimezone(ZoneInfo(zone)).utcoffset()
