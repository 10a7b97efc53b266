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


@unit_of_work()
def rename(number: int) -> None:
    session().execute(update(AuditEvent).where(AuditEvent.number == number).values(thing="x:1"))


@unit_of_work()
def hush_up(number: int) -> None:
    bare = update(AuditEvent).where(AuditEvent.number == number)
    session().execute(bare.values(thing=None, thing_salt=None))


@unit_of_work()
def forget_that_it_was_let_go(number: int) -> None:
    session().execute(
        update(AuditEvent).where(AuditEvent.number == number).values(thing="let_go:9")
    )


@pytest.mark.parametrize("tamper", [rename, hush_up])
def test_another_thing_or_a_thing_gone_shows(ana: Someone, carla: Someone, tamper: object) -> None:
    for number in range(3):
        audit.append(
            Act.ENROLLED,
            actor=carla.actor,
            subject_id=ana.actor.subject_id,
            thing=f"enrolment:{number}",
        )
    tamper(2)  # type: ignore[operator]  # one of the two verbs above
    assert verify_chain() == 2


def test_letting_go_keeps_the_chain_and_cannot_cover_for_more(
    ana: Someone, ben: Someone, carla: Someone
) -> None:
    for someone in (ana, ben, ana):
        subject = someone.actor.subject_id
        audit.append(Act.ENROLLED, actor=carla.actor, subject_id=subject, thing="enrolment:1")
    audit.let_go_of(ana.actor.subject_id)
    events = session().scalars(select(AuditEvent).order_by(AuditEvent.number)).all()
    assert [event.thing for event in events] == [None, "enrolment:1", None, "let_go:2"]
    assert (events[-1].actor_id, events[-1].subject_id) == (None, None)
    assert verify_chain() is None
    hush_up(2)
    assert verify_chain() == 1
    forget_that_it_was_let_go(4)
    assert verify_chain() == 4
