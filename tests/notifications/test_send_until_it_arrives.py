"""Promise 2: what a push service answers decides what happens next, and nothing is lost by it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.core.ids import new_id
from patient_app.notifications.engine.claim import claim
from patient_app.notifications.engine.held import LEASE, Outcome
from patient_app.notifications.engine.mark import mark_sending
from patient_app.notifications.engine.owners import sending_as, take_from_the_dead
from patient_app.notifications.engine.record import record
from patient_app.notifications.models import Delivery, PushSubscription, Reminder
from patient_app.notifications.rules.backoff import Answer
from patient_app.notifications.rules.kinds import Kinds
from patient_app.notifications.service.inbox import send_test
from patient_app.notifications.service.subscribing import subscribe
from patient_app.registry import REMINDER_KINDS
from tests.notifications.conftest import address_of
from tests.notifications.push_service import Answer as Said
from tests.notifications.push_service import Phone, PushService
from tests.notifications.urges import tell_urges
from tests.people import Someone

Drain = Callable[[], None]
PhoneOf = Callable[[Someone], Phone]
URL = "http://localhost:8000"
KINDS: Kinds = REMINDER_KINDS


def deliveries() -> list[Delivery]:
    session().rollback()
    return list(session().scalars(select(Delivery)))


def phones() -> list[PushSubscription]:
    session().rollback()
    return list(session().scalars(select(PushSubscription)))


@pytest.fixture
def now(app: Flask) -> Iterator[time_machine.Traveller]:
    """The clock stands still until a test moves it."""
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_over_is_forgotten(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain, status: int
) -> None:
    gone, well = phone_of(ana), phone_of(ana)
    service.answer_next(gone, Said(status))
    send_test(ana.person_id, clock.now())
    drain()
    assert len(service.titles(well)) == 1
    assert len(phones()) == 1
    assert {row.state for row in deliveries()} == {"dead", "sent"}


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_costs_nobody_their_subscription(
    ana: Someone,
    phone_of: PhoneOf,
    service: PushService,
    drain: Drain,
    now: time_machine.Traveller,
    status: int,
) -> None:
    phone = phone_of(ana)
    service.answer_next(phone, Said(status))
    send_test(ana.person_id, clock.now())
    drain()
    [row] = phones()
    assert row.refused_at == clock.now()
    now.shift(10)
    drain()
    assert len(service.titles(phone)) == 1
    [row] = phones()
    assert row.refused_at is None


@pytest.mark.parametrize("said", [Said(500), Said(502), Said(503), Said(429), Said(reset=True)])
def test_what_may_pass_is_tried_again(
    ana: Someone,
    phone_of: PhoneOf,
    service: PushService,
    drain: Drain,
    now: time_machine.Traveller,
    said: Said,
) -> None:
    phone = phone_of(ana)
    service.answer_next(phone, said, said)
    send_test(ana.person_id, clock.now())
    for _ in range(4):
        drain()
        now.shift(15)
    assert len({each.reminder_id for each in service.received}) == 1
    assert [row.state for row in deliveries()] == ["sent"]
    assert len(service.asked) == 3


def test_it_waits_as_long_as_the_service_asks(
    ana: Someone,
    phone_of: PhoneOf,
    service: PushService,
    drain: Drain,
    now: time_machine.Traveller,
) -> None:
    phone = phone_of(ana)
    service.answer_next(phone, Said(429, headers=(("Retry-After", "60"),)))
    send_test(ana.person_id, clock.now())
    drain()
    now.shift(59)
    drain()
    assert service.titles(phone) == []
    now.shift(2)
    drain()
    assert len(service.titles(phone)) == 1


@pytest.mark.parametrize("status", [400, 413])
def test_a_message_that_is_never_taken_is_given_up(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain, status: int
) -> None:
    service.answer_next(phone_of(ana), Said(status))
    send_test(ana.person_id, clock.now())
    drain()
    [row] = deliveries()
    assert (row.state, row.status) == ("dead", status)
    assert len(phones()) == 1


def test_after_its_time_it_is_not_sent_any_more(
    ana: Someone,
    phone_of: PhoneOf,
    service: PushService,
    drain: Drain,
    now: time_machine.Traveller,
) -> None:
    phone = phone_of(ana)
    send_test(ana.person_id, clock.now())
    now.shift(timedelta(minutes=6))
    drain()
    assert service.titles(phone) == []
    session().rollback()
    [row] = session().scalars(select(Reminder))
    assert (row.state, row.unpushed) == ("expired", "late")


def test_a_phone_belongs_to_who_signed_in_on_it_last(
    ana: Someone, ben: Someone, phone_of: PhoneOf, service: PushService, drain: Drain
) -> None:
    phone = phone_of(ana)
    send_test(ana.person_id, clock.now())
    subscribe(ben.actor, address_of(phone, service), clock.now())
    drain()
    assert service.received == []
    send_test(ben.person_id, clock.now())
    drain()
    assert len(service.received) == 1
    [row] = phones()
    assert row.person_id == ben.person_id


def test_who_was_thought_dead_writes_nothing_down(
    ana: Someone, phone_of: PhoneOf, now: time_machine.Traveller
) -> None:
    phone_of(ana)
    send_test(ana.person_id, clock.now())
    first, second = new_id(), new_id()
    [slow] = claim(first, KINDS, 10, clock.now())
    assert len(mark_sending([slow], first, KINDS, URL, clock.now())) == 1
    now.shift(LEASE + timedelta(seconds=1))
    [again] = claim(second, KINDS, 10, clock.now())
    assert again.token > slow.token
    record([Outcome(slow, Answer(410))], first, clock.now())
    assert len(phones()) == 1
    assert len(mark_sending([again], second, KINDS, URL, clock.now())) == 1
    assert mark_sending([slow], first, KINDS, URL, clock.now()) == []


def test_two_workers_never_hold_the_same(ana: Someone, phone_of: PhoneOf) -> None:
    for _ in range(3):
        phone_of(ana)
    send_test(ana.person_id, clock.now())
    first = claim(new_id(), KINDS, 10, clock.now())
    assert len(first) == 3
    assert claim(new_id(), KINDS, 10, clock.now()) == []


def test_what_the_dead_held_is_free_at_once_and_what_the_living_hold_is_not(
    ana: Someone, phone_of: PhoneOf, tmp_path: Path, now: time_machine.Traveller
) -> None:
    phone_of(ana)
    folder = tmp_path / "who-sends"
    living, dead = new_id(), new_id()
    with sending_as(living, folder):
        send_test(ana.person_id, clock.now())
        claim(living, KINDS, 10, clock.now())
        assert take_from_the_dead(folder, clock.now()) == 0
        send_test(ana.person_id, clock.now())
        claim(dead, KINDS, 10, clock.now())
        (folder / str(dead)).touch()
        assert take_from_the_dead(folder, clock.now()) == 1
        assert len(claim(living, KINDS, 10, clock.now())) == 1


def test_four_a_day_and_then_the_inbox_alone(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain
) -> None:
    phone = phone_of(ana)
    with time_machine.travel("2026-10-14 12:00:00-07:00", tick=False) as traveller:
        tell_urges(ana, 6)
        traveller.shift(timedelta(minutes=16))
        drain()
        assert len(service.titles(phone)) == 4
        session().rollback()
        kept = session().scalars(select(Reminder.unpushed).where(Reminder.unpushed.is_not(None)))
        assert list(kept) == ["most", "most"]
