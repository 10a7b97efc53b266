"""People pick a time zone by the words they use, not from a table of a computer."""

import pytest

from patient_app.core.i18n import in_language
from patient_app.core.zone_names import US, zone_groups, zone_label


@pytest.mark.parametrize(
    ("language", "zone", "label"),
    [
        ("en", "America/Los_Angeles", "Pacific time (Los Angeles)"),
        ("es", "America/Los_Angeles", "Hora del Pacífico (Los Ángeles)"),
        ("en", "America/Phoenix", "Mountain time, the same all year (Phoenix)"),
        ("es", "Europe/Berlin", "Berlín"),
        ("en", "America/Argentina/Buenos_Aires", "Buenos Aires"),
    ],
)
def test_a_zone_is_said_in_plain_words(app, language: str, zone: str, label: str) -> None:
    with in_language(language):
        assert zone_label(zone) == label


def test_the_united_states_come_first_and_every_zone_once(app) -> None:
    groups = zone_groups("America/Denver")
    assert [zone for zone, _ in groups[0][1]] == list(US)
    everything = [zone for _, zones in groups for zone, _ in zones]
    assert len(everything) == len(set(everything))
    assert "Asia/Kathmandu" in everything
    assert "US/Pacific" not in everything


def test_a_zone_by_an_old_name_stays_chosen(app) -> None:
    first, zones = zone_groups("US/Pacific")[0]
    assert (first, zones) == ("As it is now", [("US/Pacific", "US/Pacific")])
