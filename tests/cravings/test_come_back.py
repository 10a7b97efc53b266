"""Coming back after a lapse: warm words, safety first, and nothing that has to be told."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from patient_app.accounts.models import Person
from patient_app.core.db import session, unit_of_work
from patient_app.cravings.models import EntryChange, Lapse
from tests.cravings.telling import form, in_order, tell, text_of
from tests.schedule.evenings import queries_counted

pytestmark = pytest.mark.usefixtures("tuesday")
CARD = ["After a break, the same amount can be too much.", "don’t be alone", "naloxone near"]
WITHDRAWAL = "withdrawal withdrawal-on"
ASK_FIRST = "If a court or employer sent you here, ask first what your counselor must report."


def lapse() -> Lapse:
    session().expire_all()
    return session().scalars(select(Lapse)).one()


def start(phone, safe: str = "safe"):
    return phone.post("/log/lapse", data=form(safe=safe))


def work_on(phone, code: str, start_on: str = "") -> None:
    phone.post("/log/working-on", data={"code": code, "goal": "stop", "start_on": start_on})


def test_the_first_words_are_warm_and_ask_for_nothing(phone):
    told = text_of(phone.page("/log/lapse"))
    assert in_order(
        told,
        [
            "You came back. That matters most.",
            "One night does not erase what you have done.",
            "First, are you safe?",
            "I’m safe",
            "Not sure",
            "Call 988",
            "In danger, call 911.",
        ],
    )
    assert session().scalars(select(Lapse)).all() == []


def test_her_days_are_named_and_none_is_taken_away(phone, ana):
    work_on(phone, "alcohol", "2026-09-08")
    assert "One night does not erase your 36 days." in phone.page("/log/lapse")
    tell(phone, ana, "lapse.log", "2026-10-10T23:00", about=["alcohol"])
    assert "One night does not erase your 35 days." in phone.page("/log/lapse")


def test_no_word_of_shame_and_no_reset(phone):
    start(phone)
    pages = text_of(phone.page("/log/lapse")) + text_of(
        phone.page(f"/log/{lapse().record_id}/next")
    )
    for word in ("relapse", "fail", "reset", "Day 0", "Day 1", "streak", "clean", "dirty", "lost"):
        assert word.lower() not in pages.lower()
    assert "<title>Entry · Steady</title>" in phone.page("/log/lapse")


def test_not_sure_leads_to_help_at_once_and_is_kept(phone):
    sent = start(phone, "not_sure")
    assert sent.location == "/help-now/en"
    assert lapse().safe == "not_sure"


def test_safe_leads_to_what_keeps_one_safe(phone):
    sent = start(phone)
    told = phone.page(sent.location)
    assert in_order(text_of(told), [*CARD, "Someone won’t wake up", "When was it?"])
    assert lapse().visibility == "just_me"


@pytest.mark.parametrize(
    ("works_on", "shown"),
    [("alcohol", True), ("sedatives", True), ("opioids", False), ("gambling", False)],
)
def test_the_withdrawal_card_comes_with_alcohol_and_pills(phone, works_on, shown):
    work_on(phone, works_on)
    assert (WITHDRAWAL in phone.page(start(phone).location)) is shown


def test_when_nothing_is_known_the_withdrawal_card_is_there(phone):
    assert WITHDRAWAL in phone.page(start(phone).location)


def test_naming_alcohol_in_the_lapse_shows_it_too(phone, ana):
    work_on(phone, "opioids")
    entry = tell(phone, ana, "lapse.log", "2026-10-12T23:00", about=["alcohol"])
    assert WITHDRAWAL in phone.page(f"/log/{entry}/next")


def test_whom_to_tell_is_asked_with_a_warning_each_time(phone):
    told = text_of(phone.page(start(phone).location))
    assert in_order(told, [ASK_FIRST, "Whom might you tell?", "My counselor", "No one for now"])
    assert "checked" not in phone.page(f"/log/{lapse().record_id}/next").split("f-telling")[1]


def test_what_one_likes_is_told_and_the_day_is_repaired(phone):
    start(phone)
    entry = lapse().record_id
    told = {
        "base": str(entry),
        "set.about[]": ["", "alcohol"],
        "set.next_step": "session",
        "set.telling[]": ["", "sponsor"],
        "set.note": "At the wedding.",
        "occurred_at:local": "2026-10-12T23:00",
    }
    sent = phone.post(f"/log/{entry}/next", data=form(**told))
    assert sent.location == f"/log/{entry}"
    assert lapse().occurred_at == datetime(2026, 10, 13, 6, tzinfo=UTC)
    page = text_of(phone.page(sent.location))
    assert in_order(page, ["Monday, October 12, 11:00 PM", "Alcohol", "Go to my next session"])
    assert in_order(page, ["Just for you.", "To be safe tonight", "Looking back"])


def test_nothing_told_is_fine(phone):
    entry = str(start(phone).location.split("/")[2])
    sent = phone.post(f"/log/{entry}/next", data=form(base=entry))
    assert sent.location == f"/log/{entry}"
    assert session().scalars(select(EntryChange)).all() == []


def test_looking_back_may_wait_and_may_stop_anywhere(phone):
    start(phone)
    entry = str(lapse().record_id)
    answers = {"base": entry, "set.debrief.before": "A fight.", "set.debrief.what": ""}
    phone.post(f"/log/{entry}/look-back", data=form(**answers))
    assert json.loads(lapse().debrief) == {"before": "A fight."}
    assert "A fight." in phone.page(f"/log/{entry}/look-back")
    now = {"base": str(lapse().revision_id), "set.debrief.before": ""}
    phone.post(f"/log/{entry}/look-back", data=form(**now))
    assert "A fight." not in text_of(phone.page(f"/log/{entry}")).split("What was changed")[0]


def test_too_long_keeps_every_answer(phone):
    start(phone)
    entry = str(lapse().record_id)
    answers = {
        "base": entry,
        "set.debrief.before": "x" * 4001,
        "set.debrief.kinder": "Rest first.",
    }
    sent = phone.post(f"/log/{entry}/look-back", data=form(**answers))
    assert sent.status_code == 422
    assert "Rest first." in sent.get_data(as_text=True)


def test_it_can_be_undone_and_counts_no_more(phone):
    work_on(phone, "alcohol", "2026-09-08")
    start(phone)
    entry = lapse().record_id
    phone.post(f"/log/{entry}/out", data=form())
    assert "your 36 days" in phone.page("/log/lapse")


def test_a_lapse_never_follows_what_is_shared(phone):
    start(phone)
    told = phone.page(f"/log/{lapse().record_id}/change")
    assert "Who sees this entry?" not in told


def test_for_ben_and_for_other_kinds_these_pages_do_not_exist(phone, browser, ana, ben):
    start(phone)
    entry, other = lapse().record_id, browser(ben)
    for path in (f"/log/{entry}/next", f"/log/{entry}/look-back"):
        assert other.get(path).status_code == 404
        assert other.post(path, data=form()).status_code == 404
    win = tell(phone, ana, "win.log", "2026-10-13T12:00", what="went")
    assert phone.get(f"/log/{win}/next").status_code == 404


def test_an_urge_that_ended_in_using_leads_here_too(phone, ana):
    urge = tell(phone, ana, "craving.log", "2026-10-13T12:00")
    assert 'href="/log/lapse"' not in phone.page(f"/log/{urge}")
    phone.post(f"/log/{urge}/after", data=form(outcome="used"))
    assert 'href="/log/lapse"' in phone.page(f"/log/{urge}")


def test_a_broken_answer_stays_on_the_page(phone):
    sent = phone.post("/log/lapse", data=form(safe="maybe"))
    assert sent.status_code == 422
    assert "First, are you safe?" in sent.get_data(as_text=True)


def test_four_queries_at_most(phone):
    work_on(phone, "alcohol", "2026-09-08")
    address = start(phone).location
    phone.page("/log")  # whether this is a demo is asked once a minute
    for path in ("/log/lapse", address):
        with queries_counted() as seen:
            phone.page(path)
        assert len(seen) <= 5, seen  # with the one that knows who is here


def test_spanish_is_spanish(phone, ana):
    @unit_of_work()
    def speak_spanish() -> None:
        session().get_one(Person, ana.person_id).language = "es"

    speak_spanish()
    told = text_of(phone.page("/log/lapse"))
    assert in_order(told, ["Volviste. Eso es lo que más importa.", "Primero, ¿estás a salvo?"])
    assert start(phone, "not_sure").location == "/help-now/es"
