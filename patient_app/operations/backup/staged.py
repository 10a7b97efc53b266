"""Restored data on trial: opened by an app of its own, migrated and checked, before it counts."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask

from patient_app.core import migrations
from patient_app.core.config import Settings
from patient_app.core.db import db
from patient_app.core.sealed import use_ring
from patient_app.operations.backup.scratch import scratch_database
from patient_app.operations.backup.snapshot import FILES, fill_postgresql
from patient_app.operations.backup.unpack import RING
from patient_app.operations.backup.verify import check_sealed, check_sqlite

OpenApp = Callable[[Settings], Flask]


@contextmanager
def staged(settings: Settings, folder: Path, open_app: OpenApp) -> Iterator[int]:
    """Work in the unpacked SQLite data of `folder`; gives how many sealed fields opened.

    Raises CannotDo. Afterwards the database is one file again and our own keys are back in use.
    """
    check_sqlite(folder / FILES["sqlite"])
    with _on_trial(settings, folder, f"sqlite:///{folder / FILES['sqlite']}", open_app) as opened:
        yield opened
    into_one_file(folder / FILES["sqlite"])


@contextmanager
def in_scratch_database(settings: Settings, folder: Path, open_app: OpenApp) -> Iterator[int]:
    """The same for an unpacked PostgreSQL dump, in a database that is dropped afterwards."""
    with scratch_database(settings) as url:
        fill_postgresql(folder / FILES["postgresql"], url)
        address = url.render_as_string(hide_password=False)
        with _on_trial(settings, folder, address, open_app) as opened:
            yield opened


@contextmanager
def _on_trial(settings: Settings, folder: Path, url: str, open_app: OpenApp) -> Iterator[int]:
    trial = replace(settings, instance_dir=folder, database_url=url, keyring_file=folder / RING)
    try:
        with open_app(trial).app_context():
            try:
                migrations.upgrade()
                yield check_sealed()
            finally:
                db.session.remove()
                db.engine.dispose()
    finally:
        use_ring(settings.keyring_file)


def into_one_file(database: Path) -> None:
    """Fold a SQLite database's write-ahead log into it; nobody else may have it open."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
