"""What the schedule reminds of, and how it words it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_
from patient_app.notifications.rules.kinds import Due, Manner, ReminderKind, Telling
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.presenters.words import KIND_ICONS, title_of
from patient_app.schedule.queries.reminding import answered_requests, with_place
from patient_app.schedule.queries.series import series_rows
from patient_app.schedule.rules.kinds import OccurrenceState, SeriesKind
from patient_app.schedule.rules.reminding import ANSWER, SESSION, SESSION_CHANGE


def _sessions(due: Sequence[Due]) -> dict[tuple[UUID, UUID], Occurrence]:
    pairs = {(each.person_id, each.cause_id) for each in due}
    return {(person, row.id): row for person, row in with_place(pairs)}


def _takes_place(due: Sequence[Due], now: datetime) -> set[UUID]:
    """At the time it was promised for, and the person still has a place."""
    there = _sessions(due)
    return {
        each.id
        for each in due
        if (row := there.get((each.person_id, each.cause_id))) is not None
        and row.state == OccurrenceState.SCHEDULED
        and row.moves == each.edition
        and row.starts_at > now
    }


def _is_latest_change(due: Sequence[Due], _now: datetime) -> set[UUID]:
    """A later change of the same session brings its own word."""
    there = _sessions(due)
    return {
        each.id
        for each in due
        if (row := there.get((each.person_id, each.cause_id))) is not None
        and row.version == each.edition
    }


def _is_answered(due: Sequence[Due], _now: datetime) -> set[UUID]:
    answered = answered_requests([each.cause_id for each in due])
    return {each.id for each in due if each.cause_id in answered}


def _tell_sessions(due: Sequence[Due], now: datetime) -> dict[UUID, Telling]:
    there = _sessions(due)
    series = series_rows({row.series_id for row in there.values()})
    found = {}
    for each in due:
        row = there.get((each.person_id, each.cause_id))
        if row is None:
            found[each.id] = _gone()
            continue
        named = series[row.series_id]
        when = _when(row.starts_at, named.zone, now)
        found[each.id] = Telling(
            some=gettext("Something %(when)s", when=when),
            full=", ".join(filter(None, (title_of(named), when, row.place or named.place))),
            path=f"/schedule/{row.id}",
            note=row.place or named.place,
            icon=KIND_ICONS[SeriesKind(named.kind)],
        )
    return found


def _tell_changes(due: Sequence[Due], now: datetime) -> dict[UUID, Telling]:
    there = _sessions(due)
    series = series_rows({row.series_id for row in there.values()})
    found = {}
    for each in due:
        row = there.get((each.person_id, each.cause_id))
        found[each.id] = _gone() if row is None else _change(row, series[row.series_id], now)
    return found


def _change(row: Occurrence, named: Series, now: datetime) -> Telling:
    when = _when(row.starts_at, named.zone, now)
    path = f"/schedule/{row.id}"
    if row.state == OccurrenceState.CANCELLED:
        return Telling(
            some=gettext("Canceled: %(when)s", when=when),
            full=gettext("Canceled: %(title)s, %(when)s", title=title_of(named), when=when),
            path=path,
            icon="calendar-x",
        )
    return Telling(
        some=gettext("Your schedule changed: %(when)s", when=when),
        full=gettext("Changed: %(title)s, %(when)s", title=title_of(named), when=when),
        path=path,
        note=row.place or named.place,
        icon="calendar-clock",
    )


def _tell_answers(due: Sequence[Due], _now: datetime) -> dict[UUID, Telling]:
    answered = answered_requests([each.cause_id for each in due])
    return {
        each.id: Telling(
            some=gettext(N_("You have an answer")),
            full=gettext(N_("Your care team answered your question")),
            path=f"/schedule/{answered[each.cause_id]}"
            if each.cause_id in answered
            else "/schedule",
            icon="message-circle",
        )
        for each in due
    }


def _gone() -> Telling:
    words_ = gettext(N_("No longer on your schedule"))
    return Telling(some=words_, full=words_, path="/schedule", icon="calendar")


def _when(at: datetime, zone: str, now: datetime) -> str:
    """'today at 5:30 PM', by the clock on the session's own wall."""
    on, today = words.local(at, zone).date(), words.local(now, zone).date()
    time = words.clock_time(at, zone)
    if on == today:
        return gettext("today at %(time)s", time=time)
    if (on - today).days == 1:
        return gettext("tomorrow at %(time)s", time=time)
    return gettext("%(day)s at %(time)s", day=words.day_short(on), time=time)


KINDS = (
    ReminderKind(
        SESSION,
        1,
        N_("Sessions"),
        N_("The day before, and again on the day."),
        Manner.BOUND,
        _takes_place,
        _tell_sessions,
        urgent=True,
        capped=False,
        leads=True,
    ),
    ReminderKind(
        SESSION_CHANGE,
        2,
        N_("Changes"),
        N_("A session is moved or canceled."),
        Manner.CHANGE,
        _is_latest_change,
        _tell_changes,
        urgent=True,
        capped=False,
    ),
    ReminderKind(
        ANSWER,
        5,
        N_("Answers"),
        N_("Somebody answers a question of yours."),
        Manner.FREE,
        _is_answered,
        _tell_answers,
    ),
)
