"""Carla is away for three days; Dev stands in."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.core.events import StaffLeft
from patient_app.episodes.queries.caseload import caseload, caseload_ids
from patient_app.episodes.queries.cover import cover_for, covers_about
from patient_app.episodes.queries.team import care_team, on_care_team
from patient_app.episodes.queries.team_news import unseen_by
from patient_app.episodes.refusals import CoverIsSelf, CoverOverlaps, DatesCross, NotOnStaff
from patient_app.episodes.rules.people import NewCover, NewMember
from patient_app.episodes.service.cover import end_cover, end_covers_of, set_cover
from patient_app.episodes.service.team import add_to_team

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


def la_today() -> date:
    return clock.now().astimezone(LOS_ANGELES).date()


def days(cover, first: int, last: int) -> NewCover:
    today = la_today()
    return NewCover(cover.person_id, today + timedelta(days=first), today + timedelta(days=last))


def noon(days_ahead: int) -> datetime:
    day = la_today() + timedelta(days=days_ahead)
    return datetime(day.year, day.month, day.day, 12, tzinfo=LOS_ANGELES)


def test_a_cover_reads_inside_their_dates_and_not_outside(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 1, 3), clock.now())
    reads = [on_care_team(dev.actor, ana.person_id, "shared", noon(day)) for day in range(5)]
    assert reads == [False, True, True, True, False]


def test_a_day_is_the_centers_day(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 1, 1), clock.now())
    late = noon(1).replace(hour=23, minute=59)
    assert on_care_team(dev.actor, ana.person_id, "shared", late)
    assert not on_care_team(dev.actor, ana.person_id, "shared", late + timedelta(minutes=2))


def test_a_cover_has_the_people_on_their_list(ana, carla, dev):
    assert caseload(dev.actor, clock.now()) == []
    set_cover(carla.actor, carla.person_id, days(dev, 0, 0), clock.now())
    assert [episode.known_as for episode in caseload(dev.actor, clock.now())] == ["Ana"]
    assert caseload_ids(dev.actor, clock.now()) == {ana.person_id}


def test_ana_sees_who_stands_in(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    [person] = care_team(ana.person_id, clock.now())
    [told] = person.stand_ins
    assert (told.name, told.from_on, told.seen) == ("Dev", la_today(), False)


@pytest.mark.parametrize("first", [0, 5])
def test_ana_is_told_on_today_and_in_privacy_before_dev_can_look(
    ana, ben, carla, dev, browser, first
):
    phone = browser(ana)
    assert "Your care team changed" not in phone.page("/")
    set_cover(carla.actor, carla.person_id, days(dev, first, first + 2), clock.now())
    told = phone.page("/")
    assert "Your care team changed" in told
    assert "Dev stands in for Carla" in told
    shown = phone.page("/privacy/team")
    assert "Dev stands in" in shown
    assert "New" in shown
    assert "Your care team changed" not in browser(ben).page("/")


def test_once_ana_has_read_it_today_is_quiet_and_privacy_still_names_dev(ana, carla, dev, browser):
    phone = browser(ana)
    set_cover(carla.actor, carla.person_id, days(dev, 3, 5), clock.now())
    phone.post("/privacy/team/seen")
    assert "Your care team changed" not in phone.page("/")
    shown = phone.page("/privacy/team")
    assert "Dev stands in" in shown
    assert "I have seen this" not in shown


def test_a_cover_that_is_over_is_no_news(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 1, 2), clock.now())
    assert unseen_by(ana.person_id, noon(2))
    assert unseen_by(ana.person_id, noon(3)) == []


def test_someone_new_on_the_team_is_named_on_today_too(ana, carla, dev, browser):
    add_to_team(carla.actor, ana.episode_id, NewMember(dev.person_id, "nurse"), clock.now())
    assert "Dev is new" in browser(ana).page("/")


def test_everyone_it_is_about_can_read_who_set_and_ended_it(ana, ben, carla, dev, browser):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    row = covers_about(carla.center_id, carla.person_id, la_today())[0]
    end_cover(carla.actor, row.id, clock.now())
    acts = session().scalars(
        select(AuditEvent.subject_id).where(AuditEvent.act == Act.COVER_CHANGED)
    )
    assert list(acts) == [ana.actor.subject_id] * 2
    shown = browser(ana).page("/privacy/changes")
    assert "Carla, counselor" in shown
    assert "Changed who stands in (2)" in shown
    assert "stands in" not in browser(ben).page("/privacy/changes")


def test_a_cover_ended_because_someone_left_is_written_down_for_ana(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    end_covers_of(StaffLeft(clock.now(), dev.person_id, dev.center_id, None))
    last = session().scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
    assert (last.act, last.subject_id) == (Act.COVER_CHANGED, ana.actor.subject_id)


def test_the_same_cover_twice_is_one_cover(carla, dev):
    for _ in range(2):
        set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    assert len(covers_about(carla.center_id, carla.person_id, la_today())) == 1


def test_two_covers_on_one_day_are_refused(carla, dev, center):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    with pytest.raises(CoverOverlaps):
        set_cover(carla.actor, carla.person_id, days(dev, 2, 4), clock.now())


def test_odd_covers_are_refused(carla, dev, fay, nora):
    with pytest.raises(DatesCross):
        set_cover(carla.actor, carla.person_id, days(dev, 2, 1), clock.now())
    with pytest.raises(CoverIsSelf):
        set_cover(carla.actor, carla.person_id, days(carla, 0, 1), clock.now())
    for outsider in (fay, nora):
        with pytest.raises(NotOnStaff):
            set_cover(carla.actor, carla.person_id, days(outsider, 0, 1), clock.now())


def test_a_cover_called_off_today_ends_today(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, -2, 2), clock.now())
    row = covers_about(carla.center_id, carla.person_id, la_today())[0]
    end_cover(carla.actor, row.id, clock.now())
    assert cover_for(carla.center_id, carla.person_id, la_today()) is None
    assert not on_care_team(dev.actor, ana.person_id, "shared", clock.now())


def test_only_the_person_who_is_away_calls_it_off(carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    row = covers_about(carla.center_id, carla.person_id, la_today())[0]
    with pytest.raises(NotFound):
        end_cover(dev.actor, row.id, clock.now())


def test_a_cover_who_leaves_covers_nobody(ana, carla, dev):
    set_cover(carla.actor, carla.person_id, days(dev, 0, 2), clock.now())
    end_covers_of(StaffLeft(clock.now(), dev.person_id, dev.center_id, None))
    assert not on_care_team(dev.actor, ana.person_id, "shared", clock.now())
