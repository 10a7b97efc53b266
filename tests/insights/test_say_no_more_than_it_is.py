"""Promise: Insights says what went together, never what did it, in both languages."""

import re
from pathlib import Path

import pytest

from tests.contracts.messages import ROOT, in_python, in_spanish, in_templates
from tests.insights.logs import craving, many, works_on
from tests.insights.test_see_what_i_told import words

# Stems, so that "works", "worked" and "working" are one. Of Spanish verbs the ones in use.
ENGLISH = (
    "work(s|ed|ing)?", "help(s|ed|ing|ful)?", "caus\\w+", "because", "due to", "thanks to",
    "led to", "leads? to", "makes?", "made", "effect\\w*", "affect\\w*", "improv\\w+", "reduc\\w+",
    "lower(s|ed)", "heal\\w*", "cur(e|es|ed)", "fix\\w*", "prevent\\w*", "trigger(s|ed)",
    "success\\w*", "fail\\w*", "risk\\w*", "predict\\w*", "score\\w*",
    "streak\\w*", "reset\\w*", "relaps\\w*",
)  # fmt: skip
SPANISH = (
    "funcion\\w+", "sirv\\w+", "ayud\\w+", "caus\\w+", "porque", "debido", "gracias a",
    "provoc\\w+", "hizo", "hace que", "efect\\w+", "afect\\w+", "mejor(a|ó|aron|an)", "reduc\\w+",
    "redujo",
    "logr\\w+", "cur(a|ó|an)", "evit\\w+", "previen\\w+", "éxito\\w*", "fracas\\w+", "riesgo\\w*",
    "predi\\w+", "puntaje\\w*", "puntuaci\\w+", "reca[ií]\\w+",
)  # fmt: skip
CAUSAL = {
    "en": re.compile(rf"\b({'|'.join(ENGLISH)})\b", re.IGNORECASE),
    "es": re.compile(rf"\b({'|'.join(SPANISH)})\b", re.IGNORECASE),
}
OURS = ("templates/insights/", "patient_app/cravings/presenters/insights/")


def ours() -> dict[str, set[str]]:
    """Every text of Insights in both languages."""
    spanish = {entry.key: entry.words for entry in in_spanish()}
    english, other = set(), set()
    for found in (*in_templates(), *in_python()):
        if found.where.startswith(OURS):
            english |= {found.text, found.many or found.text}
            other |= set(spanish[found.key])
    return {"en": english, "es": other}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_text_of_insights_claims_a_cause(language):
    texts = ours()[language]
    assert len(texts) > 60
    assert {text: CAUSAL[language].findall(text) for text in texts if telling(language, text)} == {}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "address", ["/insights", "/insights/print?chosen=1&part=better&part=ended"]
)
def test_no_page_claims_a_cause(browser, ana, address, language):
    phone = browser(ana)
    phone.post("/settings/language", data={"language": language})
    works_on(ana, "alcohol")
    many(ana, 60)
    craving(ana, coping=("instead.music",), after=1)
    page = words(phone.page(address))
    assert ("times you told us" in page) == (language == "en")
    assert telling(language, page) == []


def test_the_words_would_be_noticed():
    assert telling("en", "Walking worked 5 of 6 times.")
    assert telling("en", "This helps you.")
    assert telling("es", "Caminar te ayudó.")
    assert telling("es", "Eso funciona.")


def test_nothing_is_learned_by_a_machine():
    folders = ("rules/insights", "presenters/insights")
    code = "".join(
        path.read_text()
        for folder in folders
        for path in sorted(Path(ROOT / "patient_app/cravings" / folder).glob("*.py"))
    )
    assert not re.findall(r"import (numpy|pandas|sklearn|scipy|torch)", code)


def telling(language: str, text: str) -> list[str]:
    return [found.group(0) for found in CAUSAL[language].finditer(text)]
