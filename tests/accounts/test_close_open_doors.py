"""Promise: signing out everywhere leaves no door open for someone who was already on the way."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select

from patient_app.accounts.models import SignInSession
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import issue_code
from patient_app.accounts.service.preferences import share_phone
from patient_app.core import clock
from patient_app.core.actors import Actor
from patient_app.core.db import session
from tests.client import Browser
from tests.people import Someone, sign_in


def on_the_way(browser: Callable[..., Browser], ana: Someone) -> Browser:
    """A browser that has shown Ana's ten-minute code and not finished."""
    code = issue_code(ana.person_id, ana.center_id, Purpose.DEVICE, ana.actor, clock.now()).code
    other = browser()
    assert other.post(f"/invite/{code}").status_code == 303
    return other


def test_a_half_done_sign_in_ends_with_all_the_others(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    phone, other = browser(ana), on_the_way(browser, ana)
    assert phone.post("/settings/devices/end-all").status_code in {204, 303}
    other.post("/join", data={"shared": "no"})
    assert other.get("/privacy").status_code == 303


def test_without_signing_out_the_same_browser_gets_in(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    other = on_the_way(browser, ana)
    other.post("/join", data={"shared": "no"})
    assert other.get("/privacy").status_code == 200


def test_asking_again_and_again_does_not_make_a_sign_in_longer(app: Flask, carla: Someone) -> None:
    sign_in(carla)
    row = session().scalars(select(SignInSession)).one()
    before = row.expires_at
    acting = Actor(**{f: getattr(carla.actor, f) for f in Actor.__slots__} | {"session_id": row.id})
    share_phone(acting, True, clock.now() + timedelta(hours=2))
    session().expire_all()
    assert session().scalars(select(SignInSession)).one().expires_at <= before


def test_keeping_a_shared_phone_open_longer_asks_who_it_is(
    browser: Callable[..., Browser], ana: Someone
) -> None:
    phone = browser(ana)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert phone.post("/settings/shared-phone", data={"shares": "no"}).status_code == 422
        assert phone.post("/settings/shared-phone", data={"shares": "yes"}).status_code == 303
