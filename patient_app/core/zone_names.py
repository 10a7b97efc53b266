"""Time zones as people say them: in the United States by name, elsewhere by region and city."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from patient_app.core.i18n import current_language, gettext
from patient_app.core.messages import N_

US = {
    "America/New_York": N_("Eastern time"),
    "America/Chicago": N_("Central time"),
    "America/Denver": N_("Mountain time"),
    "America/Phoenix": N_("Mountain time, the same all year"),
    "America/Los_Angeles": N_("Pacific time"),
    "America/Anchorage": N_("Alaska time"),
    "Pacific/Honolulu": N_("Hawaii time"),
    "America/Puerto_Rico": N_("Atlantic time"),
}
REGIONS = {
    "America": N_("Other places in the Americas"),
    "Europe": N_("Europe"),
    "Africa": N_("Africa"),
    "Asia": N_("Asia"),
    "Australia": N_("Australia"),
    "Pacific": N_("Pacific Ocean"),
    "Atlantic": N_("Atlantic Ocean"),
    "Indian": N_("Indian Ocean"),
    "Antarctica": N_("Antarctica"),
    "Arctic": N_("Arctic"),
}
Group = tuple[str, list[tuple[str, str]]]


def zone_label(zone: str) -> str:
    """'Pacific time (Los Angeles)'; elsewhere the city alone."""
    city = _city(zone, current_language())
    return f"{gettext(US[zone])} ({city})" if zone in US else city


def zone_groups(chosen: str = "") -> list[Group]:
    """Groups for a select: the United States first. A zone chosen before is always among them,
    also when it goes by an old name.
    """
    groups = [(gettext(N_("United States")), _labelled(US, in_order=True))]
    for region, name in REGIONS.items():
        rest = [zone for zone in _places() if zone.startswith(f"{region}/") and zone not in US]
        groups.append((gettext(name), _labelled(rest)))
    if chosen and not any(chosen == zone for _, zones in groups for zone, _ in zones):
        groups.insert(0, (gettext(N_("As it is now")), [(chosen, chosen.replace("_", " "))]))
    return groups


def _labelled(zones: Iterable[str], *, in_order: bool = False) -> list[tuple[str, str]]:
    found = [(zone, zone_label(zone)) for zone in zones]
    return found if in_order else sorted(found, key=lambda each: each[1].casefold())


@lru_cache(maxsize=1)
def _places() -> tuple[str, ...]:
    """Today's zones, one for each city that has clocks of its own; old spellings are left out."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(sorted({line.split("\t")[2] for line in lines}))


@lru_cache(maxsize=2048)
def _city(zone: str, language: str) -> str:
    known = Locale.parse({"en": "en_US", "es": "es_US"}[language]).time_zones.get(zone, {})
    return str(known.get("city") or zone.rpartition("/")[2].replace("_", " "))
