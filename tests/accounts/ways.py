"""Ways in for the people of these tests."""

import re

import pyotp

from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.rules.second_factor import NewApp, new_secret
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.accounts.service.roles import give_role
from patient_app.accounts.service.second_factor import keep_app
from patient_app.core import clock
from patient_app.core.actors import Role
from tests.people import Place, Someone

WORDS = "lamp river maple eight quilt"
OTHER_WORDS = "walnut copper seven bridge sail"


def give_password(someone: Someone, words: str = WORDS) -> None:
    """Let someone sign in with five words."""
    keep_hash(someone.person_id, hash_password(words, ()), clock.now())


def invite(place: Place, name: str = "Rosa Real", language: str = "en") -> str:
    """The code of a new patient's invitation."""
    person_id = create_person(name, language, clock.now())
    return issue_code(person_id, place.center_id, Purpose.JOIN, None, clock.now()).code


def sign_in(browser, name: str, words: str = WORDS, **more: str):
    """Fill in the form at /sign-in and send it."""
    return browser.post("/sign-in", data={"name": name, "password": words, **more})


def join(browser, code: str, name: str = "maple heron", words: str = WORDS, shared: str = "no"):
    """Go through the screens of joining; the answer to the last one."""
    assert browser.post(f"/invite/{code}").location == "/join"
    assert browser.post("/join", data={"name": name, "shared": shared}).location == "/join/key"
    return browser.post("/join/key", data={"name": name, "password": words})


def invite_staff(place: Place, name: str = "Carla Counselor", role: Role = Role.COUNSELOR) -> str:
    """The code of a new colleague's invitation."""
    now = clock.now()
    person_id = create_person(name, "en", now)
    give_role(person_id, place.center_id, role, None, now)
    return issue_code(person_id, place.center_id, Purpose.STAFF, None, now).code


def secret_on(page: str) -> str:
    """The key an authenticator app is given, as the page spells it."""
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found is not None
    return found[1].replace(" ", "")


def finish_with_app(browser, digits: str | None = None):
    """Scan the square and type what the app shows; the answer to it."""
    totp = pyotp.TOTP(secret_on(browser.page("/join/app")))
    return browser.post("/join/app", data={"code": digits or totp.now()})


def give_app(someone: Someone) -> str:
    """An authenticator app that is set up; its secret."""
    secret = new_secret()
    keep_app(someone.person_id, NewApp(secret, 0), clock.now())
    return secret
