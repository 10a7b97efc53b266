"""Staff finish their account with two things, or not at all."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import (
    Invitation,
    Passkey,
    Password,
    SignInSession,
    SignInStep,
    Totp,
)
from patient_app.accounts.queries.people import find_by_sign_in_name
from patient_app.accounts.service.invitations import issue_way_back
from patient_app.centers.models import Center
from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from tests.accounts.ways import (
    OTHER_WORDS,
    finish_with_app,
    give_password,
    invite_staff,
    join,
    secret_on,
    sign_in,
)
from tests.careteam.screens import words_of


def rows(table) -> int:
    session().expire_all()
    return len(session().scalars(select(table)).all())


def test_nobody_asks_staff_who_shares_the_phone(browser, center):
    laptop = browser()
    laptop.post(f"/invite/{invite_staff(center)}")
    assert "Does anyone else use this phone?" not in laptop.page("/join")


def test_a_password_alone_makes_no_account(browser, center):
    laptop, code = browser(), invite_staff(center)
    assert join(laptop, code, name="carla c").location == "/join/app"
    assert (rows(Password), rows(Totp), rows(SignInSession)) == (0, 0, 0)
    assert find_by_sign_in_name("carla c") is None
    assert sign_in(browser(), "carla c").status_code == 422
    assert session().scalars(select(Invitation)).one().used_at is None


def test_the_digits_finish_it_and_she_is_in(browser, center):
    laptop, code = browser(), invite_staff(center)
    join(laptop, code, name="carla c")
    wrong = finish_with_app(laptop, "000000")
    assert wrong.status_code == 422
    assert "did not match" in wrong.get_data(as_text=True)
    secret = secret_on(laptop.page("/join/app"))
    assert finish_with_app(laptop).location == "/join/done"
    assert laptop.get("/care/week").status_code == 200
    assert session().scalars(select(SignInSession)).one().second_factor_at is not None
    assert session().scalars(select(Totp)).one().secret == secret
    assert browser().post(f"/invite/{code}").status_code == 422
    later = browser()
    assert sign_in(later, "carla c").location == "/sign-in/second-step"
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        digits = {"code": pyotp.TOTP(secret).now()}
        assert later.post("/sign-in/second-step", data=digits).status_code == 303
        assert later.get("/care/week").status_code == 200


def test_the_digits_of_joining_do_not_work_again_at_the_door(browser, center):
    laptop, code = browser(), invite_staff(center)
    join(laptop, code, name="carla c")
    digits = pyotp.TOTP(secret_on(laptop.page("/join/app"))).now()
    assert finish_with_app(laptop, digits).location == "/join/done"
    door = browser()
    sign_in(door, "carla c")
    assert door.post("/sign-in/second-step", data={"code": digits}).status_code == 422


def test_who_leaves_half_way_begins_again_with_the_same_code(browser, center):
    first, code = browser(), invite_staff(center)
    join(first, code, name="carla c")
    second = browser()
    join(second, code, name="carla c", words=OTHER_WORDS)
    assert finish_with_app(second).location == "/join/done"
    assert first.get("/join/app").location == "/invite?old=1"
    assert first.post("/join/app", data={"code": "123456"}).location == "/invite?old=1"
    assert sign_in(browser(), "carla c", OTHER_WORDS).status_code == 303


def test_the_third_screen_cannot_come_first(browser, center):
    laptop = browser()
    assert laptop.get("/join/app").location == "/invite"
    laptop.post(f"/invite/{invite_staff(center)}")
    laptop.post("/join", data={"name": "carla c", "shared": "no"})
    assert laptop.get("/join/app").location == "/join/key"
    assert laptop.post("/join/app", data={"code": "123456"}).location == "/join/key"


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"])
def test_what_is_not_six_digits_gets_a_sentence(browser, center, typed):
    laptop = browser()
    join(laptop, invite_staff(center), name="carla c")
    assert laptop.post("/join/app", data={"code": typed}).status_code == 422


def test_guessing_the_digits_is_braked(browser, center):
    laptop = browser()
    join(laptop, invite_staff(center), name="carla c")
    answers = [laptop.post("/join/app", data={"code": "000000"}) for _ in range(6)]
    assert answers[-1].status_code == 429


def test_a_half_made_account_of_before_gets_in_by_a_new_code(browser, amir, carla):
    give_password(carla)
    assert "Carla Counselor Needs a new code" in words_of(browser(amir).page("/care/staff"))
    code = issue_way_back(carla.person_id, carla.center_id, amir.actor, clock.now()).code
    laptop = browser()
    assert join(laptop, code, name="carla", words=OTHER_WORDS).location == "/join/app"
    assert sign_in(browser(), "carla", OTHER_WORDS).status_code == 422
    assert finish_with_app(laptop).location == "/join/done"
    assert "Needs a new code" not in words_of(browser(amir).page("/care/staff"))


def test_an_app_of_before_is_gone_with_the_way_back(browser, amir, carla):
    first = issue_way_back(carla.person_id, carla.center_id, amir.actor, clock.now()).code
    laptop = browser()
    join(laptop, first, name="carla")
    finish_with_app(laptop)
    old = session().scalars(select(Totp)).one().secret
    second = issue_way_back(carla.person_id, carla.center_id, amir.actor, clock.now()).code
    again = browser()
    join(again, second, name="carla", words=OTHER_WORDS)
    finish_with_app(again)
    session().expire_all()
    assert session().scalars(select(Totp)).one().secret != old
    assert rows(Passkey) == 0


def test_the_demo_of_this_machine_asks_for_no_app(browser, center):
    @unit_of_work()
    def make_demo():
        session().get_one(Center, center.center_id).is_demo = True

    make_demo()
    laptop = browser()
    assert join(laptop, invite_staff(center), name="carla c").location == "/join/done"
    assert rows(Totp) == 0


def test_neither_the_secret_nor_the_password_lies_open_in_between(browser, center):
    laptop = browser()
    join(laptop, invite_staff(center), name="carla c")
    secret = secret_on(laptop.page("/join/app"))
    row = session().scalars(select(SignInStep)).one()
    assert secret.encode() not in row.secret_sealed
    assert row.key_hash.startswith("$argon2id$")
    finish_with_app(laptop)
    assert rows(SignInStep) == 0
