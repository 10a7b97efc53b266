"""What every process pays at its start stays small: addresses are compiled when written."""

import pytest
from flask import url_for
from werkzeug.routing import Rule

from patient_app.app import create_app
from patient_app.core.config import Settings


@pytest.fixture
def compiled(app, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules whose builders Werkzeug compiles from here on."""
    told: list[str] = []
    compile_builder = Rule._compile_builder

    def tell(rule: Rule, append_unknown: bool = True):
        told.append(rule.rule)
        return compile_builder(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", tell)
    return told


def test_starting_compiles_no_address(app, compiled: list[str]) -> None:
    settings: Settings = app.extensions["settings"]
    create_app(settings)
    assert compiled == []


def test_an_address_is_compiled_once(app, compiled: list[str]) -> None:
    with app.test_request_context():
        assert url_for("privacy.team", week="2") == "/privacy/team?week=2"
        assert url_for("privacy.team") == "/privacy/team"
    assert len(compiled) == len(set(compiled)) == 1
