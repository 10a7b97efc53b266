"""Promise 1, the server's half: a record is stored once, answered honestly, and never another's."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import func, select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.cravings.models import CravingEntry
from patient_app.sync.models import SyncRecord
from tests.sync.records import AT, a_record, send


@pytest.fixture(autouse=True)
def that_evening():
    with time_machine.travel(datetime(2026, 10, 15, 0, 41, tzinfo=UTC), tick=False):
        yield


def cravings() -> list[CravingEntry]:
    return list(session().scalars(select(CravingEntry)))


def test_a_record_is_stored_and_its_id_comes_back(browser, ana):
    record = a_record(ana, triggers=["feeling.stressed"], note="The bus was late.")
    answer = send(browser(ana), record)
    assert (answer.status_code, answer.json) == (201, {"id": record["id"]})
    entry = cravings()[0]
    assert (entry.intensity, entry.triggers, entry.note) == (
        7,
        ("feeling.stressed",),
        "The bus was late.",
    )
    assert entry.occurred_at == datetime(2026, 10, 15, 0, 40, tzinfo=UTC)
    assert entry.offset_minutes == -420
    assert str(entry.id) != record["id"], "the phone's id is never a primary key"


def test_the_same_record_again_is_a_duplicate(browser, ana):
    phone, record = browser(ana), a_record(ana)
    send(phone, record)
    shuffled = json.loads(json.dumps(record), object_pairs_hook=lambda p: dict(reversed(p)))
    again = send(phone, shuffled)
    assert (again.status_code, again.json) == (200, {"id": record["id"], "duplicate": True})
    assert len(cravings()) == 1


def test_the_same_id_with_other_content_is_told_apart(browser, ana):
    phone, record = browser(ana), a_record(ana)
    send(phone, record)
    answer = send(phone, {**record, "data": {"intensity": 3}})
    assert (answer.status_code, answer.json["error"], answer.json["id"]) == (
        409,
        "different",
        record["id"],
    )
    assert [entry.intensity for entry in cravings()] == [7]


def test_an_unsent_entry_of_ben_is_not_taken_while_ana_is_signed_in(browser, ana, ben):
    record = a_record(ben)
    answer = send(browser(ana), record)
    assert (answer.status_code, answer.json["error"]) == (409, "owner")
    assert cravings() == []
    assert send(browser(ben), record).status_code == 201


def test_the_same_id_of_another_person_is_neither_refused_nor_revealed(browser, ana, ben):
    his = a_record(ben)
    send(browser(ben), his)
    hers = {**a_record(ana), "id": his["id"]}
    assert send(browser(ana), hers).status_code == 201


def test_what_speaks_of_an_unknown_record_waits_and_nothing_else_does(browser, ana):
    phone, craving = browser(ana), a_record(ana)
    after = a_record(ana, "craving.after", of=craving["id"], after=3)
    early = send(phone, after)
    assert (early.status_code, early.json["error"]) == (409, "not_yet")
    assert send(phone, craving).status_code == 201
    assert send(phone, after).status_code == 201
    assert cravings()[0].after == 3


def test_a_signed_out_phone_is_told_so_in_json(browser, ana):
    answer = send(browser(), a_record(ana))
    assert answer.status_code == 401
    assert answer.json["error"] == "signed_out"
    assert "Location" not in answer.headers


def test_staff_have_no_outbox(browser, ana, carla):
    assert send(browser(carla), a_record(ana)).status_code == 403
    assert cravings() == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id": "seven"}, "id"),
        ({"kind": "party.log"}, "kind"),
        ({"schema": 99}, "schema"),
        ({"schema": 0}, "schema"),
        ({"occurred_at": "2026-10-14T17:40:00"}, "occurred_at"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"data": []}, "data"),
        ({"data": {}}, "intensity"),
        ({"data": {"intensity": 11}}, "intensity"),
        ({"data": {"intensity": True}}, "intensity"),
        ({"data": {"intensity": 7, "triggers": ["nowhere"]}}, "triggers"),
        ({"data": {"intensity": 7, "colour": "blue"}}, "colour"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(browser, ana, wrong, field):
    record = {**a_record(ana), **wrong}
    answer = send(browser(ana), record)
    assert answer.status_code == 422
    assert field in answer.json["errors"]
    assert answer.json["id"] == record["id"]
    assert cravings() == []


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"7", b"{", b"\xff", b"[" * 50_000])
def test_what_is_no_record_at_all_is_refused(browser, ana, body):
    answer = browser(ana).post("/api/sync", data=body, content_type="application/json")
    assert answer.status_code in {413, 422}


def test_half_a_character_does_not_lose_the_entry(browser, ana):
    record = json.dumps(a_record(ana, note="rain X")).replace("X", "\\ud83c")
    answer = browser(ana).post("/api/sync", data=record, content_type="application/json")
    assert answer.status_code == 201
    assert cravings()[0].note.startswith("rain")


def test_a_time_from_the_future_becomes_ours_and_is_marked(browser, ana):
    record = {**a_record(ana), "occurred_at": "2026-10-14T18:40:00-07:00"}
    send(browser(ana), record)
    entry = cravings()[0]
    assert entry.occurred_at == clock.now()
    assert entry.clock_ahead


def test_how_far_the_phones_clock_is_off_is_kept(browser, ana):
    late = (clock.now() - timedelta(minutes=3)).isoformat()
    send(browser(ana), a_record(ana), **{"Phone-Time": late})
    ledger = session().scalar(select(SyncRecord))
    assert ledger.skew_seconds == -180
    assert ledger.occurred_at == datetime.fromisoformat(AT)


def test_an_answer_to_a_session_that_is_over_needs_attention(browser, ana):
    record = a_record(ana, "attendance.intent", session=uuid4(), answer="late", minutes_late=10)
    answer = send(browser(ana), record)
    assert answer.status_code == 422
    assert answer.json["errors"]
    assert session().scalar(select(func.count()).select_from(SyncRecord)) == 0


def test_every_kind_is_listed_with_its_fields(browser):
    kinds = browser().get("/api/sync/kinds").json["kinds"]
    assert kinds["craving.log"]["1"]["intensity"] == "scale"
    assert kinds["craving.log"]["1"]["note"].endswith("?")
    assert {"craving.after", "win.log", "checkin.log", "lapse.log"} <= kinds.keys()
    assert {"entry.amend", "entry.withdraw", "attendance.intent"} <= kinds.keys()


def test_the_phone_learns_whose_it_is(browser, ana):
    me = browser(ana).get("/api/me")
    assert me.json == {"id": str(ana.person_id), "role": "patient", "language": "en", "zone": ""}
    assert browser().get("/api/me").status_code == 401
