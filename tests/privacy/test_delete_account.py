"""Ana deletes her account: her notebook is gone at once, the program's record loses her name."""

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Passkey, Password, Person, SignInSession
from patient_app.accounts.queries.people import subject_of
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.core import audit, clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import db, session, unit_of_work
from patient_app.core.db.base import Base, Keeping
from patient_app.core.events import SessionsEnded, _listeners
from patient_app.core.ids import new_id
from patient_app.episodes.models import Episode
from patient_app.privacy.models import Erasure
from patient_app.privacy.rules.deleting import means_it
from patient_app.privacy.service.erasure import delete_account, reapply_erasures


def holders(app):
    return app.extensions["personal_data"]


def delete(phone, word="delete"):
    return phone.post("/privacy/delete", data={"word": word})


@pytest.mark.parametrize("word", ["delete", " Delete ", "BORRAR", '"delete"', "“borrar”"])
def test_the_word_counts_in_both_languages(word):
    assert means_it(word)


@pytest.mark.parametrize("word", ["", "yes", "delet", "delete it"])
def test_another_word_deletes_nothing_and_stays_as_typed(ana, browser, word):
    answer = delete(browser(ana), word)
    assert answer.status_code == 422
    assert f'value="{word}"' in answer.get_data(as_text=True)
    assert session().get_one(Person, ana.person_id).erased_at is None


def test_the_screen_says_what_is_kept_and_how_long(ana, browser):
    assert "without your name, until 7 years after you leave the program" in browser(ana).page(
        "/privacy/delete"
    )


def test_nobody_is_signed_in_afterwards(ana, browser):
    phone, tablet = browser(ana), browser(ana)
    answer = delete(phone)
    assert answer.headers["Location"] == "/privacy/deleted"
    assert "steady=;" in answer.headers["Set-Cookie"]
    assert "Your account is gone" in phone.page("/privacy/deleted")
    for each in (phone, tablet):
        assert each.get("/settings").status_code == 303


def test_ana_cannot_sign_in_again(ana, browser):
    keep_hash(ana.person_id, hash_password("seven quiet boats at dawn", []), clock.now())
    delete(browser(ana))
    tried = browser().post(
        "/sign-in", data={"name": "ana", "password": "seven quiet boats at dawn"}
    )
    assert tried.status_code == 422
    for table in (Password, Passkey, SignInSession):
        assert session().scalars(select(table)).all() == []


def test_no_table_of_the_notebook_still_points_at_her(ana, carla, browser):
    delete(browser(ana))
    for table in Base.metadata.sorted_tables:
        keeping = {m.class_.__tablename__: m.class_.__keeping__ for m in Base.registry.mappers}
        if keeping[table.name] is Keeping.NOTEBOOK and "person_id" in table.c:
            rows = session().execute(select(table).where(table.c.person_id == ana.person_id))
            assert rows.all() == [], table.name


def test_the_program_keeps_its_record_without_her_name(ana, carla, browser):
    delete(browser(ana))
    episode = session().get_one(Episode, ana.episode_id)
    assert episode.known_as == "–"
    assert session().get_one(Person, ana.person_id).name == "–"


def test_the_audit_keeps_its_chain_and_leads_to_nobody(ana, carla, browser):
    audit.append(Act.READ_PERSON, actor=carla.actor, subject_id=ana.actor.subject_id)
    delete(browser(ana))
    acts = session().scalars(select(AuditEvent.act).order_by(AuditEvent.number)).all()
    assert acts == [Act.READ_PERSON, Act.ERASED]
    assert subject_of(ana.person_id) is None
    assert session().scalar(select(Person).where(Person.subject_id == ana.actor.subject_id)) is None
    assert audit.verify_chain() is None


def test_ben_notices_nothing(ana, ben, browser):
    his = browser(ben)
    delete(browser(ana))
    assert his.get("/settings").status_code == 200
    assert session().get_one(Person, ben.person_id).erased_at is None


def test_reminders_hear_that_the_sign_ins_ended(ana, browser, monkeypatch):
    heard = []
    monkeypatch.setitem(_listeners, SessionsEnded, [heard.append])
    delete(browser(ana))
    assert [event.person_id for event in heard] == [ana.person_id]


def test_a_failing_holder_erases_nothing(ana, app):
    class Stubborn:
        feature, tables = "stubborn", frozenset()

        def erase(self, person_id, now):
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        delete_account(ana.actor, (*holders(app), Stubborn()), clock.now())
    db.session.rollback()
    assert subject_of(ana.person_id) == ana.actor.subject_id
    assert session().scalars(select(Erasure)).all() == []


def test_after_a_restore_she_goes_again(ana, ben, app):
    @unit_of_work()
    def bring_back_an_old_backup():
        session().add(Erasure(person_id=ana.person_id, erased_at=clock.now()))

    bring_back_an_old_backup()
    assert reapply_erasures(holders(app), clock.now()) == 1
    assert session().get_one(Person, ana.person_id).erased_at is not None
    assert session().get_one(Person, ben.person_id).erased_at is None
    assert reapply_erasures(holders(app), clock.now()) == 0
    assert len(session().scalars(select(Erasure)).all()) == 1


def test_a_backup_from_before_her_time_is_no_trouble(app):
    @unit_of_work()
    def know_a_stranger():
        session().add(Erasure(person_id=new_id(), erased_at=clock.now()))

    know_a_stranger()
    assert reapply_erasures(holders(app), clock.now()) == 0


def test_staff_cannot_delete_themselves_here(carla, browser):
    assert delete(browser(carla)).status_code == 403
