"""Staff prove two things: a password, and six digits from an app on their own phone."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import SignInSession, Totp
from patient_app.accounts.rules.second_factor import NewApp, matching_step, new_secret, step_of
from patient_app.accounts.service import second_factor
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.accounts.service.roles import give_role
from patient_app.accounts.service.second_factor import WrongCode
from patient_app.centers.models import Center
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import TooManyTries

PASSWORD = "seven quiet boats at dawn"


@pytest.fixture
def counselor(carla):
    keep_hash(carla.person_id, hash_password(PASSWORD, []), clock.now())
    return carla


def password_step(page, name="carla"):
    return page.post("/sign-in", data={"name": name, "password": PASSWORD})


def set_up(someone):
    secret = new_secret()
    second_factor.keep_app(someone.person_id, NewApp(secret, 0), clock.now())
    return pyotp.TOTP(secret)


@unit_of_work()
def leave_half_made(someone):
    """As set-ups at the door used to: a secret that nobody has proved."""
    session().add(Totp(person_id=someone.person_id, secret=new_secret(), confirmed_at=None))


def test_a_password_alone_does_not_let_staff_in(counselor, browser):
    page = browser()
    assert password_step(page).headers["Location"] == "/sign-in/second-step"
    assert page.get("/settings").status_code == 303
    assert session().scalars(select(SignInSession)).all() == []


@pytest.mark.parametrize("half_made", [False, True])
def test_a_stolen_password_enrols_nothing_at_the_door(counselor, browser, half_made):
    if half_made:
        leave_half_made(counselor)
    page = browser()
    password_step(page)
    shown = page.page("/sign-in/second-step")
    assert "Ask an admin of your center for a new code" in shown
    assert 'href="/invite"' in shown
    assert '<svg class="qr"' not in shown
    assert page.post("/sign-in/second-step/set-up").status_code == 404
    for row in session().scalars(select(Totp)):
        digits = {"code": pyotp.TOTP(row.secret).now()}
        assert page.post("/sign-in/second-step", data=digits).status_code == 422
    assert page.get("/settings").status_code == 303
    assert session().scalars(select(SignInSession)).all() == []


def test_the_password_and_the_digits_let_staff_in(counselor, browser):
    totp, page = set_up(counselor), browser()
    password_step(page)
    assert totp.secret[:4] not in page.page("/sign-in/second-step")
    done = page.post("/sign-in/second-step", data={"code": totp.now()})
    assert done.status_code == 303
    assert page.get("/settings").status_code == 200
    assert session().scalars(select(SignInSession)).one().second_factor_at is not None


def test_a_wrong_code_says_so_and_lets_nobody_in(counselor, browser):
    set_up(counselor)
    page = browser()
    password_step(page)
    refused = page.post("/sign-in/second-step", data={"code": "000000"})
    assert refused.status_code == 422
    assert "did not match" in refused.get_data(as_text=True)
    assert page.get("/settings").status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"])
def test_what_is_not_six_digits_gets_a_sentence(counselor, browser, typed):
    page = browser()
    password_step(page)
    assert page.post("/sign-in/second-step", data={"code": typed}).status_code == 422


def test_without_a_password_there_is_no_second_step(app, browser):
    assert browser().get("/sign-in/second-step").headers["Location"].startswith("/sign-in")


def test_the_half_done_sign_in_lasts_ten_minutes(counselor, browser):
    totp, page = set_up(counselor), browser()
    password_step(page)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        late = page.post("/sign-in/second-step", data={"code": totp.now()})
        assert late.status_code == 401
        assert page.get("/settings").status_code == 303


def test_a_code_works_once(carla):
    totp, now = set_up(carla), clock.now()
    second_factor.check_digits(carla.person_id, totp.at(now), now)
    with pytest.raises(WrongCode):
        second_factor.check_digits(carla.person_id, totp.at(now), now)


@pytest.mark.parametrize(
    ("late", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_one_step_of_drift_is_forgiven(late, taken):
    secret, now = pyotp.random_base32(), clock.now()
    typed = pyotp.TOTP(secret).generate_otp(step_of(now) + late)
    assert (matching_step(secret, typed, now, 0) is not None) is taken


def test_spaces_between_the_digits_are_fine():
    secret, now = pyotp.random_base32(), clock.now()
    typed = pyotp.TOTP(secret).at(now)
    assert matching_step(secret, f"{typed[:3]} {typed[3:]}", now, 0) == step_of(now)


def test_guessing_is_braked(counselor):
    set_up(counselor)
    for _ in range(5):
        with pytest.raises(WrongCode):
            second_factor.prove_digits(counselor.person_id, "000000", clock.now())
    with pytest.raises(TooManyTries):
        second_factor.prove_digits(counselor.person_id, "000000", clock.now())


def test_patients_need_no_second_step(ana):
    assert not second_factor.required_for(
        ana.person_id, ana.center_id, clock.now(), demo_allowed=True
    )


@pytest.mark.parametrize(("demo_allowed", "required"), [(True, False), (False, True)])
def test_only_the_demo_of_this_machine_waives_it(carla, demo_allowed, required):
    @unit_of_work()
    def make_demo():
        session().get_one(Center, carla.center_id).is_demo = True

    make_demo()
    told = second_factor.required_for(
        carla.person_id, carla.center_id, clock.now(), demo_allowed=demo_allowed
    )
    assert told is required


def test_staff_of_another_center_need_none_here(nora, center):
    assert not second_factor.required_for(
        nora.person_id, center.center_id, clock.now(), demo_allowed=False
    )


def test_carla_sets_up_a_new_phone_and_the_old_one_works_until_it_is_proved(carla, browser):
    old, page = set_up(carla), browser(carla)
    assert "is set up" in page.page("/settings/second-step")
    assert page.post("/settings/second-step").status_code == 303
    shown = page.page("/settings/second-step")
    new = pyotp.TOTP(re.search(r"<code>([A-Z2-7 ]+)</code>", shown)[1].replace(" ", ""))
    assert new.secret != old.secret
    assert session().scalars(select(Totp)).one().secret == old.secret
    wrong = page.post("/settings/second-step/prove", data={"code": "000000"})
    assert wrong.status_code == 422
    assert page.post("/settings/second-step/prove", data={"code": new.now()}).status_code == 303
    session().expire_all()
    assert session().scalars(select(Totp)).one().secret == new.secret
    assert new.secret[:4] not in page.page("/settings/second-step")
    with pytest.raises(WrongCode):
        second_factor.check_digits(carla.person_id, old.now(), clock.now())


def test_a_new_phone_asks_for_a_fresh_proof(carla, browser):
    set_up(carla)
    page = browser(carla)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert page.post("/settings/second-step").status_code == 422


def test_nobody_proves_an_app_that_someone_else_began(carla, dev, browser):
    began, other = browser(carla), browser(dev)
    began.post("/settings/second-step")
    shown = began.page("/settings/second-step")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", shown)[1].replace(" ", "")
    step = began.get_cookie("steady-step").value
    other.set_cookie("steady-step", step, domain="localhost")
    sent = other.post("/settings/second-step/prove", data={"code": pyotp.TOTP(secret).now()})
    assert sent.status_code == 303
    assert session().scalars(select(Totp)).all() == []


def test_a_patient_has_no_such_page(ana, browser):
    assert browser(ana).get("/settings/second-step").status_code == 404


def test_the_secret_is_sealed(carla):
    totp = set_up(carla)
    assert totp.secret.encode() not in session().scalars(select(Totp.secret_sealed)).one()


def test_a_patient_who_becomes_staff_signs_in_again(ana, amir, browser):
    phone = browser(ana)
    give_role(ana.person_id, ana.center_id, Role.COUNSELOR, amir.actor, clock.now())
    assert phone.get("/settings").status_code == 303


def test_staff_with_one_more_role_stay_signed_in(carla, amir, browser):
    laptop = browser(carla)
    give_role(carla.person_id, carla.center_id, Role.ADMIN, amir.actor, clock.now())
    assert laptop.get("/settings").status_code == 200
