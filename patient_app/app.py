"""The factory: settings, database, features, and the gates every request passes."""

from pathlib import Path

import click
from flask import Flask, Response, current_app
from flask.cli import AppGroup

from patient_app.core import access, access_log, answers, gate, pages
from patient_app.core.assets import Assets, load_assets
from patient_app.core.compress import compress
from patient_app.core.config import Settings, read_settings
from patient_app.core.db import db, prepare
from patient_app.core.headers import protect
from patient_app.core.lazy_rules import LazyRule
from patient_app.core.requests import begin_request, end_request, speak_to_person
from patient_app.core.sealed import create_ring, use_ring
from patient_app.core.unchanged import answer_unchanged
from patient_app.registry import wire

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = str(ROOT / "templates")
MAX_FORM_BYTES = 1_000_000


def create_app(settings: Settings | None = None) -> Flask:
    """The app for one process. Raises BadSetting or KeyRingUnusable."""
    app = Flask(__name__, static_folder=None, template_folder=TEMPLATES)
    app.url_rule_class = LazyRule
    app.extensions["settings"] = settings = settings or read_settings()
    app.config["MAX_CONTENT_LENGTH"] = MAX_FORM_BYTES
    _open_keys(settings)
    _open_database(app, settings)
    app.extensions["assets"] = load_assets()
    pages.init_app(app, TEMPLATES)
    _install_gates(app)
    answers.init_app(app)
    wire(app)
    app.cli = Commands("flask")
    app.extensions["create_app"] = create_app
    access.require_declarations(app)
    return app


class Commands(AppGroup):
    """The operator's commands, loaded when one is typed: no web process carries them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._load()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        self._load()
        return super().get_command(ctx, name)

    def _load(self) -> None:
        if not self.commands:
            from patient_app import cli

            cli.register(self)


def _open_keys(settings: Settings) -> None:
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    create_ring(settings.keyring_file)
    use_ring(settings.keyring_file)


def _open_database(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    # The connection used last is taken first: reads keep theirs, with its prepared statements.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_use_lifo": True}
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def _install_gates(app: Flask) -> None:
    access_log.init_app(app)
    for step in (
        answers.number_request,
        begin_request,
        gate.check_host,
        speak_to_person,
        gate.check_sender,
        access.enforce,
    ):
        app.before_request(step)
    app.teardown_request(end_request)
    app.after_request(compress)
    app.after_request(pages.name_next_page)
    app.after_request(protect)
    app.after_request(answer_unchanged)
    app.add_url_rule("/static/<path:address>", "static", _static)


@access.public
def _static(address: str) -> Response:
    assets: Assets = current_app.extensions["assets"]
    return assets.answer(address)
