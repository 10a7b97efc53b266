"""Ana says whether she is coming."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.schedule.queries.mine import my_session
from patient_app.schedule.queries.rosters import roster_of
from patient_app.schedule.refusals import SessionAlreadyStarted, SessionCancelled
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import cancel_occurrence
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, make_series, the_session

pytestmark = pytest.mark.usefixtures("tuesday")

COMING = Intent(IntentAnswer.COMING)


@pytest.fixture
def tonight(center: Place, ana: Someone, carla: Someone) -> UUID:
    """Tonight's session at half past five, in two hours and a quarter."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return the_session(series_id, date(2026, 10, 13)).id


def answer_of(ana: Someone, occurrence_id: UUID) -> IntentAnswer | None:
    """What Ana's own page would show."""
    return my_session(ana.person_id, ana.center_id, occurrence_id).answer


def test_one_tap_says_coming_and_the_roster_knows(browser, ana: Someone, tonight: UUID) -> None:
    answer = browser(ana).post(f"/schedule/{tonight}/answer", data={"answer": "coming"})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/schedule/{tonight}#answered")
    assert answer_of(ana, tonight) is IntentAnswer.COMING
    assert roster_of(ana.center_id, tonight)[0].answer is IntentAnswer.COMING


def test_from_today_it_goes_back_there(browser, ana: Someone, tonight: UUID) -> None:
    sent = browser(ana).post(f"/schedule/{tonight}/answer?from=today", data={"answer": "coming"})
    assert sent.location == "/#answered"


def test_the_latest_answer_counts_and_minutes_go_with_late_only(
    ana: Someone, tonight: UUID
) -> None:
    for intent in (COMING, Intent(IntentAnswer.LATE, 20), Intent(IntentAnswer.CANNOT, 20, "Ill")):
        answer_intent(ana.person_id, ana.center_id, tonight, intent, clock.now())
    line = roster_of(ana.center_id, tonight)[0]
    assert (line.answer, line.minutes_late, line.note) == (IntentAnswer.CANNOT, None, "Ill")


def test_after_the_start_she_is_told_to_call(browser, ana: Someone, tonight: UUID, tuesday) -> None:
    phone = browser(ana)
    tuesday.shift(timedelta(hours=2, minutes=15))
    sent = phone.post(f"/schedule/{tonight}/answer", data={"answer": "coming"})
    assert sent.status_code == 409
    assert "call the office" in sent.get_data(as_text=True)
    with pytest.raises(SessionAlreadyStarted):
        answer_intent(ana.person_id, ana.center_id, tonight, COMING, clock.now())
    assert answer_of(ana, tonight) is None
    assert "Will you be there?" not in phone.page(f"/schedule/{tonight}")


def test_on_her_way_she_can_say_so_until_the_end(
    browser, ana: Someone, tonight: UUID, tuesday
) -> None:
    phone = browser(ana)
    tuesday.shift(timedelta(hours=2, minutes=20))
    assert "On your way?" in phone.page(f"/schedule/{tonight}")
    late = {"answer": "late", "minutes_late": "10"}
    assert phone.post(f"/schedule/{tonight}/answer", data=late).status_code == 303
    assert answer_of(ana, tonight) is IntentAnswer.LATE
    tuesday.shift(timedelta(hours=5))
    assert phone.post(f"/schedule/{tonight}/answer", data=late).status_code == 409


def test_a_cancelled_session_needs_no_answer(browser, ana: Someone, tonight: UUID) -> None:
    cancel_occurrence(ana.center_id, tonight, clock.now(), by=None)
    with pytest.raises(SessionCancelled):
        answer_intent(ana.person_id, ana.center_id, tonight, COMING, clock.now())
    assert "does not take place" in browser(ana).page(f"/schedule/{tonight}")


def test_a_stranger_answers_nothing(ben: Someone, tonight: UUID) -> None:
    with pytest.raises(NotFound):
        answer_intent(ben.person_id, ben.center_id, tonight, COMING, clock.now())


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answer": ""},
        {"answer": "perhaps"},
        {"answer": "late", "minutes_late": "0"},
        {"answer": "late", "minutes_late": "many"},
        {"answer": "late", "minutes_late": "9" * 400},
        {"answer": "late", "minutes_late": "-5"},
        {"answer": "cannot", "note": "x" * 1001},
        {"answer": "coming", "extra": "<script>"},
        {"answer": "<script>alert(1)</script>"},
    ],
)
def test_what_is_no_answer_changes_nothing(browser, ana: Someone, tonight: UUID, data) -> None:
    sent = browser(ana).post(f"/schedule/{tonight}/answer", data=data)
    assert sent.status_code == 422
    assert "error-summary" in sent.get_data(as_text=True)
    assert "<script>alert" not in sent.get_data(as_text=True)
    assert answer_of(ana, tonight) is None
