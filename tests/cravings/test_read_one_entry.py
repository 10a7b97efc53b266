"""One entry: all that was told, how it went, what was changed, and what waits to be chosen."""

import pytest
from sqlalchemy import select

from patient_app.core.db import session
from patient_app.cravings.models import CravingEntry, EntryChange
from tests.cravings.telling import form, in_order, tell, text_of
from tests.schedule.evenings import here, queries_counted

pytestmark = pytest.mark.usefixtures("tuesday")
AT = "2026-10-13T14:40"


@pytest.fixture
def urge(phone, ana) -> str:
    """Told with everything."""
    own = tell(phone, ana, "choice.add", catalogue="triggers", label="My old street")
    return tell(
        phone,
        ana,
        "craving.log",
        AT,
        triggers=[f"own:{own}", "money.payday"],
        halt=["tired"],
        place="outside",
        company="alone",
        mood=2,
        about=["alcohol"],
        thought="Just one.",
        note="It was payday.",
    )


def stored() -> CravingEntry:
    session().expire_all()
    return session().scalars(select(CravingEntry)).one()


def change(phone, ana, urge: str, base: str, **changed) -> str:
    return tell(phone, ana, "entry.amend", AT, of=urge, base=base, entry="craving", set=changed)


def test_everything_is_told_in_words(phone, urge):
    told = text_of(phone.page(f"/log/{urge}"))
    wanted = [
        "7 of 10",
        "Strong",
        "Tuesday, October 13, 2:40 PM",
        "What set it off",
        "My old street, Payday",
        "Alcohol",
        "Tired",
        "Low",
        "Outside",
        "Alone",
        "Just one.",
        "It was payday.",
        "Only you see this, unless you share it.",
    ]
    assert in_order(told, wanted)
    assert "<title>Entry · Steady</title>" in phone.page(f"/log/{urge}")


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("win.log", {"what": "said_no", "note": "At lunch."}, ["I said no", "At lunch."]),
        (
            "checkin.log",
            {"mood": 5, "sleep": 3, "craving": 0, "medication": "taken", "line": "Sun."},
            ["Great", "Strongest urge", "0 of 10", "Well", "As prescribed", "Sun."],
        ),
        (
            "lapse.log",
            {
                "about": ["gambling"],
                "safe": "safe",
                "next_step": "session",
                "debrief": {"before": "A fight."},
            },
            [
                "I came back",
                "Gambling",
                "Go to my next session",
                "What came before it?",
                "A fight.",
            ],
        ),
    ],
)
def test_every_kind_has_its_page(phone, ana, kind, data, words):
    entry = tell(phone, ana, kind, AT, **data)
    assert in_order(text_of(phone.page(f"/log/{entry}")), words)
    assert phone.get(f"/log/{entry}/change").status_code == 200


def test_soon_after_it_asks_how_it_is_and_later_how_it_went(phone, urge, tuesday):
    assert "At 2:40 PM it was 7. How is it now?" in phone.page(f"/log/{urge}")
    tuesday.move_to(here(14, 9))
    assert "At 2:40 PM it was 7. How did it go?" in phone.page(f"/log/{urge}")


def test_how_it_went_is_kept_and_asked_no_more(phone, urge):
    sent = phone.post(
        f"/log/{urge}/after",
        data=form(**{"after:number": "3", "outcome": "passed", "coping[]": ["body.walk"]}),
    )
    assert sent.location == f"/log/{urge}"
    entry = stored()
    assert (entry.after, entry.outcome, entry.coping) == (3, "passed", ("body.walk",))
    told = phone.page(sent.location)
    assert "3 of 10" in told
    assert "How is it now?" not in told
    assert "Tell once more how it went" in told


def test_what_cannot_be_read_keeps_what_was_chosen(phone, urge):
    sent = phone.post(
        f"/log/{urge}/after",
        data=form(**{"after:number": "12", "outcome": "passed", "coping[]": ["body.walk"]}),
    )
    assert sent.status_code == 422
    told = sent.get_data(as_text=True)
    assert "Please choose a number from 0 to 10." in told
    assert 'value="passed" checked' in told
    assert stored().outcome is None


def test_a_change_shows_old_and_new(phone, ana, urge):
    change(phone, ana, urge, urge, intensity=5, note="Payday again.")
    told = text_of(phone.page(f"/log/{urge}")).split("What was changed")[1]
    assert in_order(told, ["2:40 PM", "7 of 10", "5 of 10", "It was payday.", "Payday again."])


def test_two_phones_both_changes_are_shown_and_one_is_used(phone, ana, urge):
    change(phone, ana, urge, urge, intensity=5)
    change(phone, ana, urge, urge, intensity=9)
    told = phone.page(f"/log/{urge}")
    assert in_order(text_of(told), ["Changed in two places", "Here: 5 of 10", "Other phone: 9 of"])
    waiting = session().scalars(select(EntryChange).where(EntryChange.state == "waiting")).one()
    sent = phone.post(f"/log/{urge}/settle", data={"change": waiting.id, "keep": "other"})
    assert sent.location == f"/log/{urge}"
    assert stored().intensity == 9
    assert "Changed in two places" not in phone.page(f"/log/{urge}")


def test_keeping_mine_leaves_the_other_in_the_history(phone, ana, urge):
    change(phone, ana, urge, urge, intensity=5)
    change(phone, ana, urge, urge, intensity=9)
    waiting = session().scalars(select(EntryChange).where(EntryChange.state == "waiting")).one()
    phone.post(f"/log/{urge}/settle", data={"change": waiting.id, "keep": "mine"})
    assert stored().intensity == 5
    assert in_order(
        text_of(phone.page(f"/log/{urge}")), ["What was changed", "not used", "9 of 10"]
    )


def test_taken_out_it_can_still_be_read_and_put_back(phone, urge):
    phone.post(f"/log/{urge}/out", data=form())
    told = phone.page(f"/log/{urge}")
    assert "You took this out." in told
    assert "Add or change" not in told
    phone.post(f"/log/{urge}/out", data=form(back="yes"))
    assert stored().withdrawn_at is None


def test_for_ben_it_does_not_exist(browser, ben, urge):
    other = browser(ben)
    assert other.get(f"/log/{urge}").status_code == 404
    assert other.get(f"/log/{urge}/change").status_code == 404
    for door in ("after", "out", "settle", "change"):
        assert other.post(f"/log/{urge}/{door}", data=form()).status_code == 404
    assert stored().withdrawn_at is None


def test_a_win_has_no_afterwards(phone, ana):
    win = tell(phone, ana, "win.log", AT, what="went")
    assert phone.post(f"/log/{win}/after", data=form(outcome="passed")).status_code == 404
    assert "How is it now?" not in phone.page(f"/log/{win}")


def test_four_queries_at_most(phone, ana, urge):
    for step in range(3):
        change(phone, ana, urge, urge, intensity=step)
    phone.page("/log")  # whether this is a demo is asked once a minute
    for address in (f"/log/{urge}", f"/log/{urge}/change"):
        with queries_counted() as seen:
            phone.page(address)
        assert len(seen) <= 5, seen  # with the one that knows who is here
