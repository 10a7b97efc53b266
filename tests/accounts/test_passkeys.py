"""Ana opens the app with her phone: made once, asked once, hers alone."""

import json
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import Passkey, Person
from patient_app.accounts.rules.passkeys import Site
from patient_app.accounts.service import own_passkeys, passkeys
from patient_app.accounts.service.phone_answers import PasskeyRefused
from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.ids import new_id
from tests.accounts.phone import UP, Phone
from tests.client import ORIGIN

SITE = Site("localhost", ORIGIN, "Steady")


def give_passkey(someone, phone, site=SITE):
    asked = json.loads(passkeys.ask_to_register(someone.person_id, "maple", site, clock.now()))
    return passkeys.register(someone.person_id, phone.create(asked), site, clock.now(), "My phone")


def question():
    return json.loads(passkeys.ask_to_sign_in(SITE, clock.now()))


def test_a_passkey_opens_its_owners_account(ana, ben):
    mine, his = Phone(), Phone(credential_id=b"another")
    give_passkey(ana, mine)
    give_passkey(ben, his)
    assert passkeys.prove(mine.get(question()), SITE, clock.now()) == ana.person_id
    assert passkeys.prove(his.get(question()), SITE, clock.now()) == ben.person_id


def test_the_question_asks_for_what_we_promise(ana):
    give_passkey(ana, Phone())
    asked = json.loads(passkeys.ask_to_register(ana.person_id, "maple", SITE, clock.now()))
    assert asked["rp"] == {"name": "Steady", "id": "localhost"}
    assert asked["attestation"] == "none"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert len(asked["excludeCredentials"]) == 1
    assert asked["user"]["name"] == "maple"
    assert str(ana.person_id) not in json.dumps(asked)
    assert question()["userVerification"] == "required"
    assert question()["allowCredentials"] == []


def test_a_question_is_answered_once(ana):
    phone = Phone()
    give_passkey(ana, phone)
    answer = phone.get(question())
    passkeys.prove(answer, SITE, clock.now())
    with pytest.raises(PasskeyRefused):
        passkeys.prove(answer, SITE, clock.now())


def test_a_question_waits_five_minutes(ana):
    phone = Phone()
    give_passkey(ana, phone)
    asked = question()
    with pytest.raises(PasskeyRefused):
        passkeys.prove(phone.get(asked), SITE, clock.now() + timedelta(minutes=5, seconds=1))


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://steady.example"},
        {"host": "steady.example"},
        {"flags": UP},
        {"credential_id": b"unknown"},
        {"key": Phone().key},
    ],
    ids=["another site", "another host", "nobody unlocked it", "unknown", "another key"],
)
def test_a_phone_that_lies_is_refused(ana, lie):
    phone = Phone()
    give_passkey(ana, phone)
    with pytest.raises(PasskeyRefused):
        passkeys.prove(replace(phone, **lie).get(question()), SITE, clock.now())


@pytest.mark.parametrize(
    "lie", [{"origin": "https://steady.example"}, {"host": "steady.example"}, {"flags": UP}]
)
def test_a_new_passkey_is_checked_the_same_way(ana, lie):
    with pytest.raises(PasskeyRefused):
        give_passkey(ana, replace(Phone(), **lie))
    assert session().scalars(select(Passkey)).all() == []


def test_a_question_to_ben_makes_no_passkey_of_ana(ana, ben):
    asked = json.loads(passkeys.ask_to_register(ben.person_id, "ben", SITE, clock.now()))
    with pytest.raises(PasskeyRefused):
        passkeys.register(ana.person_id, Phone().create(asked), SITE, clock.now())


def test_a_registration_question_signs_nobody_in(ana):
    phone = Phone()
    give_passkey(ana, phone)
    asked = json.loads(passkeys.ask_to_register(ana.person_id, "maple", SITE, clock.now()))
    with pytest.raises(PasskeyRefused):
        passkeys.prove(phone.get(asked), SITE, clock.now())


def test_one_passkey_belongs_to_one_person(ana, ben):
    give_passkey(ana, Phone())
    with pytest.raises(PasskeyRefused):
        give_passkey(ben, Phone())


@pytest.mark.parametrize("counts", [(5, 3), (5, 5)])
def test_a_count_that_goes_back_is_told_and_locks_nobody_out(ana, counts, caplog):
    phone = Phone()
    give_passkey(ana, phone)
    for count in counts:
        phone.count = count
        with caplog.at_level(logging.WARNING, "steady.passkeys"):
            assert passkeys.prove(phone.get(question()), SITE, clock.now()) == ana.person_id
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_synced_passkey_counts_nothing_and_alarms_nobody(ana, caplog):
    phone = Phone()
    give_passkey(ana, phone)
    for _ in range(2):
        passkeys.prove(phone.get(question()), SITE, clock.now())
    assert caplog.records == []


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "not json",
        '{"id":"x","rawId":"x","type":"public-key"}',
        "[" * 10_000,
    ],
)
def test_nonsense_is_refused_in_the_same_words(app, answer):
    with pytest.raises(PasskeyRefused):
        passkeys.prove(answer, SITE, clock.now())
    with pytest.raises(PasskeyRefused):
        passkeys.register(new_id(), answer, SITE, clock.now())


def test_someone_deactivated_is_not_let_in(ana):
    phone = Phone()
    give_passkey(ana, phone)

    @unit_of_work()
    def leave():
        session().get_one(Person, ana.person_id).deactivated_at = clock.now()

    leave()
    with pytest.raises(PasskeyRefused):
        passkeys.prove(phone.get(question()), SITE, clock.now())


def test_the_last_way_in_stays(ana):
    only = give_passkey(ana, Phone())
    with pytest.raises(own_passkeys.LastWayIn):
        own_passkeys.remove_passkey(ana.actor, only)
    give_passkey(ana, Phone(credential_id=b"tablet"))
    own_passkeys.remove_passkey(ana.actor, only)
    assert [row.credential_id for row in session().scalars(select(Passkey))] == [b"tablet"]


def test_ben_cannot_touch_anas_passkey(ana, ben):
    hers = give_passkey(ana, Phone())
    with pytest.raises(NotFound):
        own_passkeys.rename_passkey(ben.actor, hers, "mine now")
    with pytest.raises(NotFound):
        own_passkeys.remove_passkey(ben.actor, hers)


def test_ana_adds_names_and_removes_one_on_the_screen(ana, browser):
    page, phone = browser(ana), Phone()
    give_passkey(ana, Phone(credential_id=b"the first"))
    asked = page.post("/api/passkeys/add", json={}).get_json()
    taken = page.post("/settings/passkeys", data={"passkey": phone.create(asked), "label": "Blue"})
    assert taken.status_code == 303
    assert "Blue" in page.page("/settings/devices")
    row = (
        session().scalars(select(Passkey).where(Passkey.credential_id == phone.credential_id)).one()
    )
    page.post(f"/settings/passkeys/{row.id}/name", data={"label": "Green"})
    assert "Green" in page.page("/settings/devices")
    assert page.post(f"/settings/passkeys/{row.id}/remove").status_code == 303
    assert "Green" not in page.page("/settings/devices")
    acts = session().scalars(
        select(AuditEvent.act).where(AuditEvent.actor_id == ana.actor.subject_id)
    )
    assert list(acts) == [Act.SIGN_IN_CHANGED, Act.SIGN_IN_CHANGED]


def test_a_refused_phone_says_so_and_keeps_the_name(ana, browser):
    answer = browser(ana).post("/settings/passkeys", data={"passkey": "{}", "label": "Blue"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "could not be matched" in text
    assert 'value="Blue"' in text


def test_after_ten_minutes_a_new_passkey_asks_who_you_are(ana, browser):
    page = browser(ana)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        refused = page.post("/api/passkeys/add", json={})
        assert refused.status_code == 403
        assert refused.get_json()["error"] == "sign_in_again"
        sent = page.get("/settings/passkeys/new")
        assert sent.headers["Location"] == "/sign-in/again?to=/settings/passkeys/new"
