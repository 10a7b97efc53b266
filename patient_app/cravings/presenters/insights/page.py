"""The page and the sheet of paper: four reads, then arithmetic."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext, ngettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.codes import own_labels
from patient_app.cravings.presenters.insights.days import days_cards, unnamed_note
from patient_app.cravings.presenters.insights.hours import hours_of
from patient_app.cravings.presenters.insights.told import before_of, ended_of
from patient_app.cravings.presenters.insights.ways import better_of
from patient_app.cravings.presenters.insights.weeks import trend_of
from patient_app.cravings.queries.insights import entries_of, items_of, lapse_days
from patient_app.cravings.rules.insights.entries import Entry
from patient_app.cravings.rules.insights.hours import bands_of
from patient_app.cravings.rules.insights.told import endings_of, triggers_of
from patient_app.cravings.rules.insights.ways import ways_of
from patient_app.cravings.rules.insights.weeks import weeks_of

# What may stand on the sheet, by what is usual to show; days and endings say whether someone
# used, so the person adds them on purpose.
PARTS = {
    "weeks": N_("Week by week"),
    "hours": N_("When it gets strong"),
    "better": N_("What went with feeling better"),
    "before": N_("What came before"),
    "days": N_("Days"),
    "ended": N_("How it ended"),
}
FIRST_PARTS = frozenset({"weeks", "hours", "better", "before"})


def insights_page(actor: Actor, now: datetime, *, just_me: bool = True) -> dict[str, Any]:
    """Everything a person's own entries show."""
    entries = entries_of(actor.person_id, just_me=just_me)
    lapses, items = lapse_days(actor.person_id), items_of(actor.person_id)
    own, today = own_labels(actor.person_id), _today(actor, now)
    return {
        "number": len(entries),
        "since": _since(entries, today),
        "days": days_cards(items, lapses, today),
        "unnamed": unnamed_note(items, lapses),
        "hours": hours_of(bands_of(entries)),
        "better": better_of(ways_of(entries), own),
        "weeks": trend_of(weeks_of(entries, today), today),
        "before": before_of(triggers_of(entries), own),
        "ended": ended_of(endings_of(entries)),
    }


def paper_page(
    actor: Actor, now: datetime, chosen: Collection[str] | None, *, just_me: bool
) -> dict[str, Any]:
    """The same for paper; `chosen` is what the person ticked, None before they chose."""
    shown = FIRST_PARTS if chosen is None else frozenset(chosen) & PARTS.keys()
    return insights_page(actor, now, just_me=just_me) | {
        "shown": shown,
        "parts": [(code, gettext(name)) for code, name in PARTS.items()],
        "just_me": just_me,
        "printed_on": words.month_day_year(_today(actor, now)),
    }


def _today(actor: Actor, now: datetime) -> date:
    """The date on the person's wall."""
    return words.local(now, actor.clock_zone).date()


def _since(entries: list[Entry], today: date) -> str:
    first = entries[0].at.date() if entries else today
    day = words.month_day(first) if first.year == today.year else words.month_day_year(first)
    return ngettext(
        "From one entry, %(day)s.", "From %(num)s entries since %(day)s.", len(entries), day=day
    )
