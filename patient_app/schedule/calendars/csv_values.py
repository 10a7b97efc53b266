"""Cells of a schedule CSV into values; `ValueError` when a cell is none of ours."""

import re
from datetime import date, time

from patient_app.schedule.calendars.suggestions import folded_words
from patient_app.schedule.calendars.text import one_line
from patient_app.schedule.rules.repeats import Repeat
from patient_app.schedule.rules.rrule_text import parse_rrule

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
US_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?([ap]m)?", re.ASCII)
FORMULA = re.compile(r"^['\s]*[=+\-@|%]+[\s'=+\-@|%]*")

DAYS = {
    "mon": 0, "monday": 0, "mo": 0, "lun": 0, "lunes": 0, "lu": 0,
    "tue": 1, "tues": 1, "tuesday": 1, "tu": 1, "mar": 1, "martes": 1, "ma": 1,
    "wed": 2, "wednesday": 2, "we": 2, "mie": 2, "miercoles": 2, "mi": 2,
    "thu": 3, "thur": 3, "thurs": 3, "thursday": 3, "th": 3, "jue": 3, "jueves": 3, "ju": 3,
    "fri": 4, "friday": 4, "fr": 4, "vie": 4, "viernes": 4, "vi": 4,
    "sat": 5, "saturday": 5, "sa": 5, "sab": 5, "sabado": 5,
    "sun": 6, "sunday": 6, "su": 6, "dom": 6, "domingo": 6, "do": 6,
}  # fmt: skip
FREQUENCIES = {
    "daily": "DAILY", "diario": "DAILY", "diaria": "DAILY",
    "weekly": "WEEKLY", "semanal": "WEEKLY", "semanalmente": "WEEKLY",
    "biweekly": "WEEKLY", "quincenal": "WEEKLY",
    "monthly": "MONTHLY", "mensual": "MONTHLY",
}  # fmt: skip
EVERY_SECOND = frozenset({"biweekly", "quincenal"})


def plain_text(cell: str, longest: int = 200) -> str:
    """One clean line that no spreadsheet will run as a formula when it is exported again."""
    return one_line(FORMULA.sub("", one_line(cell, 2000)), longest)


def read_date(cell: str) -> date:
    """2026-11-30, 11/30/2026 or 11/30/26 (month first, as in the United States)."""
    iso = ISO_DATE.fullmatch(cell.strip())
    if iso:
        year, month, day = map(int, iso.groups())
        return date(year, month, day)
    us = US_DATE.fullmatch(cell.strip())
    if us is None:
        raise ValueError("not a date")
    month, day, year = map(int, us.groups())
    return date(year + 2000 if year < 100 else year, month, day)


def read_clock(cell: str) -> time:
    """18:00, 18h00, 6:00 PM, 6 p.m. or 6pm; a bare 6 is not a time."""
    text = cell.strip().lower().replace("p.m.", "pm").replace("a.m.", "am")
    shape = CLOCK.fullmatch(text.replace("p. m.", "pm").replace("a. m.", "am"))
    if shape is None or not (shape[2] or shape[3]):
        raise ValueError("not a time")
    hour, minute = int(shape[1]), int(shape[2] or 0)
    if shape[3]:
        if not 1 <= hour <= 12:
            raise ValueError("not a time")
        hour = hour % 12 + (12 if shape[3] == "pm" else 0)
    return time(hour, minute)


def read_repeat(cell: str, until: date | None) -> Repeat | None:
    """ "weekly mon wed fri", "biweekly tue", "daily", "monthly", "no" or an RRULE value."""
    if "=" in cell:
        rule = cell if until is None else f"{cell};UNTIL={until:%Y%m%d}"
        return parse_rrule(rule)
    words = list(folded_words(cell))
    if not words or words == ["no"]:
        if until is not None:
            raise ValueError("an end date without a repeat")
        return None
    days = {DAYS[word] for word in words if word in DAYS}
    others = [word for word in words if word not in DAYS and word not in ("on", "y", "and", "los")]
    freq = FREQUENCIES.get(others[0] if others else "weekly")
    if freq is None or len(others) > 1 or (days and freq != "WEEKLY"):
        raise ValueError("not a repeat")
    return Repeat(
        freq=freq,
        interval=2 if EVERY_SECOND.intersection(others) else 1,
        weekdays=tuple((0, day) for day in sorted(days)),
        until=until,
    )
