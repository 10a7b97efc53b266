"""Ana tells more about an entry, or changes it: chips, own words, another time, who sees it."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import CravingEntry, EntryChange, OwnChoice
from tests.cravings.telling import form, in_order, tell, text_of

pytestmark = pytest.mark.usefixtures("tuesday")
AT = "2026-10-13T14:40"


@pytest.fixture
def urge(phone, ana) -> str:
    return tell(phone, ana, "craving.log", AT, triggers=["feeling.bored"], note="Alone.")


def stored() -> CravingEntry:
    session().expire_all()
    return session().scalars(select(CravingEntry).order_by(CravingEntry.received_at)).first()


def changes() -> list[EntryChange]:
    return list(session().scalars(select(EntryChange).order_by(EntryChange.changed_at)))


def as_shown(base: str, **changed):
    """The form as the page of `urge` shows it, with some fields changed."""
    shown = {
        "base": base,
        "entry": "craving",
        "occurred_at:local": AT,
        "set.triggers[]": ["", "feeling.bored"],
        "set.coping[]": [""],
        "set.halt[]": [""],
        "set.about[]": [""],
        "set.place": "",
        "set.company": "",
        "set.mood:number": "",
        "set.thought": "",
        "set.note": "Alone.",
        "set.intensity:number": ["", "7"],
        "set.after:number": "",
        "set.outcome": "",
        "set.visibility": "follow",
    }
    return form(**{**shown, **changed})


def save(phone, urge: str, **changed):
    return phone.post(f"/log/{urge}/change", data=as_shown(urge, **changed))


def test_without_javascript_a_new_entry_leads_to_the_questions(phone):
    sent = phone.post("/log/new", data=form(**{"intensity:number": "7"}))
    assert sent.status_code == 303
    told = text_of(phone.page(sent.location))
    assert in_order(told, ["Saved. Add more, if you like.", "What set it off?", "What did you do?"])
    assert stored().offset_minutes == -420


def test_only_what_differs_is_a_change(phone, urge):
    more = {"set.halt[]": ["", "tired"], "set.mood:number": ["", "2"], "set.place": "home"}
    assert save(phone, urge, **more).location == f"/log/{urge}"
    entry = stored()
    assert (entry.halt, entry.mood, entry.place) == (("tired",), 2, "home")
    assert json.loads(changes()[0].after) == {"halt": ["tired"], "place": "home", "mood": 2}


def test_nothing_changed_is_no_change(phone, urge):
    assert save(phone, urge).location == f"/log/{urge}"
    assert changes() == []


def test_what_was_told_can_be_taken_back(phone, urge):
    save(phone, urge, **{"set.triggers[]": [""], "set.note": ""})
    assert (stored().triggers, stored().note) == ((), None)


def test_sent_twice_it_is_one_change(phone, urge):
    sent = as_shown(urge, **{"set.note": "Payday."})
    for _ in range(2):
        assert phone.post(f"/log/{urge}/change", data=sent).status_code == 303
    assert len(changes()) == 1


def test_a_form_kept_open_meanwhile_asks_about_what_it_changed_alone(phone, ana, urge):
    tell(phone, ana, "entry.amend", AT, of=urge, base=urge, entry="craving", set={"intensity": 4})
    save(phone, urge, **{"set.note": "Payday."})
    waiting = changes()[-1]
    assert (waiting.state, json.loads(waiting.after)) == ("waiting", {"note": "Payday."})
    assert (stored().intensity, stored().note) == (4, "Alone.")


def test_it_can_be_told_later_than_it_happened(phone, urge):
    save(phone, urge, **{"occurred_at:local": "2026-10-11T23:15"})
    assert stored().occurred_at == datetime(2026, 10, 12, 6, 15, tzinfo=UTC)
    assert "Sunday, October 11, 11:15 PM" in phone.page(f"/log/{urge}")
    told = text_of(phone.page(f"/log/{urge}")).split("What was changed")[1]
    assert in_order(told, ["Tuesday, October 13, 2:40 PM", "Sunday, October 11, 11:15 PM"])


@pytest.mark.parametrize("at", ["2026-10-13T18:00", "tomorrow", "0001-01-01T00:00"])
def test_a_time_that_cannot_be_keeps_what_was_typed(phone, urge, at):
    sent = save(phone, urge, **{"occurred_at:local": at, "set.note": "Payday <b>"})
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert 'id="e-occurred_at"' in told
    assert "Payday &lt;b&gt;" in told
    assert changes() == []


def test_what_is_too_long_stands_beside_its_field(phone, urge):
    sent = save(phone, urge, **{"set.thought": "x" * 4001, "set.halt[]": ["", "hungry"]})
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert 'href="#f-thought"' in told
    assert 'id="e-thought"' in told
    assert 'value="hungry" checked' in told


def test_own_words_are_added_and_chosen_at_once(phone, urge):
    sent = save(phone, urge, **{"own.triggers": " My old street ", "add": "triggers"})
    assert sent.location == f"/log/{urge}/change"
    word = session().scalars(select(OwnChoice)).one()
    assert (word.label, word.catalogue) == ("My old street", "triggers")
    assert stored().triggers == ("feeling.bored", f"own:{word.record_id}")
    assert in_order(phone.page(sent.location), [f'value="own:{word.record_id}" checked', "My old"])
    assert "My old street" in phone.page(f"/log/{urge}")


def test_own_words_sent_twice_are_one_word(phone, urge):
    sent = as_shown(urge, **{"own.coping": "Drumming"})
    for _ in range(2):
        phone.post(f"/log/{urge}/change", data=sent)
    assert len(session().scalars(select(OwnChoice)).all()) == 1


def test_what_is_chosen_most_comes_first(phone, ana, urge):
    for _ in range(3):
        tell(phone, ana, "craving.log", AT, triggers=["body.pain"], coping=["instead.music"])
    told = text_of(phone.page(f"/log/{urge}/change"))
    assert in_order(told, ["What set it off?", "Pain", "Boredom", "More"])
    assert in_order(told, ["What did you do?", "Music", "Took a walk", "More"])


def test_just_for_me(phone, urge):
    save(phone, urge, **{"set.visibility": "just_me"})
    assert stored().visibility == "just_me"
    assert "Just for you." in phone.page(f"/log/{urge}")
    assert "Just me" in phone.page("/log")


def test_another_kinds_fields_are_refused(phone, urge):
    sent = save(phone, urge, **{"set.what": "said_no"})
    assert sent.status_code == 422


def test_a_base_nobody_knows_changes_nothing(phone, urge):
    sent = phone.post(f"/log/{urge}/change", data=as_shown(str(uuid4()), **{"set.note": "Payday."}))
    assert sent.status_code == 409
    assert "Payday." in sent.get_data(as_text=True)
    assert changes() == []
