"""Every template can be compiled in every language, and none carries script or style of its own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
INLINE = re.compile(
    r"<style\b|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|\shx-on|javascript:", re.IGNORECASE
)
ELSEWHERE = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//""")
SAFE = re.compile(r"([\w.]+)\s*\|\s*safe\b")
DRAWN_BY_US = re.compile(r"(?:^|\.)(?:qr|svg|\w+_svg)$")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_in_both_languages(app, name):
    for environment in app.extensions["templates"].values():
        environment.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_script_no_style_and_no_other_host(name):
    text = (ROOT / name).read_text("utf-8")
    html = JINJA.sub("x", text)
    assert not INLINE.findall(html)
    assert not ELSEWHERE.findall(html)


@pytest.mark.parametrize("name", TEMPLATES)
def test_only_pictures_we_drew_are_not_escaped(name):
    trusted = SAFE.findall((ROOT / name).read_text("utf-8"))
    assert [value for value in trusted if not DRAWN_BY_US.search(value)] == []
