"""Centers as pages and programs read them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from patient_app.centers.models import Center, Closure
from patient_app.centers.queries import centers, hours
from patient_app.centers.rules.levels import LEVELS
from patient_app.centers.rules.phones import readable
from patient_app.centers.rules.settings import Office
from patient_app.centers.schemas import STRETCHES_A_DAY
from patient_app.core import words
from patient_app.core.i18n import gettext
from patient_app.core.zone_names import zone_groups

_A_MONDAY = date(2024, 1, 1)


def office_json(office: Office) -> dict[str, Any]:
    """GET /api/office: days count from 0 = Sunday, times are wall times in `zone`."""
    return {
        "phone": office.phone,
        "after_hours": office.after_hours,
        "hours": [
            {
                "day": (stretch.weekday + 1) % 7,
                "opens": stretch.opens_local.strftime("%H:%M"),
                "closes": stretch.closes_local.strftime("%H:%M"),
            }
            for stretch in office.hours
        ],
        "zone": office.zone,
        "closed_on": [day.isoformat() for day in office.closed_on],
    }


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A weekday's name and the slots of its stretches."""

    name: str
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A closed day; `on` is its ISO date."""

    id: UUID
    on: str
    title: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list with one button."""

    id: UUID
    title: str
    note: str | None


def week() -> list[DayOfWeek]:
    """The days from Monday."""
    return [
        DayOfWeek(
            words.weekday(_A_MONDAY.replace(day=1 + day)),
            tuple(day * STRETCHES_A_DAY + n for n in range(STRETCHES_A_DAY)),
        )
        for day in range(7)
    ]


def settings_page(center_id: UUID, now: datetime) -> dict[str, Any]:
    """Everything the settings page prints, before anything was typed."""
    center = centers.get_center(center_id)
    today = centers.today_at(center_id, now)
    return {
        "about": _about(center),
        "phones": {
            "office": readable(center.office_phone or ""),
            "after_hours": readable(center.after_hours_phone or ""),
        },
        "hours": _hours(center_id),
        "week": week(),
        "zones": zone_groups(center.zone),
        "levels": [(code, gettext(name)) for code, name in LEVELS.items()],
        "closures": [_closure(row) for row in hours.closures_of(center_id, today)],
        "hosts": [Line(row.id, row.host, None) for row in centers.hosts_of(center_id)],
        "programs": [
            Line(row.id, row.name, gettext(LEVELS.get(row.level_of_care, row.level_of_care)))
            for row in centers.programs_of(center_id)
        ],
        "old_names": [row.name for row in centers.names_of(center_id) if row.until_on is not None],
    }


def _about(center: Center) -> dict[str, Any]:
    return {
        "name": center.name,
        "zone": center.zone,
        "languages": center.languages.split(","),
        "privacy_contact": center.privacy_contact or "",
        "record_years": center.record_years,
        "request_hours": center.request_hours,
    }


def _hours(center_id: UUID) -> dict[str, list[str]]:
    opens, closes = [""] * 7 * STRETCHES_A_DAY, [""] * 7 * STRETCHES_A_DAY
    for weekday, stretches in hours.opening_hours(center_id).items():
        for n, (first, last) in enumerate(stretches[:STRETCHES_A_DAY]):
            slot = weekday * STRETCHES_A_DAY + n
            opens[slot], closes[slot] = first.strftime("%H:%M"), last.strftime("%H:%M")
    return {"opens": opens, "closes": closes}


def _closure(row: Closure) -> ClosedLine:
    return ClosedLine(row.id, row.closed_on.isoformat(), words.day(row.closed_on), row.reason)
