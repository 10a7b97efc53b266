"""RFC 5545 RRULE values: read into a `Repeat`, and written back in one fixed form."""

import re
from datetime import date, datetime

from patient_app.schedule.rules.repeats import Repeat, RuleNotSupported

LONGEST_RULE = 500
MOST_DATES = 4000
LARGEST_INTERVAL = 400
EARLIEST_END, LATEST_END = 1970, 2200
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = frozenset(
    {"INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"}
)
UNTIL_SHAPE = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
DAY_SHAPE = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
NUMBER_SHAPE = re.compile(r"[+-]?\d{1,5}", re.ASCII)


def parse_rrule(text: str) -> Repeat:
    """The rule, checked; `RuleNotSupported` names the part that cannot be followed."""
    if len(text) > LONGEST_RULE:
        raise RuleNotSupported("length")
    parts = _parts(text.strip().removeprefix("RRULE:").upper())
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise RuleNotSupported("FREQ")
    unknown = sorted(parts.keys() - PARTS)
    if unknown:
        raise RuleNotSupported(unknown[0])
    return Repeat(
        freq=freq,
        interval=_number(parts, "INTERVAL", 1, LARGEST_INTERVAL) or 1,
        weekdays=_weekdays(parts),
        month_days=_numbers(parts, "BYMONTHDAY", -31, 31),
        months=_numbers(parts, "BYMONTH", 1, 12),
        positions=_numbers(parts, "BYSETPOS", -366, 366),
        count=_number(parts, "COUNT", 1, MOST_DATES),
        until=_until(parts),
        week_start=_week_start(parts),
    )


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or name in parts:
            raise RuleNotSupported(name[:20] or "FREQ")
        parts[name.strip()] = value.strip()
    return parts


def _numbers(parts: dict[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    if name not in parts:
        return ()
    items = parts[name].split(",")
    if not all(NUMBER_SHAPE.fullmatch(item) for item in items):
        raise RuleNotSupported(name)
    numbers = {int(item) for item in items}
    if 0 in numbers or min(numbers) < least or max(numbers) > most:
        raise RuleNotSupported(name)
    return tuple(sorted(numbers))


def _number(parts: dict[str, str], name: str, least: int, most: int) -> int | None:
    numbers = _numbers(parts, name, least, most)
    if len(numbers) > 1:
        raise RuleNotSupported(name)
    return numbers[0] if numbers else None


def _weekdays(parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    days = set()
    for item in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        shape = DAY_SHAPE.fullmatch(item.strip())
        if shape is None or (shape[1] and int(shape[1]) == 0):
            raise RuleNotSupported("BYDAY")
        days.add((int(shape[1] or 0), WEEKDAYS.index(shape[2])))
    return tuple(sorted(days))


def _week_start(parts: dict[str, str]) -> int:
    day = parts.get("WKST", "MO")
    if day not in WEEKDAYS:
        raise RuleNotSupported("WKST")
    return WEEKDAYS.index(day)


def _until(parts: dict[str, str]) -> date | datetime | None:
    """Some programs write the year 9999 for "no end"; we read it as that."""
    value = parts.get("UNTIL")
    if value is None:
        return None
    if not UNTIL_SHAPE.fullmatch(value):
        raise RuleNotSupported("UNTIL")
    try:
        until = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError as error:
        raise RuleNotSupported("UNTIL") from error
    if until.year < EARLIEST_END:
        raise RuleNotSupported("UNTIL")
    return until if until.year <= LATEST_END else None


def write_rrule(repeat: Repeat) -> str:
    """The same rule in one fixed order, so equal rules are equal text."""
    days = [f"{ordinal or ''}{WEEKDAYS[day]}" for ordinal, day in repeat.weekdays]
    written = {
        "FREQ": repeat.freq,
        "INTERVAL": str(repeat.interval) if repeat.interval != 1 else "",
        "BYMONTH": ",".join(map(str, repeat.months)),
        "BYMONTHDAY": ",".join(map(str, repeat.month_days)),
        "BYDAY": ",".join(days),
        "BYSETPOS": ",".join(map(str, repeat.positions)),
        "COUNT": str(repeat.count or ""),
        "UNTIL": _until_text(repeat.until),
        "WKST": WEEKDAYS[repeat.week_start] if repeat.week_start else "",
    }
    return ";".join(f"{name}={value}" for name, value in written.items() if value)


def _until_text(until: date | datetime | None) -> str:
    if until is None:
        return ""
    if not isinstance(until, datetime):
        return f"{until:%Y%m%d}"
    return f"{until:%Y%m%dT%H%M%S}" + ("Z" if until.tzinfo else "")
