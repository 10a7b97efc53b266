"""Promise 2: a session is reminded of on time, once, and never after it was called off."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.notifications.models import Delivery, Reminder
from patient_app.schedule.models import Enrolment, Occurrence
from patient_app.schedule.rules.drafts import Intent, NewTime
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service.enrolments import unenrol
from patient_app.schedule.service.intents import answer_intent
from patient_app.schedule.service.occurrences import (
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from tests.notifications.push_service import Answer, Phone, PushService
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, here, make_series, the_session

THURSDAY = date(2026, 10, 15)
HALF_PAST_FIVE = here(15, 17, 30)
A_DAY, TWO_HOURS = timedelta(days=1), timedelta(hours=2)
NEUTRAL = "You have a reminder"


@pytest.fixture
def thursday(center: Place, ana: Someone, tuesday: time_machine.Traveller) -> UUID:
    """Thursday's session at half past five, Ana's place in it."""
    series_id = make_series(center)
    give_place(ana, series_id)
    tuesday.shift(1)
    return the_session(series_id, THURSDAY).id


def waiting(someone: Someone, cause_id: UUID) -> list[tuple[str, datetime]]:
    """What this person will be reminded of about one thing, in order."""
    session().rollback()
    rows = session().scalars(
        select(Reminder)
        .where(
            Reminder.person_id == someone.person_id,
            Reminder.cause_id == cause_id,
            Reminder.state == "scheduled",
        )
        .order_by(Reminder.send_at)
    )
    return [(row.kind, row.send_at) for row in rows]


def test_ana_is_reminded_the_day_before_and_two_hours_before(ana: Someone, thursday: UUID) -> None:
    assert waiting(ana, thursday) == [
        ("session", HALF_PAST_FIVE - A_DAY),
        ("session", HALF_PAST_FIVE - TWO_HOURS),
    ]


def test_nobody_else_is(ben: Someone, thursday: UUID) -> None:
    assert waiting(ben, thursday) == []


def test_each_goes_out_once_and_not_before_its_time(
    ana: Someone,
    thursday: UUID,
    tuesday: time_machine.Traveller,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
    drain: Callable[[], None],
) -> None:
    phone = phone_of(ana)
    seen = []
    for at in (A_DAY + timedelta(minutes=1), A_DAY, A_DAY, TWO_HOURS, timedelta(hours=1)):
        tuesday.move_to(HALF_PAST_FIVE - at)
        drain()
        seen.append(len(of(service, phone, thursday)))
    assert seen == [0, 1, 1, 2, 2]
    assert set(service.titles(phone)) == {NEUTRAL}


def of(service: PushService, phone: Phone, occurrence_id: UUID) -> list[str]:
    """Pages that what this phone got about one session would open."""
    pages = [
        each.told["notification"]["navigate"].partition("#")[0]
        for each in service.received
        if each.phone == phone.name
    ]
    return [each for each in pages if each.endswith(f"/schedule/{occurrence_id}")]


def test_one_told_at_the_last_minute_lives_until_the_session_begins(
    ana: Someone,
    thursday: UUID,
    tuesday: time_machine.Traveller,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
    drain: Callable[[], None],
) -> None:
    phone_of(ana)
    tuesday.move_to(HALF_PAST_FIVE - TWO_HOURS)
    drain()
    assert service.received[-1].ttl == 7200
    assert service.received[-1].urgency == "high"


def test_who_has_said_she_cannot_come_is_left_alone(ana: Someone, thursday: UUID) -> None:
    cannot, coming = Intent(IntentAnswer.CANNOT), Intent(IntentAnswer.COMING)
    answer_intent(ana.person_id, ana.center_id, thursday, cannot, clock.now())
    assert waiting(ana, thursday) == []
    answer_intent(ana.person_id, ana.center_id, thursday, coming, clock.now())
    assert len(waiting(ana, thursday)) == 2


def test_moved_it_is_reminded_of_at_its_new_time_and_the_change_goes_out_at_once(
    ana: Someone,
    thursday: UUID,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
    drain: Callable[[], None],
) -> None:
    phone = phone_of(ana)
    later = NewTime(datetime(2026, 10, 15, 19, 0))  # noqa: DTZ001 -- a wall time
    move_occurrence(ana.center_id, thursday, later, clock.now(), by=None)
    seven = here(15, 19)
    assert waiting(ana, thursday) == [
        ("session_change", clock.now()),
        ("session", seven - A_DAY),
        ("session", seven - TWO_HOURS),
    ]
    drain()
    assert len(of(service, phone, thursday)) == 1


def test_what_was_on_its_way_is_replaced_by_the_change(
    ana: Someone,
    thursday: UUID,
    tuesday: time_machine.Traveller,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
    drain: Callable[[], None],
) -> None:
    phone_of(ana)
    tuesday.move_to(HALF_PAST_FIVE - TWO_HOURS)
    drain()
    tuesday.shift(60)
    cancel_occurrence(ana.center_id, thursday, clock.now(), by=None)
    drain()
    reminded, cancelled = service.received[-2:]
    assert reminded.topic == cancelled.topic
    assert reminded.told["notification"]["tag"] == cancelled.told["notification"]["tag"]
    order = [each.told["notification"]["data"]["order"] for each in (reminded, cancelled)]
    assert order == sorted(order)
    assert order[0] != order[1]


def test_cancelled_while_it_waits_to_be_tried_again_it_is_never_tried_again(
    ana: Someone,
    thursday: UUID,
    tuesday: time_machine.Traveller,
    phone_of: Callable[[Someone], Phone],
    service: PushService,
    drain: Callable[[], None],
) -> None:
    phone = phone_of(ana)
    tuesday.move_to(HALF_PAST_FIVE - TWO_HOURS)
    service.answer_next(phone, *[Answer(503)] * 20)
    drain()
    service.answers.clear()
    cancel_occurrence(ana.center_id, thursday, clock.now(), by=None)
    tuesday.shift(1200)
    drain()
    assert [each.told["notification"]["data"]["kind"] for each in service.received] == [2]
    states = set(session().scalars(select(Delivery.state)))
    assert states == {"sent", "cancelled"}


def test_taking_place_after_all_it_is_reminded_of_again(ana: Someone, thursday: UUID) -> None:
    cancel_occurrence(ana.center_id, thursday, clock.now(), by=None)
    assert [kind for kind, _ in waiting(ana, thursday)] == ["session_change"]
    restore_occurrence(ana.center_id, thursday, clock.now(), by=None)
    assert [kind for kind, _ in waiting(ana, thursday)].count("session") == 2


def test_her_place_ended_nothing_is_left(ana: Someone, thursday: UUID) -> None:
    place = session().scalars(select(Enrolment).where(Enrolment.person_id == ana.person_id)).one()
    unenrol(ana.center_id, place.id, THURSDAY - A_DAY, clock.now(), by=None)
    assert waiting(ana, thursday) == []


def test_a_change_of_a_session_she_was_never_in_is_no_news(
    ana: Someone, ben: Someone, thursday: UUID
) -> None:
    series_id = session().get_one(Occurrence, thursday).series_id
    give_place(ben, series_id, THURSDAY + timedelta(days=7))
    cancel_occurrence(ana.center_id, thursday, clock.now(), by=None)
    assert waiting(ben, thursday) == []
