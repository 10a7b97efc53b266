"""Promise: what has been kept long enough goes, and nothing else does."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import func, select

from patient_app.accounts.models import Challenge, Person, SignInSession
from patient_app.accounts.rules.lifetimes import PATIENT
from patient_app.accounts.service.sessions import end_sessions, start_session
from patient_app.core import clock
from patient_app.core.db import Base, session, unit_of_work
from patient_app.operations.backup.nightly import kept
from patient_app.operations.prune import prune
from patient_app.operations.retention import RETENTION
from patient_app.schedule.models import CalendarFeed
from patient_app.schedule.service.feeds import open_feed
from tests.people import Someone


def test_every_line_of_the_table_names_a_real_column(app: Flask) -> None:
    for keep in RETENTION:
        assert keep.since in Base.metadata.tables[keep.table].c


def test_a_used_up_challenge_goes_and_a_live_one_stays(ana: Someone) -> None:
    now = clock.now()

    @unit_of_work()
    def give_two() -> None:
        for seconds in (-1, 60):
            at = now + timedelta(seconds=seconds)
            value = str(seconds).encode()
            session().add(Challenge(value=value, purpose="sign_in", expires_at=at))

    give_two()
    assert prune(now)["challenge"] == 1
    assert session().scalars(select(Challenge.value)).all() == [b"60"]


def test_an_ended_sign_in_is_shown_for_a_month(ana: Someone) -> None:
    now = clock.now()
    start_session(ana.person_id, ana.center_id, PATIENT, now)
    end_sessions(ana.person_id, now, by="patient")
    prune(now + timedelta(days=29))
    assert session().scalar(select(func.count()).select_from(SignInSession)) == 1
    session().rollback()
    prune(now + timedelta(days=31))
    assert session().scalar(select(func.count()).select_from(SignInSession)) == 0


def test_a_closed_calendar_address_is_gone_after_a_month_and_the_open_one_stays(
    ana: Someone,
) -> None:
    now = clock.now()
    open_feed(ana.actor, "Errands", now)
    open_feed(ana.actor, "Errands", now)  # which closes the first
    prune(now + timedelta(days=29))
    assert session().scalar(select(func.count()).select_from(CalendarFeed)) == 2
    session().rollback()
    prune(now + timedelta(days=31))
    assert session().scalars(select(CalendarFeed.revoked_at)).all() == [None]


def test_people_and_what_they_wrote_are_never_pruned(ana: Someone, ben: Someone) -> None:
    prune(clock.now() + timedelta(days=36_500))
    assert session().scalar(select(func.count()).select_from(Person)) == 2


def test_seven_days_and_four_weeks_of_backups_are_kept() -> None:
    days = {date(2026, 11, 23) - timedelta(days=n) for n in range(100)}
    held = kept(days)
    newest_first = sorted(held, reverse=True)
    assert newest_first[:7] == sorted(days, reverse=True)[:7]
    assert len({day.isocalendar()[:2] for day in held}) == 4
    assert len(held) == 9


def test_after_a_month_of_nights_the_same_backups_are_there_as_if_chosen_at_once() -> None:
    held: set[date] = set()
    for night in range(60):
        held = kept(held | {date(2026, 9, 1) + timedelta(days=night)})
    assert len({day.isocalendar()[:2] for day in held}) == 4
    assert len(held) >= 7
