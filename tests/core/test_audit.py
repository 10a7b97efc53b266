"""Promise: who looked and who changed access is written down, and cannot be unwritten unseen."""

import pytest
from sqlalchemy import delete, select, update

from patient_app.core import audit
from patient_app.core.audit import Act, AnonymousWrite, AuditEvent, verify_chain
from patient_app.core.db import session, unit_of_work
from tests.people import Someone


@pytest.fixture
def three_acts(ana: Someone, carla: Someone) -> None:
    for act in (Act.READ_PERSON, Act.READ_ROSTER, Act.TEAM_CHANGED):
        audit.append(act, actor=carla.actor, subject_id=ana.actor.subject_id)


def test_an_act_names_subjects_and_never_people(
    three_acts: None, ana: Someone, carla: Someone
) -> None:
    event = session().scalars(select(AuditEvent).order_by(AuditEvent.number)).first()
    assert event is not None
    assert (event.actor_id, event.subject_id) == (carla.actor.subject_id, ana.actor.subject_id)
    assert ana.person_id not in (event.actor_id, event.subject_id)


def test_nobody_cannot_do_anything_that_must_be_recorded(ana: Someone) -> None:
    with pytest.raises(AnonymousWrite):
        audit.append(Act.READ_PERSON, actor=None, subject_id=ana.actor.subject_id)


def test_an_untouched_history_is_whole(three_acts: None) -> None:
    assert verify_chain() is None


@unit_of_work()
def edit(number: int) -> None:
    session().execute(update(AuditEvent).where(AuditEvent.number == number).values(act=Act.INVITED))


@unit_of_work()
def remove(number: int) -> None:
    session().execute(delete(AuditEvent).where(AuditEvent.number == number))


@pytest.mark.parametrize(
    ("tamper", "number", "shows_at"),
    [(edit, 2, 2), (remove, 2, 3), (remove, 3, 3)],
    ids=["an edit", "a row taken out", "the tail cut off"],
)
def test_tampering_shows(three_acts: None, tamper: object, number: int, shows_at: int) -> None:
    tamper(number)  # type: ignore[operator]  # one of the two verbs above
    assert verify_chain() == shows_at
