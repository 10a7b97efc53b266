"""A title becomes codes; it never becomes what a patient sees."""

from dataclasses import fields

import pytest

from patient_app.schedule.calendars.suggestions import Suggestion, folded_words, suggest
from patient_app.schedule.calendars.title_words import KINDS, TOPICS


@pytest.mark.parametrize(
    ("title", "kind", "topic"),
    [
        ("IOP Group: Relapse Prevention", "group", "relapse_prevention"),
        ("GRUPO DE PREVENCIÓN DE RECAÍDAS", "group", "relapse_prevention"),
        ("Family Group", "family", None),
        ("Sesión familiar: comunicación", "family", "communication"),
        ("Suboxone check", "medication", None),
        ("1:1 Ana", "individual", None),
        ("Terapia con Ana Pérez", "counselling", None),
        ("Taller de empleo", "vocational", "work"),
        ("Mindfulness class", "group", "mindfulness"),
        ("Ana Pérez", "other", None),
        ("Groupon pickup", "other", None),
        ("", "other", None),
    ],
)
def test_kind_and_topic(title, kind, topic):
    assert suggest(title) == Suggestion(kind, topic)


def test_a_suggestion_holds_codes_only():
    assert {field.name for field in fields(Suggestion)} == {"kind", "topic"}
    for title in ("Ana Pérez", "Counseling Ana Pérez", "Anger: Ana"):
        found = suggest(title)
        assert found.kind in {*KINDS, "other"}
        assert found.topic is None or found.topic in TOPICS


def test_every_word_of_the_tables_is_written_as_titles_are_read():
    for table in (KINDS, TOPICS):
        for phrases in table.values():
            assert all(" ".join(folded_words(phrase)) == phrase for phrase in phrases)
