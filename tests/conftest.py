"""A fresh, migrated database for each test, and the people the tests are about."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from patient_app.app import create_app
from patient_app.core import migrations
from patient_app.core.config import read_settings
from patient_app.core.db import db
from tests import databases, people, statements
from tests.client import Browser
from tests.lending import Lender
from tests.people import Someone

ON_POSTGRESQL = os.environ.get("STEADY_TEST_DATABASE") == "postgresql"


@pytest.fixture(scope="session")
def keyring_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One key ring for all tests: making keys is slow, sharing them harmless."""
    return tmp_path_factory.mktemp("keys") / "keyring.json"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, keyring_file: Path) -> Iterator[str]:
    """The address of an empty migrated database that each test copies."""
    folder = tmp_path_factory.mktemp("template")
    with databases.template(folder, postgresql=ON_POSTGRESQL) as url:
        app = create_app(
            read_settings(
                {
                    "INSTANCE_DIR": str(folder),
                    "DATABASE_URL": url,
                    "KEYRING_FILE": str(keyring_file),
                }
            )
        )
        with app.app_context():
            statements.share(db.engine)
            migrations.upgrade()
            db.engine.dispose()
        yield url


@pytest.fixture(scope="session")
def lender(migrated: str) -> Iterator[Lender]:
    """Who has a database for each test."""
    lender = Lender(migrated)
    yield lender
    lender.close()


@pytest.fixture
def database_url(lender: Lender, tmp_path: Path) -> Iterator[str]:
    """A database of this test's own."""
    with lender.lend(tmp_path) as url:
        yield url


@pytest.fixture
def app(database_url: str, tmp_path: Path, keyring_file: Path) -> Iterator[Flask]:
    """The app as an installation on this machine has it, its context pushed."""
    ring = tmp_path / "keyring.json"
    if keyring_file.exists():
        shutil.copy(keyring_file, ring)
    app = create_app(read_settings({"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": database_url}))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = Browser
    with app.app_context():
        statements.share(db.engine)
        statements.wait_for_no_disk(db.engine)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def center(app: Flask) -> people.Place:
    """A center in Los Angeles with an evening program, open on weekdays."""
    return people.make_center("riverside", "America/Los_Angeles")


@pytest.fixture
def elsewhere(app: Flask) -> people.Place:
    """Another center, which must never see this one's people."""
    return people.make_center("hillside", "America/New_York")


@pytest.fixture
def ana(center: people.Place) -> Someone:
    """A patient with an active episode; Carla is on her team."""
    return people.make_patient(center, "Ana")


@pytest.fixture
def ben(center: people.Place) -> Someone:
    """Another patient of the same program."""
    return people.make_patient(center, "Ben")


@pytest.fixture
def carla(center: people.Place, ana: Someone) -> Someone:
    """Ana's counselor."""
    counselor = people.make_staff(center, "Carla", "counselor")
    people.join_team(ana, counselor)
    return counselor


@pytest.fixture
def dev(center: people.Place) -> Someone:
    """A counselor of the same center who is not on Ana's team."""
    return people.make_staff(center, "Dev", "counselor")


@pytest.fixture
def fay(center: people.Place) -> Someone:
    """At the front desk: times and attendance only."""
    return people.make_staff(center, "Fay", "front_desk")


@pytest.fixture
def amir(center: people.Place) -> Someone:
    """Admin: accounts and settings, no patient content."""
    return people.make_staff(center, "Amir", "admin")


@pytest.fixture
def nora(elsewhere: people.Place) -> Someone:
    """A counselor of another center."""
    return people.make_staff(elsewhere, "Nora", "counselor")


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """`browser(ana)` is Ana's phone, signed in; `browser()` is a stranger's."""

    def open_browser(someone: Someone | None = None) -> Browser:
        client = app.test_client()
        assert isinstance(client, Browser)
        if someone is not None:
            client.hold(people.sign_in(someone))
        return client

    return open_browser
