"""What came before, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass

from patient_app.core.i18n import gettext, ngettext
from patient_app.core.messages import N_
from patient_app.cravings.presenters.insights.wording import (
    TOO_EARLY,
    not_told,
    of_told,
    trigger_name,
)
from patient_app.cravings.rules.insights.entries import one_decimal
from patient_app.cravings.rules.insights.told import Endings, Trigger, Triggers

MOST_BARS, WIDTH, LEAST_TO_SAY = 5, 296, 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One trigger: its name, 'k of n', and how far its bar goes; `middle` for the table."""

    name: str
    count: str
    width: float
    middle: str


@dataclass(frozen=True, slots=True)
class Before:
    """The most named triggers as bars, every one of them in the table."""

    sentence: str
    bars: tuple[Bar, ...]
    table: tuple[Bar, ...]
    silent: str | None


@dataclass(frozen=True, slots=True)
class Ended:
    """'31 urges passed', of how many, and what was not told."""

    big: str
    sentences: tuple[str, ...]


def before_of(triggers: Triggers, own: Mapping[str, str]) -> Before:
    """Ready to print."""
    bars = tuple(_bar(each, triggers.told, own) for each in triggers.most)
    return Before(_sentence(bars, triggers), bars[:MOST_BARS], bars, not_told(triggers.silent))


def ended_of(endings: Endings) -> Ended | None:
    """None while none has passed that we were told of."""
    if endings.passed == 0:
        return None
    told = ngettext(
        "The one time you told us how it ended, it passed without use.",
        "%(k)s of the %(num)s times you told us how it ended, it passed without use.",
        endings.told,
        k=endings.passed,
    )
    still = ngettext(
        "One was still there when you last told us.",
        "%(num)s were still there when you last told us.",
        endings.still_there,
    )
    also = (still if endings.still_there else None, not_told(endings.silent))
    return Ended(
        big=ngettext("%(num)s urge passed", "%(num)s urges passed", endings.passed),
        sentences=(told, *(each for each in also if each)),
    )


def _sentence(bars: tuple[Bar, ...], triggers: Triggers) -> str:
    if not bars:
        return gettext(N_("You have not told us yet. You never have to."))
    if triggers.told < LEAST_TO_SAY:
        return gettext(TOO_EARLY)
    top = triggers.most[0]
    return gettext(
        "Most often: %(name)s, %(k)s of the %(n)s times you told us.",
        name=bars[0].name,
        k=top.n,
        n=triggers.told,
    )


def _bar(trigger: Trigger, told: int, own: Mapping[str, str]) -> Bar:
    return Bar(
        name=trigger_name(trigger.code, own),
        count=of_told(trigger.n, told),
        width=round(WIDTH * trigger.n / told, 1),
        middle=one_decimal(trigger.middle),
    )
