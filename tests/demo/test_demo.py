"""Promise: the demo is alive, complete, and never stands on a public address."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from patient_app.accounts.models import Person
from patient_app.app import create_app
from patient_app.cli.demo import demo
from patient_app.core.config import read_settings
from patient_app.core.contents import is_empty
from patient_app.core.db import db, session
from patient_app.cravings.models import CheckIn, CravingEntry, EntryChange, Lapse, Win
from patient_app.demo.build import NotEmpty, build_demo
from patient_app.demo.removal import NotADemo, remove_demo
from tests.client import Browser
from tests.people import Place

# A Wednesday noon, a Saturday night, New Year, and both clock changes of Los Angeles.
MOMENTS = [
    datetime(2026, 11, 25, 20, tzinfo=UTC),
    datetime(2026, 11, 29, 7, tzinfo=UTC),
    datetime(2027, 1, 1, 8, tzinfo=UTC),
    datetime(2027, 3, 14, 9, 59, tzinfo=UTC),
    datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_demo_can_be_made_at_any_hour_of_any_day(app: Flask, now: datetime) -> None:
    build_demo(now)
    assert not is_empty()


def test_ana_has_a_log_with_history_and_nothing_in_it_lies_ahead(app: Flask) -> None:
    now = MOMENTS[0]
    build_demo(now)
    by_person = Counter(session().scalars(select(CravingEntry.person_id))).values()
    assert sorted(by_person)[-1] > 50
    assert 0 < sorted(by_person)[0] < 6
    for table in (CravingEntry, CheckIn, Win, Lapse):
        assert session().scalar(select(func.max(table.occurred_at))) < now
    assert session().scalar(select(func.count()).select_from(Lapse)) == 1
    assert session().scalar(select(func.count()).select_from(EntryChange)) == 1
    first = session().scalar(select(func.min(CravingEntry.occurred_at)))
    assert now - first > timedelta(weeks=10)


def test_ana_signs_in_with_the_password_that_is_printed(
    app: Flask, browser: Callable[..., Browser]
) -> None:
    printed = app.test_cli_runner().invoke(demo).output
    assert "ana: steady-demo-ana" in printed
    phone = browser()
    answer = phone.post("/sign-in", data={"name": "ana", "password": "steady-demo-ana"})
    assert answer.status_code == 303
    assert phone.get("/").status_code == 200


def test_a_database_with_people_in_it_is_left_alone(center: Place) -> None:
    with pytest.raises(NotEmpty):
        build_demo()


def test_removing_the_demo_leaves_an_empty_database(app: Flask) -> None:
    build_demo()
    remove_demo()
    assert session().scalar(select(func.count()).select_from(Person)) == 0
    assert is_empty()


def test_a_real_center_is_never_removed_as_a_demo(center: Place) -> None:
    with pytest.raises(NotADemo):
        remove_demo()
    assert not is_empty()


@pytest.fixture
def public_app(database_url: str, tmp_path: Path) -> Flask:
    """The same database behind a public address."""
    return create_app(
        read_settings(
            {
                "INSTANCE_DIR": str(tmp_path),
                "DATABASE_URL": database_url,
                "PUBLIC_URL": "https://app.example.org",
            }
        )
    )


def test_a_public_address_makes_no_demo_and_finds_no_account(public_app: Flask) -> None:
    answer = public_app.test_cli_runner().invoke(demo)
    assert answer.exit_code != 0
    with public_app.app_context():
        assert session().scalar(select(func.count()).select_from(Person)) == 0
        db.session.remove()
        db.engine.dispose()


def test_a_demo_person_cannot_sign_in_under_a_public_address(app: Flask, public_app: Flask) -> None:
    build_demo()
    public_app.test_client_class = Browser
    answer = public_app.test_client().post(
        "/sign-in",
        data={"name": "ana", "password": "steady-demo-ana"},
        base_url="https://app.example.org",
    )
    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers
    with public_app.app_context():
        db.engine.dispose()
