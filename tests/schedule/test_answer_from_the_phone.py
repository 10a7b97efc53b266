"""Ana's answer waited on her phone: what she said last counts, and only for the time she saw."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from patient_app.core import clock
from patient_app.schedule.queries.mine import my_session
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.occurrences import move_occurrence
from patient_app.schedule.service.requests import ask_for_another_time
from patient_app.sync.rules.records import said_at
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, here, make_series, the_session
from tests.shown import shown
from tests.sync.records import a_record, send

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def tonight(center: Place, ana: Someone) -> UUID:
    """Tonight's session at half past five, in two hours and a quarter."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return the_session(series_id, date(2026, 10, 13)).id


def an_answer(ana: Someone, session: UUID, minutes_ago: int, **said: Any) -> dict[str, Any]:
    """A record of the phone, written that long ago."""
    record = a_record(ana, "attendance.intent", session=session, **said)
    return {**record, "occurred_at": (clock.now() - timedelta(minutes=minutes_ago)).isoformat()}


def said(ana: Someone, session: UUID) -> IntentAnswer | None:
    return my_session(ana.person_id, ana.center_id, session).answer


def test_an_earlier_answer_that_comes_later_changes_nothing(browser, ana, tonight) -> None:
    phone = browser(ana)
    late = an_answer(ana, tonight, 20, answer="late", minutes_late=20)
    assert send(phone, an_answer(ana, tonight, 5, answer="cannot")).status_code == 201
    assert send(phone, late).status_code == 201, "received, so that the phone lets it go"
    assert said(ana, tonight) is IntentAnswer.CANNOT
    assert send(phone, an_answer(ana, tonight, 1, answer="coming")).status_code == 201
    assert said(ana, tonight) is IntentAnswer.COMING


def test_a_phone_with_a_slow_clock_is_not_behind(browser, ana, tonight) -> None:
    phone = browser(ana)
    send(phone, an_answer(ana, tonight, 30, answer="cannot"))
    an_hour_slow = (clock.now() - timedelta(hours=1)).isoformat()
    later = an_answer(ana, tonight, 61, answer="coming")
    send(phone, later, **{"Phone-Time": an_hour_slow})
    assert said(ana, tonight) is IntentAnswer.COMING


def test_when_it_was_said_is_never_after_it_came() -> None:
    now = datetime(2026, 10, 13, 22, 15, tzinfo=UTC)
    assert said_at(now + timedelta(hours=3), now, None) == now
    assert said_at(now + timedelta(hours=3), now, now + timedelta(hours=3, minutes=5)) == (
        now - timedelta(minutes=5)
    )


def test_asking_for_another_time_says_nothing_against_an_answer_that_still_waits(
    browser, ana, tonight
) -> None:
    phone = browser(ana)
    earlier = an_answer(ana, tonight, 20, answer="cannot")
    late = an_answer(ana, tonight, 10, answer="late", minutes_late=20)
    ask_for_another_time(ana.person_id, ana.center_id, tonight, None, clock.now())
    assert said(ana, tonight) is IntentAnswer.CANNOT, "asking implies it, while she said nothing"
    assert send(phone, late).status_code == 201
    assert said(ana, tonight) is IntentAnswer.LATE
    assert send(phone, earlier).status_code == 201
    assert said(ana, tonight) is IntentAnswer.LATE, "of what she said the later tap counts"


def test_an_answer_for_the_time_before_is_not_taken_for_the_new_one(
    browser, ana, carla, tonight
) -> None:
    phone = browser(ana)
    waited = an_answer(ana, tonight, 5, answer="coming", moves=0)
    to = NewTime(here(13, 20).replace(tzinfo=None))
    move_occurrence(ana.center_id, tonight, to, clock.now(), by=carla.actor)
    answer = send(phone, waited)
    assert answer.status_code == 422
    assert "has a new time" in answer.json["message"]
    assert said(ana, tonight) is None
    assert send(phone, an_answer(ana, tonight, 0, answer="coming", moves=1)).status_code == 201
    assert said(ana, tonight) is IntentAnswer.COMING


def test_the_form_of_the_page_is_the_same_record(browser, ana, tonight) -> None:
    phone = browser(ana)
    form = {"id": "", "session": str(tonight), "moves:number": "0", "answer": "late"}
    sent = phone.post(f"/schedule/{tonight}/answer", data={**form, "minutes_late:number": "20"})
    assert sent.status_code == 303
    assert "You’ll be 20 min late" in shown(phone.page(f"/schedule/{tonight}"))


def test_every_place_that_shows_the_session_has_room_for_it(browser, ana, tonight) -> None:
    phone = browser(ana)
    for address in ("/", "/schedule", "/schedule/week", f"/schedule/{tonight}"):
        page = phone.page(address)
        assert f'data-unsent-of="{tonight}"' in page, address
        assert "tel:+1 213 555 0100" in page, address
        assert "Not sent yet" not in shown(page), address
