"""The timeline: what was told, day by day on the person's own wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.core.ids import new_id
from patient_app.core.messages import N_
from patient_app.cravings.presenters.codes import (
    KIND_ICONS,
    MOOD_ICONS,
    Own,
    own_labels,
    word_of,
    words_of,
)
from patient_app.cravings.presenters.new import QUICK_WORDS
from patient_app.cravings.presenters.vessels import Vessel, strength, vessel
from patient_app.cravings.queries.entry import find_entry
from patient_app.cravings.queries.timeline import latest_entries
from patient_app.cravings.rules.lines import Line

A_PAGE = 30
MOST_WORDS = 2
# The names in the address say nothing to someone who looks over a shoulder.
FILTERS = {
    "": (None, N_("All"), None),
    "waves": ("craving", N_("Urges"), "waves"),
    "good": ("win", N_("Good moments"), "leaf"),
    "days": ("checkin", N_("Check-ins"), "cloud-sun"),
    "back": ("lapse", N_("Coming back"), "sunrise"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `vessel` for an urge, else `icon`; `change` is from-to, when both were told."""

    record_id: UUID
    time: str
    vessel: Vessel | None
    icon: str
    title: str
    note: str | None
    change: tuple[int, int] | None
    ended: str | None
    just_me: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its lines, the latest first."""

    title: str
    rows: Sequence[Row]


def timeline_page(actor: Actor, now: datetime, show: str, before: UUID | None) -> dict[str, Any]:
    """Four queries at most. Raises NotFound when `before` is not the person's own."""
    kind, _, _ = FILTERS[show]
    begins = None
    if before is not None:
        begins = (find_entry(actor.person_id, before).occurred_at, before)
    found = latest_entries(actor.person_id, kind, A_PAGE + 1, begins)
    shown = found[:A_PAGE]
    own = own_labels(actor.person_id, needed=any(each.own_codes for each in shown))
    today = words.local(now, actor.clock_zone).date()
    return {
        "days": _days(shown, own, today),
        "filters": [(code, gettext(text), icon) for code, (_, text, icon) in FILTERS.items()],
        "show": show,
        "is_first": before is None,
        "earlier": shown[-1].record_id if len(found) > A_PAGE else None,
        "new_id": new_id,
    }


def day_title(on: date, today: date) -> str:
    """'Today', 'Yesterday', else the day."""
    if on == today:
        return gettext("Today")
    if today - on == timedelta(days=1):
        return gettext("Yesterday")
    told = words.day(on)
    return told[:1].upper() + told[1:]


def _days(lines: Sequence[Line], own: Own, today: date) -> list[Day]:
    by_day = groupby(lines, key=lambda line: line.local.date())
    return [Day(day_title(on, today), [_row(line, own) for line in day]) for on, day in by_day]


def _row(line: Line, own: Own) -> Row:
    return Row(
        record_id=line.record_id,
        time=words.clock_time(line.local.time()),
        vessel=None if line.intensity is None else vessel(line.intensity),
        icon=MOOD_ICONS.get(line.mood or 0, KIND_ICONS[line.kind]),
        title=_TITLES[line.kind](line, own),
        note=_note(line, own),
        change=_change(line),
        ended=_ended(line),
        just_me=line.just_me,
    )


def _urge(line: Line, own: Own) -> str:
    """'Boredom, at home': what set it off and where, else how strong it was."""
    told = [_trigger(code, own) for code in line.triggers[:MOST_WORDS]]
    if line.place:
        told.append(word_of("place", line.place, own))
    if not told:
        return strength(line.intensity or 0)
    first, *rest = told
    return ", ".join([first, *(text[:1].lower() + text[1:] for text in rest)])


def _trigger(code: str, own: Own) -> str:
    short = QUICK_WORDS.get(code)
    return gettext(short) if short else word_of("triggers", code, own)


def _day_of(line: Line, own: Own) -> str:
    return word_of("mood", line.mood, own) if line.mood else gettext("A check-in")


def _win(line: Line, own: Own) -> str:
    return word_of("what", line.what, own)


def _back(line: Line, own: Own) -> str:
    return gettext("I came back")


_TITLES = {"craving": _urge, "win": _win, "checkin": _day_of, "lapse": _back}


def _note(line: Line, own: Own) -> str | None:
    did = ", ".join(words_of("coping", line.coping[:MOST_WORDS], own))
    about = ", ".join(words_of("about", line.about, own))
    told = [text for text in (did or line.note, about) if text]
    if not told and line.sleep:
        told = [gettext("Slept: %(how)s", how=word_of("sleep", line.sleep, own))]
    return " · ".join(told) or None


def _change(line: Line) -> tuple[int, int] | None:
    if line.intensity is None or line.after is None:
        return None
    return line.intensity, line.after


def _ended(line: Line) -> str | None:
    """How it ended, where no later number says it and there is something to say."""
    if line.after is not None or line.outcome in {None, "rather_not_say"}:
        return None
    return word_of("outcome", line.outcome, {})
