"""Ana's page to read holds no code: everything she told the log stands there in words."""

import re

import pytest

from patient_app.cravings.rules.code_words import EXPORTED
from patient_app.cravings.rules.fields import TOLD
from patient_app.privacy.rules.field_names import FIELDS
from patient_app.privacy.rules.field_values import VALUES
from tests.cravings.telling import tell

RAW = re.compile(r"<dd>\s*(?:[a-z]+[._][a-z_.]+|own:[0-9a-f-]+)[\s,<]")
MANY = ("triggers", "coping", "halt", "about", "telling")
OF_KIND = {"craving": "craving.log", "win": "win.log", "checkin": "checkin.log"}
WORDLESS = {"id", "label", "list", "goal", "state", "source", "visibility", "who_sees_it"}


def page_of(phone) -> str:
    return phone.post("/privacy/download/page").get_data(as_text=True)


def every_telling(kind: str) -> list[dict[str, object]]:
    """Records that hold each code of the kind at least once."""
    told: list[dict[str, object]] = []
    for field in TOLD[kind]:
        codes = list(EXPORTED.get(field, ()))
        if field == "debrief" or field in WORDLESS or not codes:
            continue
        values = [int(code) if code.isdecimal() else code for code in codes]
        told += [{field: [value] if field in MANY else value} for value in values]
    return told


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_whole_catalogue_is_told_in_words(ana, browser, language):
    phone = browser(ana)
    for kind, record in OF_KIND.items():
        for told in every_telling(kind):
            tell(phone, ana, record, **({"what": "other"} | told if kind == "win" else told))
    phone.post("/settings/language", data={"language": language})
    text = page_of(phone)
    assert RAW.findall(text) == []
    for field, codes in EXPORTED.items():
        raw = [code for code in codes if re.search(rf"<dd>\s*{re.escape(code)}\s*</dd>", text)]
        assert [code for code in raw if not code.isdecimal()] == [], field


def test_her_own_words_and_changes_are_told_too(ana, browser):
    phone = browser(ana)
    drums = tell(phone, ana, "choice.add", catalogue="coping", label="Drumming")
    urge = tell(phone, ana, "craving.log", coping=[f"own:{drums}"], place="bar_store")
    change = {"place": "on_the_way", "coping": ["body.walk"], "visibility": "just_me"}
    tell(phone, ana, "entry.amend", of=urge, base=urge, entry="craving", set=change)
    text = page_of(phone)
    assert "Where: On the way" in text
    assert "What you did: Drumming" in text
    assert "on_the_way" not in text
    assert "just_me" not in text
    assert "{&#39;" not in text


TOLD_OF_HER_DAYS = {
    "win.log": {"what": "reached_out", "note": "I called my sister."},
    "checkin.log": {"mood": 2, "sleep": 1, "medication": "taken", "line": "A long day."},
    "lapse.log": {
        "safe": "safe", "next_step": "call_someone", "telling": ["sponsor"],
        "note": "Two beers at the corner.",
    },
}  # fmt: skip
READ = {
    "en": ["I reached out", "I called my sister.", "Low", "Badly", "As prescribed", "A long day.",
           "I’m safe", "Call one person", "My sponsor", "Two beers at the corner."],
    "es": ["Busqué a alguien", "I called my sister.", "Bajo", "Mal", "Como me la recetaron",
           "A long day.", "Estoy a salvo", "Llamar a una persona", "Mi padrino o madrina",
           "Two beers at the corner."],
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_good_moments_days_and_lapses_are_read_as_she_told_them(ana, browser, language):
    phone = browser(ana)
    for kind, told in TOLD_OF_HER_DAYS.items():
        tell(phone, ana, kind, **told)
    phone.post("/settings/language", data={"language": language})
    read = re.findall(r"<dd>(.*?)</dd>", page_of(phone))
    assert [words for words in READ[language] if words not in read] == []


def test_every_kind_of_record_a_phone_sends_has_words(app):
    assert set(app.extensions["outbox_kinds"]) <= set(VALUES["kind"])


def test_every_field_of_an_entry_has_a_name():
    assert {field for fields in TOLD.values() for field in fields} <= set(FIELDS)
