"""Ana changes what she logged: nothing is lost, and two phones never overwrite each other."""

import json

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.cravings.models import CravingEntry, EntryChange
from patient_app.cravings.service.changing import settle_change
from tests.sync.records import a_record, send


@pytest.fixture
def phone(browser, ana):
    return browser(ana)


@pytest.fixture
def craving(phone, ana):
    record = a_record(ana)
    send(phone, record)
    return record


def entry() -> CravingEntry:
    session().expire_all()
    return session().scalar(select(CravingEntry))


def changes() -> list[EntryChange]:
    return list(session().scalars(select(EntryChange)))


def amend(phone, ana, craving, base, **changed):
    record = a_record(
        ana, "entry.amend", of=craving["id"], base=base["id"], entry="craving", set=changed
    )
    assert send(phone, record).status_code == 201
    return record


def test_each_later_tap_adds_to_the_saved_entry(phone, ana, craving):
    first = amend(phone, ana, craving, craving, triggers=["money.payday"])
    amend(phone, ana, craving, first, note="Payday.", halt=["tired"])
    assert entry().triggers == ("money.payday",)
    assert (entry().note, entry().halt, entry().intensity) == ("Payday.", ("tired",), 7)
    assert [json.loads(each.before) for each in changes()] == [
        {"triggers": []},
        {"note": None, "halt": []},
    ]


def test_a_change_made_on_another_phone_keeps_both_and_asks(phone, ana, craving):
    amend(phone, ana, craving, craving, intensity=5)
    amend(phone, ana, craving, craving, intensity=9)
    assert entry().intensity == 5
    waiting = changes()[1]
    assert (waiting.state, json.loads(waiting.after)) == ("waiting", {"intensity": 9})
    settle_change(ana.person_id, waiting.id, clock.now(), use=True)
    assert entry().intensity == 9


def test_leaving_the_other_change_keeps_the_entry(phone, ana, craving):
    amend(phone, ana, craving, craving, intensity=5)
    amend(phone, ana, craving, craving, intensity=9)
    settle_change(ana.person_id, changes()[1].id, clock.now(), use=False)
    assert entry().intensity == 5
    assert [each.state for each in changes()] == ["applied", "left"]


def test_the_same_change_from_two_phones_asks_nothing(phone, ana, craving):
    amend(phone, ana, craving, craving, intensity=5)
    amend(phone, ana, craving, craving, intensity=5)
    assert [each.state for each in changes()] == ["applied", "applied"]


def test_ben_cannot_settle_anas_change(phone, ana, ben, craving):
    amend(phone, ana, craving, craving, intensity=5)
    amend(phone, ana, craving, craving, intensity=9)
    with pytest.raises(NotFound):
        settle_change(ben.person_id, changes()[1].id, clock.now(), use=True)


def test_ben_cannot_change_anas_entry(browser, ben, craving):
    record = a_record(
        ben, "entry.amend", of=craving["id"], base=craving["id"], entry="craving", set={"after": 1}
    )
    answer = send(browser(ben), record)
    assert (answer.status_code, answer.json["error"]) == (409, "not_yet")
    assert entry().after is None


def test_a_change_of_what_the_entry_does_not_have_is_refused(phone, ana, craving):
    for changed in ({"colour": "blue"}, {"person_id": "1"}, {"source": "now"}, {"intensity": 12}):
        record = a_record(
            ana, "entry.amend", of=craving["id"], base=craving["id"], entry="craving", set=changed
        )
        assert send(phone, record).status_code == 422
    other_kind = a_record(
        ana, "entry.amend", of=craving["id"], base=craving["id"], entry="win", set={"note": "x"}
    )
    assert send(phone, other_kind).status_code == 422


def test_it_can_be_moved_to_when_it_happened(phone, ana, craving):
    record = a_record(
        ana,
        "entry.amend",
        of=craving["id"],
        base=craving["id"],
        entry="craving",
        occurred_at="2026-10-13T09:15:00-07:00",
    )
    assert send(phone, record).status_code == 201
    assert entry().occurred_at.isoformat() == "2026-10-13T16:15:00+00:00"
    assert entry().offset_minutes == -420


def test_undo_takes_it_out_and_puts_it_back(phone, ana, craving):
    send(phone, a_record(ana, "entry.withdraw", of=craving["id"]))
    assert entry().withdrawn_at is not None
    send(phone, a_record(ana, "entry.withdraw", of=craving["id"], back=True))
    assert entry().withdrawn_at is None


def test_the_latest_word_about_how_it_went_counts(phone, ana, craving):
    later = a_record(ana, "craving.after", of=craving["id"], after=3, outcome="passed")
    later["occurred_at"] = "2026-10-14T18:00:00-07:00"
    earlier = a_record(ana, "craving.after", of=craving["id"], after=6, outcome="still_there")
    send(phone, later)
    send(phone, earlier)
    assert (entry().after, entry().outcome) == (3, "passed")
