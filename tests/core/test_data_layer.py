"""Promise: nothing is written by looking, and what is written is whole."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from patient_app.accounts.models import Person, SignInSession
from patient_app.core import clock
from patient_app.core.db import WriteOnGet, db, prepare, session, unit_of_work
from patient_app.core.db.unit import read_only
from tests.client import Browser
from tests.people import Someone


def test_the_session_of_a_page_cannot_write(ana: Someone) -> None:
    with pytest.raises(DBAPIError):
        session().execute(text("UPDATE person SET language = 'es'"))
    session().rollback()


def test_a_page_that_tries_a_verb_is_a_defect(ana: Someone) -> None:
    @unit_of_work()
    def write() -> None:
        raise AssertionError("must not be reached")

    read_only(True)
    try:
        with pytest.raises(WriteOnGet):
            write()
    finally:
        read_only(False)


def test_a_verb_that_fails_half_way_changes_nothing(ana: Someone) -> None:
    @unit_of_work()
    def rename_and_fail() -> None:
        person = session().get_one(Person, ana.person_id, with_for_update=True)
        person.language = "es"
        session().flush()
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        rename_and_fail()
    assert session().get_one(Person, ana.person_id).language == "en"


def test_a_verb_inside_a_verb_commits_with_it(ana: Someone, ben: Someone) -> None:
    @unit_of_work()
    def speak_spanish(who: Someone) -> None:
        session().get_one(Person, who.person_id, with_for_update=True).language = "es"

    @unit_of_work()
    def both_or_none() -> None:
        speak_spanish(ana)
        speak_spanish(ben)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        both_or_none()
    assert set(session().scalars(select(Person.language))) == {"en"}


def test_an_instant_without_its_zone_is_refused(ana: Someone) -> None:
    @unit_of_work()
    def write_naive() -> None:
        session().get_one(Person, ana.person_id).created_at = datetime(2026, 1, 1)  # noqa: DTZ001
        session().flush()

    with pytest.raises((ValueError, StatementError)):
        write_naive()


def test_an_instant_comes_back_as_the_same_instant(ana: Someone) -> None:
    at = datetime(2026, 3, 8, 10, 30, tzinfo=UTC)

    @unit_of_work()
    def write() -> None:
        session().get_one(Person, ana.person_id).created_at = at

    write()
    assert session().get_one(Person, ana.person_id).created_at == at


def test_sqlite_keeps_the_settings_that_make_it_durable(ana: Someone) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    engine = create_engine(db.engine.url)  # the tests' own does not wait for the disk
    prepare(engine)
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 1}


def test_looking_at_a_page_notes_the_last_use_once_in_five_minutes(
    ana: Someone, browser: Callable[..., Browser]
) -> None:
    phone = browser(ana)
    before = session().scalars(select(SignInSession.last_used_at)).one()
    phone.get("/healthz")
    assert session().scalars(select(SignInSession.last_used_at)).one() == before
    assert before <= clock.now()
