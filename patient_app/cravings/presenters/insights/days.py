"""Days of each thing the person works on: all that counted first, the run that lasts last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.core import words
from patient_app.core.i18n import gettext, ngettext
from patient_app.core.messages import N_
from patient_app.cravings.queries.insights import Item
from patient_app.cravings.rules.days import Days, LapseDay, dates_about, days_of, named_nothing

# Five rows of dots on a phone; a longer time is told in months.
MOST_DOTS, A_ROW, STEP, RADIUS = 90, 18, 16.4, 6
MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Dot:
    """One day: where, and whether it counts."""

    x: float
    y: float
    counts: bool


@dataclass(frozen=True, slots=True)
class DaysCard:
    """`big` is None while there is nothing to count; `line` then says why."""

    label: str
    big: str | None
    line: str
    facts: tuple[str, ...]
    run: str | None
    dots: tuple[Dot, ...]
    height: float
    dots_note: str | None
    table: tuple[tuple[str, str], ...]


def days_cards(items: Sequence[Item], lapses: Sequence[LapseDay], today: date) -> list[DaysCard]:
    """One card for each thing that is going on."""
    refs = {item.ref for item in items}
    return [
        _card(item, days_of(item.start_on, today, dates_about(item.ref, lapses, refs)))
        for item in items
        if not item.ended
    ]


def unnamed_note(items: Sequence[Item], lapses: Sequence[LapseDay]) -> str | None:
    """What is in no count, said openly."""
    number = named_nothing(lapses, {item.ref for item in items})
    if number == 0:
        return None
    return ngettext(
        "One entry does not say what it was about, so it is in no count.",
        "%(num)s entries do not say what they were about, so they are in no count.",
        number,
    )


def _card(item: Item, days: Days | None) -> DaysCard:
    label = gettext(item.label)
    if days is None:
        why = gettext(N_("No first day is set, so nothing is counted. That is fine."))
        return DaysCard(label, None, why, (), None, (), 0, None, ())
    if days.days == 0:
        return DaysCard(
            label, None, gettext(N_("You are here. That counts.")), (), None, (), 0, None, ()
        )
    dots = _dots(days)
    longest = gettext("Longest run: %(days)s", days=_days(days.longest))
    share = gettext("%(share)s%% of the days", share=days.share)
    return DaysCard(
        label=label,
        big=_days(days.days),
        line=gettext("of %(of)s, as you have told it. They all count.", of=days.of),
        facts=(longest, share),
        run=gettext("This run: %(days)s", days=_days(days.current)) if _shows(item, days) else None,
        dots=dots,
        height=dots[-1].y + RADIUS + 1,
        dots_note=gettext("The last %(n)s days", n=MOST_DOTS) if days.of > MOST_DOTS else None,
        table=tuple(
            (words.month(first), gettext("%(k)s of %(n)s", k=k, n=n))
            for first, k, n in days.months(MOST_MONTHS)
        ),
    )


def _shows(item: Item, days: Days) -> bool:
    """The run that lasts only if they asked for it, and never as a nought."""
    return item.shows_run and days.current > 0


def _dots(days: Days) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            round(RADIUS + 1 + n % A_ROW * STEP, 1),
            round(RADIUS + 1 + n // A_ROW * STEP, 1),
            counts,
        )
        for n, (_, counts) in enumerate(days.each(MOST_DOTS))
    )


def _days(number: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", number)
