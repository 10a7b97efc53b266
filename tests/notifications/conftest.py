"""A push service, and phones that people have subscribed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from patient_app.core import clock
from patient_app.core.ids import new_id
from patient_app.notifications.engine.work import drain_once
from patient_app.notifications.rules.endpoints import PushAddress, check_address
from patient_app.notifications.service.subscribing import subscribe
from tests.notifications.push_service import Phone, PushService
from tests.people import Someone
from tests.schedule.evenings import tuesday

__all__ = ["tuesday"]


@pytest.fixture
def service(app: Flask) -> Iterator[PushService]:
    """The push service this installation may send to; it refused nothing."""
    found = PushService()
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, push_extra_hosts=(found.host,))
    yield found
    found.close()
    assert found.faults == []


@pytest.fixture
def phone_of(service: PushService) -> Callable[[Someone], Phone]:
    """`phone_of(ana)` is a phone of hers that may be pushed to."""

    def make(someone: Someone) -> Phone:
        phone = service.new_phone()
        subscribe(someone.actor, address_of(phone, service), clock.now())
        return phone

    return make


def address_of(phone: Phone, service: PushService) -> PushAddress:
    """What the app makes of this phone's subscription."""
    told = phone.subscription()
    return check_address(told["endpoint"], **told["keys"], extra_hosts=(service.host,))


@pytest.fixture
def drain(app: Flask) -> Callable[[], None]:
    """One pass of the worker's sending."""
    return lambda: drain_once(app, new_id())
