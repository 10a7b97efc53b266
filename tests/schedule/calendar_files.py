"""Calendar files for tests: the stored exports, and small ones written on the spot."""

from datetime import UTC, datetime
from pathlib import Path

from patient_app.schedule.calendars.ics_in import read_ics
from patient_app.schedule.rules.recurrence import SeriesRule, materialise

FOLDER = Path(__file__).parent.parent / "fixtures" / "calendars"
EXPORTS = (
    "apple.ics",
    "apple-icloud.ics",
    "google.ics",
    "outlook-365.ics",
    "outlook-desktop.ics",
)
"""Made by hand in the manner of those programs, with what theirs hold."""
EXPORTED = tuple(
    f"exported/{name}.ics"
    for name in ("calcurse", "evolution", "khal", "orage", "radicale", "thunderbird")
)
"""Exported by those very programs."""
HOME = "America/Los_Angeles"
wall = datetime.fromisoformat


def export(name):
    return (FOLDER / name).read_bytes()


def read(name, home=HOME):
    return read_ics(export(name), home)


def calendar(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines, uid="one"):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def read_one(*lines, home=HOME, before=()):
    """The records and the report of a calendar with one event."""
    return read_ics(calendar(*before, event(*lines)), home)


def rule_of(record):
    return SeriesRule(
        record.starts_local,
        record.duration,
        record.zone,
        record.rrule,
        record.rdates,
        record.exdates,
    )


def starts(record, year=2026, years=2):
    """The wall times a record's series has from that year on."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    slots = materialise(rule_of(record), first, first.replace(year=year + years))
    return [f"{slot.local:%Y-%m-%d %H:%M}" for slot in slots]


def instants(record, year=2026, years=2):
    first = datetime(year, 1, 1, tzinfo=UTC)
    slots = materialise(rule_of(record), first, first.replace(year=year + years))
    return [f"{slot.starts_at:%Y-%m-%dT%H:%MZ}" for slot in slots]


def codes(imported):
    return [(row.row, row.outcome, row.code) for row in imported.report]
