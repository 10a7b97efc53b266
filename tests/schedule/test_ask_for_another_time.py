"""Ana asks for another time; the question always has an owner, and she sees whose."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import EpisodeEnded, StaffLeft, announce
from patient_app.episodes.models import Cover
from patient_app.schedule.models import SessionRequest
from patient_app.schedule.queries.mine import my_session
from patient_app.schedule.queries.requests import (
    RequestLine,
    get_request_around,
    open_requests_around,
)
from patient_app.schedule.refusals import AlreadyAsked, RequestClosed
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer, RequestState
from patient_app.schedule.service.handing_over import assign_request, pass_on_overdue
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.requests import (
    answer_request,
    ask_for_another_time,
    withdraw_request,
)
from tests.people import Place, Someone, join_team
from tests.schedule.evenings import give_place, here, make_series, the_session
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def thursday(center: Place, ana: Someone, carla: Someone) -> UUID:
    """Thursday's session; Carla is Ana's counselor."""
    series_id = make_series(center)
    give_place(ana, series_id)
    return the_session(series_id, date(2026, 10, 15)).id


def ask(ana: Someone, thursday: UUID) -> UUID:
    """Ana's question."""
    now = clock.now()
    return ask_for_another_time(ana.person_id, ana.center_id, thursday, "Friday at 5?", now)


def request_row(ana: Someone, request_id: UUID) -> SessionRequest:
    """The question as the table holds it."""
    session().expire_all()
    return session().get_one(SessionRequest, request_id)


def to_answer(staff: Someone) -> list[RequestLine]:
    """The open questions that are theirs to answer."""
    around = open_requests_around(staff.actor, clock.now())
    return [line for line, theirs in around if theirs]


@unit_of_work()
def stand_in(away: Someone, cover: Someone, from_on: date, until_on: date) -> None:
    """`cover` stands in for `away`."""
    session().add(
        Cover(
            center_id=away.center_id,
            staff_id=away.person_id,
            cover_id=cover.person_id,
            from_on=from_on,
            until_on=until_on,
        )
    )


@unit_of_work()
def tell(event: object) -> None:
    """Announce inside a unit of work, as services do."""
    announce(event)  # type: ignore[arg-type]  # any event


def test_the_question_lands_with_her_counselor_and_says_so(
    browser, ana: Someone, carla: Someone, thursday: UUID
) -> None:
    phone = browser(ana)
    sent = phone.post(f"/schedule/{thursday}/ask", data={"note": "Friday at 5?"})
    assert sent.status_code == 303
    told = phone.page(f"/schedule/{thursday}")
    assert "Friday at 5?" in told
    assert "Carla has your question." in told
    assert "It may not be answered before the session starts." in told
    line = to_answer(carla)[0]
    assert line.request.note == "Friday at 5?"
    assert line.request.owner_id == carla.person_id


def test_asking_without_an_answer_says_that_she_cannot_come(
    browser, ana: Someone, thursday: UUID
) -> None:
    told = shown(browser(ana).page(f"/schedule/{thursday}"))
    assert "This also tells them that you can’t come" in told
    ask(ana, thursday)
    assert my_session(ana.person_id, ana.center_id, thursday).answer is IntentAnswer.CANNOT


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (Intent(IntentAnswer.COMING), "You’re coming"),
        (Intent(IntentAnswer.LATE, 20), "You’ll be 20 min late"),
    ],
)
def test_asking_leaves_what_she_said_and_both_are_shown(
    browser, ana: Someone, carla: Someone, thursday: UUID, intent: Intent, words: str, tuesday
) -> None:
    answer_intent(ana.person_id, ana.center_id, thursday, intent, clock.now())
    phone = browser(ana)
    told = shown(phone.page(f"/schedule/{thursday}"))
    assert "What you said stays." in told
    assert "you can’t come at this time" not in told
    ask(ana, thursday)
    assert my_session(ana.person_id, ana.center_id, thursday).answer is intent.answer
    for address in (f"/schedule/{thursday}", "/schedule", "/schedule/week?on=2026-10-15"):
        assert words in shown(phone.page(address)), address
    assert "Friday at 5?" in phone.page(f"/schedule/{thursday}")
    assert "You asked" in phone.page("/schedule")
    tuesday.move_to(here(15, 9))
    today = shown(phone.page("/"))
    assert words in today
    assert "You asked for another time" in today


def test_asking_twice_is_refused_until_taken_back(browser, ana: Someone, thursday: UUID) -> None:
    first = ask(ana, thursday)
    with pytest.raises(AlreadyAsked):
        ask(ana, thursday)
    phone = browser(ana)
    assert phone.post(f"/schedule/{thursday}/ask/{first}/withdraw").status_code == 303
    assert request_row(ana, first).state == RequestState.WITHDRAWN
    assert "Your question" not in phone.page(f"/schedule/{thursday}")
    ask(ana, thursday)


def test_she_reads_the_answer_and_who_gave_it(
    browser, ana: Someone, carla: Someone, thursday: UUID
) -> None:
    request_id = ask(ana, thursday)
    answer_request(ana.center_id, request_id, "Yes, come at 5.", clock.now(), by=carla.actor)
    phone = browser(ana)
    told = phone.page(f"/schedule/{thursday}")
    assert "Yes, come at 5." in told
    assert "Carla answered on Tue, Oct 13" in told
    assert "Your question has an answer" in phone.page("/schedule/changes")
    with pytest.raises(RequestClosed):
        answer_request(ana.center_id, request_id, "No.", clock.now(), by=carla.actor)
    with pytest.raises(RequestClosed):
        withdraw_request(ana.person_id, request_id)


def test_while_carla_is_away_dev_gets_it_at_once(
    ana: Someone, carla: Someone, dev: Someone, thursday: UUID
) -> None:
    stand_in(carla, dev, date(2026, 10, 12), date(2026, 10, 16))
    assert request_row(ana, ask(ana, thursday)).owner_id == dev.person_id


def test_a_cover_sees_open_questions_only_on_their_days(
    ana: Someone, carla: Someone, dev: Someone, thursday: UUID, tuesday
) -> None:
    ask(ana, thursday)
    stand_in(carla, dev, date(2026, 10, 14), date(2026, 10, 14))
    assert to_answer(dev) == []
    tuesday.shift(timedelta(days=1))
    assert len(to_answer(dev)) == 1
    tuesday.shift(timedelta(days=1))
    assert to_answer(dev) == []


def test_after_24_working_hours_it_goes_to_the_cover_and_she_sees_it(
    browser, ana: Someone, carla: Someone, dev: Someone, thursday: UUID, tuesday
) -> None:
    request_id = ask(ana, thursday)
    stand_in(carla, dev, date(2026, 10, 14), date(2026, 10, 20))
    tuesday.move_to(here(16, 12, 14))
    assert pass_on_overdue(clock.now()) == 0
    assert request_row(ana, request_id).owner_id == carla.person_id
    tuesday.move_to(here(16, 12, 15))
    assert pass_on_overdue(clock.now()) == 1
    assert pass_on_overdue(clock.now()) == 0
    row = request_row(ana, request_id)
    assert (row.owner_id, row.passed_on) == (dev.person_id, 1)
    assert row.due_at > clock.now() + timedelta(days=3)
    phone = browser(ana)
    assert "It went on to Dev" in phone.page(f"/schedule/{thursday}")
    told = phone.page("/privacy/changes")
    assert told.count("Changed who has your question") == 1
    assert "The program itself" in told


def test_without_a_cover_another_of_the_team_gets_it(
    ana: Someone, carla: Someone, dev: Someone, thursday: UUID, tuesday
) -> None:
    join_team(ana, dev)
    request_id = ask(ana, thursday)
    owner = request_row(ana, request_id).owner_id
    tuesday.move_to(here(19, 12))
    pass_on_overdue(clock.now())
    now_with = request_row(ana, request_id).owner_id
    assert {owner, now_with} == {carla.person_id, dev.person_id}


def test_when_carla_leaves_her_heir_has_it(
    ana: Someone, carla: Someone, dev: Someone, thursday: UUID
) -> None:
    request_id = ask(ana, thursday)
    tell(StaffLeft(clock.now(), carla.person_id, carla.center_id, dev.person_id))
    assert request_row(ana, request_id).owner_id == dev.person_id
    given = select(AuditEvent.subject_id).where(AuditEvent.act == Act.REQUEST_GIVEN)
    assert list(session().scalars(given)) == [ana.actor.subject_id]


def test_when_ana_leaves_her_questions_and_places_end(
    ana: Someone, carla: Someone, thursday: UUID
) -> None:
    request_id = ask(ana, thursday)
    assert ana.episode_id is not None
    tell(EpisodeEnded(clock.now(), ana.episode_id, ana.person_id))
    assert request_row(ana, request_id).state == RequestState.WITHDRAWN
    assert to_answer(carla) == []


def test_a_colleague_can_take_it(ana: Someone, dev: Someone, thursday: UUID) -> None:
    request_id = ask(ana, thursday)
    assign_request(ana.center_id, request_id, dev.person_id, clock.now(), by=dev.actor)
    assert request_row(ana, request_id).owner_id == dev.person_id


def test_strangers_neither_read_nor_touch_it(
    browser, ana: Someone, ben: Someone, nora: Someone, thursday: UUID
) -> None:
    request_id = ask(ana, thursday)
    with pytest.raises(NotFound):
        withdraw_request(ben.person_id, request_id)
    with pytest.raises(NotFound):
        get_request_around(nora.actor, request_id, clock.now())
    with pytest.raises(NotFound):
        answer_request(nora.center_id, request_id, "Hello", clock.now(), by=nora.actor)
    sent = browser(ben).post(f"/schedule/{thursday}/ask/{request_id}/withdraw")
    assert sent.status_code == 404


@pytest.mark.parametrize("data", [{"note": "y" * 1001}, {"note": "ok", "owner_id": "1"}])
def test_too_many_words_come_back_as_typed(browser, ana: Someone, thursday: UUID, data) -> None:
    sent = browser(ana).post(f"/schedule/{thursday}/ask", data=data)
    assert sent.status_code == 422
    assert data["note"] in sent.get_data(as_text=True)


def test_words_are_shown_as_words(browser, ana: Someone, thursday: UUID) -> None:
    hostile = "<script>alert(1)</script>\0 ’; DROP TABLE series; --"
    phone = browser(ana)
    assert phone.post(f"/schedule/{thursday}/ask", data={"note": hostile}).status_code == 303
    told = phone.page(f"/schedule/{thursday}")
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ’; DROP TABLE series; --" in told
