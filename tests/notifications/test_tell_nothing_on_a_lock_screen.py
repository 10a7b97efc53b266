"""Promise 4: by default a lock screen tells nobody what the phone's owner is reminded of."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from patient_app.core import clock
from patient_app.core.i18n import LANGUAGES, in_language
from patient_app.core.neutral import tells_too_much
from patient_app.notifications.presenters.notices import lock_screen
from patient_app.notifications.rules.kinds import Discretion, Due, Telling
from patient_app.notifications.service.choosing import be_discreet
from patient_app.notifications.service.inbox import send_test
from patient_app.notifications.service.subscribing import unsubscribe
from patient_app.registry import REMINDER_KINDS
from tests.notifications.push_service import Phone, PushService
from tests.people import Someone

Drain = Callable[[], None]
PhoneOf = Callable[[Someone], Phone]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(REMINDER_KINDS))
def test_every_kind_is_neutral_by_default(app: Flask, code: str, language: str) -> None:
    due = Due(uuid4(), uuid4(), None, uuid4(), 0, 0, clock.now())
    with in_language(language):
        told = REMINDER_KINDS[code].tell([due], clock.now())[due.id]
        shown = lock_screen(told, Discretion.NEUTRAL)
    assert shown
    assert not tells_too_much(shown)
    assert shown not in {told.some, told.full}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(REMINDER_KINDS))
def test_the_middle_level_names_nothing_either(app: Flask, code: str, language: str) -> None:
    due = Due(uuid4(), uuid4(), None, uuid4(), 0, 0, clock.now())
    with in_language(language):
        told = REMINDER_KINDS[code].tell([due], clock.now())[due.id]
    assert not tells_too_much(told.some)


def test_the_three_levels_are_three() -> None:
    told = Telling(some="Something at 5", full="Evening group at 5", path="/")
    shown = [lock_screen(told, level) for level in Discretion]
    assert shown == ["You have a reminder", "Something at 5", "Evening group at 5"]


def test_what_she_chose_is_what_is_sent(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain
) -> None:
    phone = phone_of(ana)
    for level in (Discretion.NEUTRAL, Discretion.FULL):
        be_discreet(ana.person_id, level, clock.now())
        send_test(ana.person_id, clock.now())
        drain()
    assert service.titles(phone) == ["You have a reminder", "This is a test"]


def test_a_push_says_nothing_but_what_the_lock_screen_shows(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain
) -> None:
    phone_of(ana)
    send_test(ana.person_id, clock.now())
    drain()
    [sent] = service.received
    told = sent.told["notification"]
    assert set(told) == {"title", "body", "navigate", "tag", "lang", "silent", "data"}
    assert set(told["data"]) == {"id", "kind", "order"}
    words = " ".join([told["title"], told["body"], told["tag"], sent.topic, sent.urgency])
    assert not tells_too_much(words)
    assert "ana" not in words.lower()


def test_a_phone_no_longer_hers_gets_nothing_more(
    ana: Someone, phone_of: PhoneOf, service: PushService, drain: Drain
) -> None:
    phone = phone_of(ana)
    unsubscribe(ana.person_id, phone.subscription()["endpoint"])
    send_test(ana.person_id, clock.now() + timedelta())
    drain()
    assert service.received == []
