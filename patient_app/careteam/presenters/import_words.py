"""When and where, for a series or a date of a file or of Steady."""

from datetime import datetime

from patient_app.careteam.presenters.series import rule_words
from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.schedule.importing.rules.targets import DateTarget, SeriesTarget


def target_words(
    target: SeriesTarget | DateTarget,
    home: str,
    *,
    on: datetime | None = None,
    only_day: bool = False,
) -> str:
    """'Mon, Wed 6:00 – 9:00 PM, from Oct 26, 2026', 'Tue, Nov 3, 5:00 – 8:00 PM' or 'Canceled'.

    `on` is the day a change is about; a zone is named when it is not the center's.
    """
    if only_day and on:
        return day_words(on)
    if target.cancelled:
        return gettext("%(day)s is canceled", day=day_words(on)) if on else gettext("Canceled")
    if isinstance(target, DateTarget):
        day = words.day_short(words.local(target.starts_at, home).date())
        return f"{day}, {words.span(target.starts_at, target.ends_at, home)}"
    return _series_words(target, home)


def all_day_words(starts_local: datetime) -> str:
    """'Thu, Nov 26, all day'."""
    return gettext("%(day)s, all day", day=day_words(starts_local))


def place_words(target: SeriesTarget | DateTarget) -> str:
    """The place, when one is named."""
    return "" if target.cancelled else target.place or ""


def _series_words(target: SeriesTarget, home: str) -> str:
    rule = target.rule
    told = rule_words(rule)
    if rule.rrule:
        first = words.month_day_year(rule.starts_local.date())
        told = gettext("%(when)s, from %(day)s", when=told, day=first)
    return told if rule.zone == home else f"{told} ({rule.zone})"


def day_words(on: datetime) -> str:
    """'Thu, Dec 3'."""
    return words.day_short(on.date())
