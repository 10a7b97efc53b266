"""Every field for someone's own words tells the browser not to remember them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "templates"
FIELD = re.compile(r"<(input|textarea)\b((?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*)>", re.DOTALL)
KIND = re.compile(r'\btype="(\w+|\{\{)')
NO_WORDS = {"hidden", "checkbox", "radio", "file", "submit", "date", "time", "number", "{{"}
# `{{`: a macro of chips writes checkbox or radio.
# Sign-in names, passwords and codes: the phone's own keeper of passwords may fill them.
KNOWN = ("accounts/",)


def words_remembered(text: str) -> list[str]:
    """The fields of a template that may hold words and do not say autocomplete."""
    return [
        found.group(0)
        for found in FIELD.finditer(text)
        if not (set(KIND.findall(found.group(2))) & NO_WORDS) and "autocomplete" not in found[2]
    ]


def test_no_field_for_words_is_remembered() -> None:
    found = {
        str(path.relative_to(ROOT)): remembered
        for path in sorted(ROOT.rglob("*.html"))
        if not str(path.relative_to(ROOT)).startswith(KNOWN)
        and (remembered := words_remembered(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_field_that_forgot_it_is_seen() -> None:
    assert words_remembered('<textarea name="note"></textarea>')
    assert not words_remembered('<input name="q" autocomplete="off">')
