"""Ana sees where she is signed in, and signs out there."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import SignInSession
from patient_app.accounts.presenters.devices import device_name
from patient_app.accounts.rules.devices import device_code
from patient_app.core import clock
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.core.i18n import in_language

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"{ANDROID}Chrome/130.0.0.0 Mobile Safari/537.36", "Android phone, Chrome"),
        (f"{ANDROID}Chrome/130.0.0.0 Safari/537.36", "Android tablet, Chrome"),
        (f"{ANDROID}SamsungBrowser/26 Chrome/122 Mobile Safari", "Android phone, Samsung Internet"),
        (f"{IPHONE}(KHTML, like Gecko) Version/18.0 Mobile Safari/604.1", "iPhone, Safari"),
        (f"{IPHONE}CriOS/130 Mobile Safari/604.1", "iPhone, Chrome"),
        (f"{WINDOWS}Chrome/130 Safari/537.36 Edg/130", "Windows computer, Edge"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Linux computer, Firefox",
        ),
        ("curl/8", "A phone or computer"),
        ("", "A phone or computer"),
    ],
)
def test_a_device_has_a_name_people_know(app, agent, name):
    assert device_name(device_code(agent)) == name


def test_the_name_is_told_in_spanish(app):
    with in_language("es"):
        assert device_name("android_phone/firefox") == "Teléfono Android, Firefox"


def sessions():
    rows = session().scalars(select(SignInSession).order_by(SignInSession.started_at))
    return [row.ended_at is None for row in rows]


def ids():
    return list(session().scalars(select(SignInSession.id).order_by(SignInSession.started_at)))


def test_ana_signs_out_a_lost_phone(ana, browser):
    lost, mine = browser(ana), browser(ana)
    shown = mine.page("/settings/devices")
    assert shown.count("This one") == 1
    assert mine.post(f"/settings/devices/{ids()[0]}/end").status_code == 303
    assert lost.get("/settings").status_code == 303
    assert mine.get("/settings").status_code == 200


def test_signing_out_the_others_keeps_this_one(ana, browser):
    phones = [browser(ana) for _ in range(3)]
    phones[1].post("/settings/devices/end-others")
    assert sessions() == [False, True, False]


def test_signing_out_everywhere_ends_this_one_too(ana, browser):
    phones = [browser(ana) for _ in range(2)]
    answer = phones[1].post("/settings/devices/end-all")
    assert answer.headers["Location"] == "/sign-in"
    assert sessions() == [False, False]
    acts = session().scalars(select(AuditEvent.act))
    assert list(acts) == [Act.SIGNED_OUT_EVERYWHERE]


def test_ben_cannot_end_anas_sign_in(ana, ben, browser):
    browser(ana)
    his = browser(ben)
    assert his.post(f"/settings/devices/{ids()[0]}/end").status_code == 404
    assert sessions() == [True, True]


def test_an_expired_sign_in_is_not_listed(ana, browser):
    browser(ana)
    with time_machine.travel(clock.now() + timedelta(days=40), tick=False):
        assert browser(ana).page("/settings/devices").count("<li>") == 1
