"""Promise: "kept for N years" ends. Then the program's record of a person is gone."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from patient_app import registry
from patient_app.accounts.models import Person, RoleGrant
from patient_app.core import audit, clock
from patient_app.core.audit.models import HEAD
from patient_app.core.db import Base, Keeping, session, unit_of_work
from patient_app.episodes.models import Episode, EpisodeChange
from patient_app.episodes.rules.keeping import kept_since
from patient_app.episodes.service.stay import come_back, leave_program
from patient_app.privacy.service.erasure import delete_account
from patient_app.schedule.models import Attendance, AttendanceIntent, Enrolment, SessionRequest
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.requests import ask_for_another_time
from tests.people import Someone
from tests.rows import fill_every_table
from tests.schedule.evenings import NOW, give_place, make_series, sessions_of, tuesday

__all__ = ["tuesday"]
A_DAY = timedelta(days=1)
YEARS = 7  # of a center that never said otherwise
RECORD = (Attendance, AttendanceIntent, SessionRequest, Enrolment, Episode)
STAYS = {
    "audit_event": "a chain: kept whole, it leads to nobody once the person is erased",
    "erasure": "a random id that must be known when an old backup comes back",
    "invitation": "goes by the retention table, 90 days after it ended",
    "person": "there is an account, and that is the person's own",
    "role_grant": "goes with the person",
}


@pytest.fixture
def record(tuesday, center, ana, carla) -> None:
    """Ana was there, asked for another time once, and left on that Tuesday."""
    series_id = make_series(center)
    give_place(ana, series_id)
    dates = sessions_of(series_id)
    keep_attendance(
        center.center_id, dates[0].id, ana.person_id, AttendanceState.PRESENT, NOW, by=carla.actor
    )
    ahead = next(each for each in dates if each.starts_at > NOW)
    ask_for_another_time(ana.person_id, ana.center_id, ahead.id, "My bus is late.", NOW)
    leave_program(carla.actor, ana.episode_id, NOW)


def years_later(years: int) -> datetime:
    return NOW.replace(year=NOW.year + years)


def the_job_runs(at: datetime) -> None:
    session().rollback()
    (job,) = [job for job in registry.JOBS if job.name == "episodes.old_records"]
    job.run(at)


def kept_about(who: Someone) -> dict[str, int]:
    session().rollback()
    return {
        table.__tablename__: session().scalar(
            select(func.count()).select_from(table).where(table.person_id == who.person_id)
        )
        for table in RECORD
    }


ALL_OF_IT = dict.fromkeys((table.__tablename__ for table in RECORD), 1)
NOTHING = dict.fromkeys(ALL_OF_IT, 0)


def test_the_record_is_there_for_all_its_years_and_gone_the_day_after(record, ana):
    the_job_runs(years_later(YEARS))
    assert kept_about(ana) == ALL_OF_IT
    the_job_runs(years_later(YEARS) + A_DAY)
    assert kept_about(ana) == NOTHING
    assert session().scalars(select(EpisodeChange)).all() == []


def test_thirty_one_years_ahead_no_attendance_is_left_at_any_center(record, ana):
    the_job_runs(years_later(31))
    assert kept_about(ana)["attendance"] == 0


def test_her_account_is_hers_and_stays(record, ana):
    the_job_runs(years_later(31))
    assert session().get_one(Person, ana.person_id).name == "Ana"
    assert session().scalars(select(RoleGrant).where(RoleGrant.person_id == ana.person_id)).all()


def test_of_an_erased_person_nothing_is_left(record, ana, app):
    delete_account(ana.actor, app.extensions["personal_data"], NOW)
    assert kept_about(ana) == ALL_OF_IT
    the_job_runs(years_later(YEARS) + A_DAY)
    assert session().get(Person, ana.person_id) is None
    assert (
        session().scalars(select(RoleGrant).where(RoleGrant.person_id == ana.person_id)).all() == []
    )
    assert audit.verify_chain() is None


def test_who_is_in_the_program_keeps_everything(record, ana, carla):
    come_back(carla.actor, ana.episode_id, NOW)
    the_job_runs(years_later(31))
    assert kept_about(ana) == ALL_OF_IT


def test_another_stay_that_goes_on_keeps_the_first(record, center, ana):
    @unit_of_work()
    def begin_again() -> None:
        old = session().get_one(Episode, ana.episode_id)
        session().add(
            Episode(
                center_id=center.center_id,
                program_id=center.program_id,
                person_id=ana.person_id,
                known_as="Ana",
                level_of_care=old.level_of_care,
                state="active",
                from_on=date(2030, 1, 1),
                changed_at=clock.now(),
            )
        )

    begin_again()
    the_job_runs(years_later(31))
    assert kept_about(ana)["attendance"] == 1


def test_ben_who_never_left_notices_nothing(record, ben):
    the_job_runs(years_later(31))
    assert kept_about(ben)["episode"] == 1


def test_no_table_of_the_program_record_is_forgotten(app):
    fill_every_table(
        episode={"state": "left", "until_on": date(2026, 10, 13)},
        center={"zone": "America/Denver", "record_years": 30},
        audit_head={"id": HEAD},
    )
    the_job_runs(years_later(31))
    record = {m.class_.__tablename__ for m in Base.registry.mappers if is_record(m)}
    left = {name for name in record if session().execute(Base.metadata.tables[name].select()).all()}
    assert left == set(STAYS)


def is_record(mapper) -> bool:
    return mapper.class_.__keeping__ is Keeping.PROGRAM_RECORD


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2033, 10, 13), date(2026, 10, 13)),
        (date(2028, 2, 29), date(2021, 2, 28)),
    ],
)
def test_years_are_counted_by_the_calendar(today, since):
    assert kept_since(today, YEARS) == since
