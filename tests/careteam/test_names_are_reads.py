"""Promise: whose name was on a page can read that it was, front desk and series included."""

from collections.abc import Callable

from sqlalchemy import select

from patient_app.accounts.queries.people import subject_of
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
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
