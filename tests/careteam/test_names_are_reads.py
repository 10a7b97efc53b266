"""Promise: whose name was on a page can read that it was, front desk and series included."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from sqlalchemy import select

from patient_app.accounts.queries.people import subject_of
from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.episodes.service.stay import leave_program
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.service.attendance import keep_attendance
from tests.careteam.screens import occurrence, reads, run_group, words_of
from tests.client import Browser
from tests.people import Someone


def acts_about(who: Someone) -> set[str]:
    wanted = select(AuditEvent.act).where(AuditEvent.subject_id == subject_of(who.person_id))
    return set(session().scalars(wanted))


def test_the_front_desk_saw_her_name(
    browser: Callable[..., Browser], ana: Someone, fay: Someone
) -> None:
    browser(fay).page("/care/people")
    assert Act.READ_CASELOAD in acts_about(ana)


def test_her_counselor_saw_her_in_the_list_and_dev_did_not(
    browser: Callable[..., Browser], ana: Someone, ben: Someone, carla: Someone, dev: Someone
) -> None:
    browser(carla).page("/care/people")
    browser(dev).page("/care/people")
    assert Act.READ_CASELOAD in acts_about(ana)
    assert acts_about(ben) == set()


def test_the_front_desk_saw_her_on_the_list_of_the_day_she_left(
    browser: Callable[..., Browser], ana: Someone, carla: Someone, fay: Someone
) -> None:
    group = run_group(carla, ana)
    with time_machine.travel(occurrence(group.next).starts_at + timedelta(hours=1), tick=False):
        marked = AttendanceState.PRESENT
        keep_attendance(ana.center_id, group.next, ana.person_id, marked, clock.now(), by=fay.actor)
        assert ana.episode_id is not None
        leave_program(carla.actor, ana.episode_id, clock.now())
        before = reads(Act.READ_CASELOAD, ana)
        shown = browser(fay).page("/care/people")
        assert "Ana" in words_of(shown)
        assert reads(Act.READ_CASELOAD, ana) == before + 1
