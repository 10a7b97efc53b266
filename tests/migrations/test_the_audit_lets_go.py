"""The audit of before is linked anew: whole stays whole, broken stays broken."""

import pytest
from sqlalchemy import select, text

from patient_app.core import audit
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session, unit_of_work
from patient_app.core.migrations import upgrade
from tests.migrations.steps import go_back
from tests.people import Someone

BEFORE = "20261126_stand_ins"


@pytest.fixture
def three_acts(ana: Someone, ben: Someone, carla: Someone) -> None:
    for number, someone in enumerate((ana, ben, ana)):
        audit.append(
            Act.ENROLLED,
            actor=carla.actor,
            subject_id=someone.actor.subject_id,
            thing=f"enrolment:{number}",
        )


def things() -> list[str | None]:
    session().expire_all()
    return list(session().scalars(select(AuditEvent.thing).order_by(AuditEvent.number)))


def test_a_whole_chain_stays_whole_and_goes_on(three_acts: None, carla: Someone) -> None:
    go_back(BEFORE)
    upgrade()
    assert things() == ["enrolment:0", "enrolment:1", "enrolment:2"]
    audit.append(Act.SETTINGS_CHANGED, actor=carla.actor)
    assert audit.verify_chain() is None


def test_a_break_stays_where_it_was(three_acts: None) -> None:
    go_back(BEFORE)

    @unit_of_work()
    def edit() -> None:
        session().execute(text("UPDATE audit_event SET act = 'invited' WHERE number = 2"))

    edit()
    upgrade()
    assert audit.verify_chain() == 2


def test_who_was_erased_before_is_let_go_of(three_acts: None, ana: Someone) -> None:
    subject = ana.actor.subject_id
    audit.append(Act.ERASED, actor=ana.actor, subject_id=subject)
    go_back(BEFORE)
    upgrade()
    assert things() == [None, "enrolment:1", None, "let_go:2"]
    last = session().scalars(select(AuditEvent).where(AuditEvent.act == Act.ERASED)).one()
    assert (last.actor_id, last.subject_id) == (None, None)
    assert audit.verify_chain() is None
