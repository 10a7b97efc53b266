"""After Ana deleted her account no id in the audit leads to the row that once was hers."""

from collections import defaultdict
from uuid import UUID

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.accounts.service.invitations import issue_way_back
from patient_app.core import audit, clock
from patient_app.core.audit import AuditEvent
from patient_app.core.db import Base, session
from patient_app.episodes.rules.people import Leave, NewCover, NewMember
from patient_app.episodes.service.cover import set_cover
from patient_app.episodes.service.stay import go_on_leave, return_from_leave
from patient_app.episodes.service.team import add_to_team
from patient_app.schedule.service.occurrences import substitute
from tests.careteam.screens import run_group, today
from tests.people import Someone


@pytest.fixture
def lived_in(ana: Someone, ben: Someone, carla: Someone, dev: Someone, browser) -> None:
    """Months of real verbs: a group, a stand-in, looks, questions, a leave, a code, a feed."""
    group = run_group(carla, ana, ben)
    laptop, phone, now = browser(carla), browser(ana), clock.now()
    add_to_team(carla.actor, ana.episode_id, NewMember(dev.person_id, "nurse"), now)
    set_cover(carla.actor, carla.person_id, NewCover(dev.person_id, today(), today()), now)
    substitute(ana.center_id, group.next, dev.person_id, now, by=carla.actor)
    for page in (f"/care/people/{ana.person_id}", "/care/people", f"/care/sessions/{group.next}"):
        laptop.page(page)
    phone.post(f"/schedule/{group.next}/ask", data={"note": "My bus"})
    laptop.page("/care/requests")
    phone.post("/schedule/calendar")
    go_on_leave(carla.actor, ana.episode_id, Leave(today(), None), now)
    return_from_leave(carla.actor, ana.episode_id, now)
    issue_way_back(ana.person_id, ana.center_id, carla.actor, now)


def ids_in(row) -> set[UUID]:
    """Every id in a row, those written inside a text included."""
    found = set()
    for value in row:
        for part in str(value).replace("/", ":").split(":"):
            try:
                found.add(UUID(part))
            except ValueError:
                continue
    return found


def rows_holding() -> dict[UUID, set[str]]:
    """id -> the rows of the whole database it stands in, the audit left out."""
    where: dict[UUID, set[str]] = defaultdict(set)
    for table in Base.metadata.sorted_tables:
        if table.name != "audit_event":
            for row in session().execute(select(table)):
                for each in ids_in(row):
                    where[each].add(f"{table.name}:{row.id}")
    return where


def the_audit_about(subject_id: UUID) -> list[AuditEvent]:
    about = (AuditEvent.subject_id == subject_id) | (AuditEvent.actor_id == subject_id)
    return list(session().scalars(select(AuditEvent).where(about)))


def leads_from(event: AuditEvent, ana: Someone, staff: set[UUID]) -> set[UUID]:
    """The ids that tell more than who acted and where: those lead to many people."""
    row = [getattr(event, column.key) for column in AuditEvent.__table__.c]
    return ids_in(row) - {event.id, ana.center_id, *staff}


def test_no_id_in_the_audit_leads_to_the_row_that_was_hers(lived_in, ana, ben, carla, dev, browser):
    staff = {carla.actor.subject_id, dev.actor.subject_id}
    before = rows_holding()
    about = the_audit_about(ana.actor.subject_id)
    assert len({event.act for event in about}) >= 9
    led = set().union(*(leads_from(event, ana, staff) & before.keys() for event in about))
    assert len(led) >= 6, "the ids led to her own rows while she was here"

    browser(ana).post("/privacy/delete", data={"word": "delete"})
    session().expire_all()
    after = rows_holding()
    for event in the_audit_about(ana.actor.subject_id):
        found = leads_from(event, ana, staff) & after.keys()
        assert not found, (event.act, [after[each] for each in found])
    assert session().get_one(Person, ana.person_id).erased_at is not None
    assert ana.person_id in after
    assert audit.verify_chain() is None


def test_the_row_that_says_so_names_nobody(lived_in, ana, browser):
    browser(ana).post("/privacy/delete", data={"word": "delete"})
    last = session().scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
    assert last.act == "erased"
    assert (last.actor_id, last.subject_id, last.center_id) == (None, None, None)


def test_what_is_written_about_ben_stays(lived_in, ana, ben, browser):
    def things() -> list[str | None]:
        return [event.thing for event in the_audit_about(ben.actor.subject_id)]

    before = things()
    assert any(before)
    browser(ana).post("/privacy/delete", data={"word": "delete"})
    session().expire_all()
    assert things() == before
