"""Promise: whoever opens the demo sees four weeks of schedule around today, lived in."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from patient_app.accounts.queries.people import find_by_sign_in_name
from patient_app.app import create_app
from patient_app.core.config import read_settings
from patient_app.core.db import db, session
from patient_app.demo.build import build_demo
from patient_app.demo.place import ZONE
from patient_app.episodes.models import Cover, Episode
from patient_app.schedule.models import (
    Attendance,
    AttendanceIntent,
    Enrolment,
    Obligation,
    Occurrence,
    Series,
    SessionRequest,
)
from tests import databases
from tests.client import Browser

NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def lived_in(
    migrated: str, keyring_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The demo as it is made on a Wednesday noon; made once, for tests that look at it."""
    folder = tmp_path_factory.mktemp("lived-in")
    shutil.copy(keyring_file, folder / "keyring.json")
    with databases.copy(migrated, folder) as url, time_machine.travel(NOW, tick=False):
        app = create_app(read_settings({"INSTANCE_DIR": str(folder), "DATABASE_URL": url}))
        app.testing, app.test_client_class = True, Browser
        with app.app_context():
            build_demo(NOW)
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(autouse=True)
def on_that_wednesday(lived_in: Flask) -> Iterator[None]:
    with lived_in.app_context():
        yield
        db.session.remove()


def all_of(table) -> list:
    return list(session().scalars(select(table)))


def dates() -> list[Occurrence]:
    return sorted(all_of(Occurrence), key=lambda each: each.starts_at)


def monday_of(each: Occurrence) -> date:
    on = each.starts_at.astimezone(ZoneInfo(ZONE)).date()
    return on - timedelta(days=on.weekday())


def ana_id():
    return find_by_sign_in_name("ana").id


def test_there_are_four_weeks_behind_and_four_from_now_on_all_with_sessions():
    per_week = Counter(monday_of(each) for each in dates())
    this_week = date(2026, 11, 23)
    for number in range(-4, 4):
        assert per_week[this_week + number * WEEK] >= 8, number


def test_ana_has_something_of_every_kind_in_these_weeks():
    series = {row.series_id for row in all_of(Enrolment) if row.person_id == ana_id()}
    kinds = {row.kind for row in all_of(Series) if row.id in series}
    assert kinds >= {"group", "individual", "medication", "family", "vocational"}


def test_every_date_behind_has_attendance_for_everyone_and_none_ahead_has():
    places = Counter(row.series_id for row in all_of(Enrolment))
    kept = Counter(row.occurrence_id for row in all_of(Attendance))
    behind = [each for each in dates() if each.ends_at < NOW]
    assert len(behind) >= 40
    assert all(kept[each.id] == places[each.series_id] for each in behind)
    assert sum(kept.values()) == sum(kept[each.id] for each in behind)
    states = Counter(row.state for row in all_of(Attendance))
    assert set(states) == {"present", "late", "excused", "absent"}
    assert states["present"] > sum(states.values()) / 2


def test_people_have_said_whether_they_come():
    said = Counter(row.answer for row in all_of(AttendanceIntent))
    assert set(said) == {"coming", "late", "cannot"}
    upcoming = {each.id for each in dates() if each.starts_at > NOW}
    assert any(
        row.person_id == ana_id() and row.occurrence_id in upcoming
        for row in all_of(AttendanceIntent)
    )


def test_questions_wait_and_one_of_anas_was_answered():
    rows = all_of(SessionRequest)
    states = Counter(row.state for row in rows)
    assert states["open"] >= 2
    [answered] = [row for row in rows if row.state == "answered"]
    assert (answered.person_id, bool(answered.note), bool(answered.answer)) == (
        ana_id(),
        True,
        True,
    )
    assert all(row.owner_id for row in rows)
    assert all(row.asked_at < NOW for row in rows)


def test_plans_have_changed_and_someone_stands_in():
    ahead = [each for each in dates() if each.starts_at > NOW]
    assert [each for each in ahead if each.moved_from_at]
    assert [each for each in ahead if each.state == "cancelled"]
    assert [each for each in ahead if each.facilitator_id]
    [cover] = all_of(Cover)
    assert cover.from_on > NOW.date()


def test_there_are_eight_people_one_invitation_and_a_job_beside_it():
    states = Counter(row.state for row in all_of(Episode))
    assert states == {"active": 8, "invited": 1}
    assert {row.kind for row in all_of(Obligation)} == {"work", "school"}


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("ana", "/", ("Next:", "Your care team changed")),
        ("ana", "/schedule", ("Evening group", "One-to-one", "Math class")),
        ("ana", "/schedule/changes", ("Canceled",)),
        ("ana", "/privacy", ("Carla", "Fay")),
        ("ben", "/", ("Next:",)),
        ("carla", "/care/week", ("Evening group", "Skills class")),
        ("carla", "/care/people", ("Ana", "Ben", "Wren")),
        ("carla", "/care/requests", ("Could we meet after three?",)),
        ("fay", "/care/week", ("Evening group",)),
        ("amir", "/care/staff", ("Carla", "Dev", "Ruth")),
    ],
)
def test_a_screen_shows_somebodys_life(lived_in, name, address, words):
    phone = lived_in.test_client()
    sent = {"name": name, "password": f"steady-demo-{name}"}
    assert phone.post("/sign-in", data=sent).status_code == 303
    shown = phone.page(address)
    assert [each for each in words if each not in shown] == []
