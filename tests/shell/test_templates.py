"""Promise: every template compiles in both languages and none needs a looser policy."""

import re
from pathlib import Path

import pytest
from flask import Flask

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<\w[^<>]*\sstyle\s*=|<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']"),
    "htmx code in an attribute": re.compile(r"hx-on|hx-vals\s*=\s*[\"']js:|hx-trigger=\"[^\"]*\["),
    "another host": re.compile(r"(?:src|href|action)=\"(?:https?:)?//"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_in_both_languages(app: Flask, name: str) -> None:
    for environment in app.extensions["templates"].values():
        environment.get_template(name)


def test_a_page_with_htmx_attributes_loads_htmx_and_no_other_does() -> None:
    texts = {name: (TEMPLATES / name).read_text() for name in NAMES}
    uses = {name.split("/")[0] for name, text in texts.items() if re.search(r"\shx-\w+=", text)}
    loads = {name.split("/")[0] for name, text in texts.items() if '"_layout/_htmx.html"' in text}
    assert uses == loads


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_nothing_the_policy_would_refuse(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []
