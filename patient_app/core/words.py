"""Times, dates and durations as people say them, in the current language."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from patient_app.core.i18n.language import current_language, gettext, ngettext

_PATTERNS = {
    "en": {
        "day": "EEEE, MMMM d",
        "short": "EEE, MMM d",
        "month_day": "MMM d",
        "year": "MMM d, y",
        "month": "MMMM y",
    },
    "es": {
        "day": "EEEE d 'de' MMMM",
        "short": "EEE d MMM",
        "month_day": "d MMM",
        "year": "d MMM y",
        "month": "MMMM 'de' y",
    },
}


def local(at: datetime, zone: str) -> datetime:
    """The instant as a wall time in `zone`, still aware."""
    return at.astimezone(ZoneInfo(zone))


def clock_time(at: datetime | time, zone: str | None = None) -> str:
    """'5:30 PM' / '5:30 p. m.'."""
    shown = local(at, zone) if isinstance(at, datetime) and zone else at
    return _clock(shown.hour, shown.minute, _locale())


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """'5:30 – 7:30 PM'; the half-day is said once when both ends share it, and the day."""
    start, end = clock_time(starts_at, zone), clock_time(ends_at, zone)
    half = start.partition(" ")[2]
    same_day = local(starts_at, zone).date() == local(ends_at, zone).date()
    if half and same_day and end.endswith(half):
        start = start.partition(" ")[0]
    return f"{start} – {end}"


def day(on: date) -> str:
    """'Tuesday, October 14' / 'martes 14 de octubre'."""
    return _date(on, _PATTERNS[current_language()]["day"], _locale())


def day_short(on: date) -> str:
    """'Tue, Oct 14' / 'mar 14 oct'."""
    return _date(on, _PATTERNS[current_language()]["short"], _locale())


def month(on: date) -> str:
    """'October 2026' / 'Octubre de 2026', fit to stand as a title."""
    told = _date(on, _PATTERNS[current_language()]["month"], _locale())
    return told[:1].upper() + told[1:]


def month_day(on: date) -> str:
    """'Oct 14' / '14 oct'."""
    return _date(on, _PATTERNS[current_language()]["month_day"], _locale())


def month_day_year(on: date) -> str:
    """'Oct 14, 2026' / '14 oct 2026'."""
    return _date(on, _PATTERNS[current_language()]["year"], _locale())


def weekday(on: date) -> str:
    """'Tuesday' / 'Martes', fit to stand as a title."""
    return _date(on, "EEEE", _locale()).capitalize()


def weekday_within(on: date) -> str:
    """'Tuesday' / 'martes', as it stands inside a sentence."""
    return _date(on, "EEEE", _locale())


def weekday_short(on: date) -> str:
    """'Tue' / 'mar'."""
    return _date(on, "EEE", _locale()).rstrip(".")


def weekday_initial(on: date) -> str:
    """'T' / 'M'."""
    return _date(on, "EEEEE", _locale())


def duration(length: timedelta) -> str:
    """'2 h 15 min', '15 min', '3 days'; never less than one minute."""
    minutes = max(1, int(length.total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return ngettext("%(num)s day", "%(num)s days", days)
    if hours == 0:
        return gettext("%(n)s min", n=minutes)
    if minutes % 60 == 0:
        return gettext("%(n)s h", n=hours)
    return gettext("%(h)s h %(m)s min", h=hours, m=minutes % 60)


# A page says the same few times and days over and over; formatting each costs 0.1 ms.
@lru_cache(maxsize=2 * 24 * 60)
def _clock(hour: int, minute: int, locale: str) -> str:
    told = format_time(time(hour, minute), "h:mm a", locale=locale)
    # "p. m." as Spanish spells it, and never torn apart at the end of a line.
    return told.replace("\u202f", " ").replace("\xa0", " ").replace(".m.", ".\xa0m.")


@lru_cache(maxsize=4000)
def _date(on: date, pattern: str, locale: str) -> str:
    return format_date(on, pattern, locale=locale)


def _locale() -> str:
    return {"en": "en_US", "es": "es_US"}[current_language()]
