"""Places in a series, and what staff see and keep about a session."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import EpisodeEnded, StaffLeft, announce
from patient_app.episodes.models import Episode, EpisodeState
from patient_app.schedule.models import Attendance
from patient_app.schedule.queries.calendar import sessions_between
from patient_app.schedule.queries.rosters import (
    leads,
    places_of_person,
    places_of_series,
    roster_of,
)
from patient_app.schedule.refusals import AlreadyEnrolled, EpisodeOver, NotEnrolled, SeriesFull
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.enrolments import enrol, unenrol
from tests.people import Place, Someone
from tests.schedule.evenings import (
    TODAY,
    give_place,
    here,
    make_series,
    queries_counted,
    the_session,
)

pytestmark = pytest.mark.usefixtures("tuesday")


@unit_of_work()
def leave(someone: Someone) -> None:
    """A person leaves the program."""
    episode = session().get(Episode, someone.episode_id)
    assert episode is not None
    episode.state = EpisodeState.LEFT
    announce(EpisodeEnded(clock.now(), episode.id, someone.person_id))


def test_a_place_is_given_once_and_written_down(
    center: Place, ana: Someone, carla: Someone
) -> None:
    series_id = make_series(center)
    now = clock.now()
    enrol(center.center_id, series_id, ana.episode_id, TODAY, now, by=carla.actor)
    with pytest.raises(AlreadyEnrolled):
        enrol(center.center_id, series_id, ana.episode_id, TODAY, now, by=carla.actor)
    row = session().scalars(select(AuditEvent)).one()
    assert (row.act, row.actor_id) == (Act.ENROLLED, carla.actor.subject_id)
    assert row.subject_id == ana.actor.subject_id


def test_a_full_series_takes_nobody_until_a_place_ends(
    center: Place, ana: Someone, ben: Someone
) -> None:
    series_id = make_series(center, capacity=1)
    place = give_place(ana, series_id, TODAY)
    with pytest.raises(SeriesFull):
        give_place(ben, series_id, TODAY)
    unenrol(center.center_id, place, date(2026, 10, 14), clock.now(), by=None)
    give_place(ben, series_id, date(2026, 10, 15))


def test_who_has_left_gets_no_place(center: Place, ana: Someone) -> None:
    series_id = make_series(center)
    leave(ana)
    with pytest.raises(EpisodeOver):
        give_place(ana, series_id, TODAY)


def test_leaving_ends_every_place(center: Place, ana: Someone, ben: Someone) -> None:
    series_id = make_series(center)
    give_place(ana, series_id)
    give_place(ben, series_id)
    leave(ana)
    assert places_of_person(center.center_id, ana.person_id, TODAY) == []
    assert [row.person_id for row in places_of_series(center.center_id, series_id, TODAY)] == [
        ben.person_id
    ]


def test_another_center_enrols_nobody_here(center: Place, elsewhere: Place, ana: Someone) -> None:
    series_id = make_series(center)
    for place, series in ((elsewhere, series_id), (center, make_series(elsewhere))):
        with pytest.raises(NotFound):
            enrol(place.center_id, series, ana.episode_id, TODAY, clock.now(), by=None)


def test_the_center_sees_counts_in_one_query(center: Place, ana: Someone, ben: Someone) -> None:
    series_id = make_series(center)
    give_place(ana, series_id)
    give_place(ben, series_id, date(2026, 10, 14))
    with queries_counted() as seen:
        found = sessions_between(center.center_id, here(12, 0), here(19, 0))
    assert len(seen) == 1
    assert [(each.starts_at, each.people) for each in found] == [
        (here(12, 17, 30), 1),
        (here(13, 17, 30), 1),
        (here(15, 17, 30), 2),
    ]


def test_fay_keeps_attendance_of_the_roster_and_of_nobody_else(
    center: Place, ana: Someone, ben: Someone, fay: Someone
) -> None:
    series_id = make_series(center)
    give_place(ana, series_id)
    monday = the_session(series_id, date(2026, 10, 12)).id
    mark = AttendanceState.PRESENT
    keep_attendance(center.center_id, monday, ana.person_id, mark, clock.now(), by=fay.actor)
    keep_attendance(
        center.center_id, monday, ana.person_id, AttendanceState.LATE, clock.now(), by=fay.actor
    )
    row = session().scalars(select(Attendance)).one()
    assert (row.state, row.kept_by) == ("late", fay.person_id)
    assert roster_of(center.center_id, monday)[0].attendance is AttendanceState.LATE
    with pytest.raises(NotEnrolled):
        keep_attendance(center.center_id, monday, ben.person_id, mark, clock.now(), by=fay.actor)
    keep_attendance(center.center_id, monday, ana.person_id, None, clock.now(), by=fay.actor)
    assert session().scalars(select(Attendance)).all() == []


def test_another_center_keeps_no_attendance_and_sees_no_roster(
    center: Place, elsewhere: Place, ana: Someone, nora: Someone
) -> None:
    series_id = make_series(center)
    give_place(ana, series_id)
    monday = the_session(series_id, date(2026, 10, 12)).id
    assert roster_of(elsewhere.center_id, monday) == []
    with pytest.raises(NotFound):
        keep_attendance(
            elsewhere.center_id,
            monday,
            ana.person_id,
            AttendanceState.PRESENT,
            clock.now(),
            by=nora.actor,
        )


def test_when_carla_leaves_the_heir_leads_her_groups(
    center: Place, carla: Someone, dev: Someone
) -> None:
    series_id: UUID = make_series(center, facilitator_id=carla.person_id)
    thursday = the_session(series_id, date(2026, 10, 15)).id

    @unit_of_work()
    def go() -> None:
        announce(StaffLeft(clock.now(), carla.person_id, carla.center_id, dev.person_id))

    go()
    assert leads(center.center_id, thursday, dev.person_id)
    assert not leads(center.center_id, thursday, carla.person_id)
