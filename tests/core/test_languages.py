"""Promise: two languages from the first string, and times as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import TemplateSyntaxError

from patient_app.core import words
from patient_app.core.i18n import catalogs, in_language
from patient_app.core.i18n.templates import TranslatedEnvironment


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> TranslatedEnvironment:
    """A Spanish environment with three messages."""
    catalog = {
        "Help now": "Ayuda ahora",
        "in %(time)s": "en %(time)s",
        ("%(num)s change", "%(num)s changes"): ("%(num)s cambio", "%(num)s cambios"),
    }
    monkeypatch.setattr(catalogs, "_catalog", lambda language: catalog)
    environment = TranslatedEnvironment(
        loader=DictLoader({}), autoescape=True, undefined=StrictUndefined
    )
    environment.language = "es"
    return environment


def test_text_is_translated_when_the_template_is_compiled(spanish: TranslatedEnvironment) -> None:
    assert spanish.from_string("{{ _('Help now') }}").render() == "Ayuda ahora"
    assert "Ayuda" in spanish.compile("{{ _('Help now') }}", raw=True)


def test_values_are_filled_in_and_escaped(spanish: TranslatedEnvironment) -> None:
    template = spanish.from_string("{{ _('in %(time)s', time=t) }}")
    assert template.render(t="<b>2 h</b>") == "en &lt;b&gt;2 h&lt;/b&gt;"


@pytest.mark.parametrize(("number", "told"), [(1, "1 cambio"), (0, "0 cambios"), (5, "5 cambios")])
def test_one_and_many(spanish: TranslatedEnvironment, number: int, told: str) -> None:
    template = spanish.from_string("{{ ngettext('%(num)s change', '%(num)s changes', n) }}")
    assert template.render(n=number) == told


def test_text_that_nobody_could_translate_does_not_compile(spanish: TranslatedEnvironment) -> None:
    with pytest.raises(TemplateSyntaxError):
        spanish.from_string("{{ _(title) }}")


EVENING = datetime(2026, 10, 15, 0, 30, tzinfo=UTC)


def test_a_span_says_the_half_of_the_day_once() -> None:
    zone = "America/Los_Angeles"
    assert words.span(EVENING, EVENING + timedelta(hours=2), zone) == "5:30 – 7:30 PM"
    morning = EVENING - timedelta(hours=8)
    assert words.span(morning, EVENING, zone) == "9:30 AM – 5:30 PM"


def test_a_night_keeps_both_halves_of_its_days() -> None:
    seven_pm, five_pm_next_day = EVENING + timedelta(hours=1.5), EVENING + timedelta(hours=23.5)
    told = words.span(seven_pm, five_pm_next_day, "America/Los_Angeles")
    assert told == "7:00 PM – 5:00 PM"


def test_the_same_times_in_spanish() -> None:
    with in_language("es"):
        zone = "America/Los_Angeles"
        assert words.span(EVENING, EVENING + timedelta(hours=2), zone) == "5:30 – 7:30 p.\xa0m."
        assert words.day(date(2026, 10, 14)) == "miércoles 14 de octubre"
        assert words.weekday(date(2026, 10, 14)) == "Miércoles"


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=2, minutes=15), "2 h 15 min"),
        (timedelta(days=3, hours=2), "3 days"),
    ],
)
def test_a_duration_as_people_say_it(length: timedelta, told: str) -> None:
    assert words.duration(length) == told
