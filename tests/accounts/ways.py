"""Ways in for the people of these tests."""

from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code
from patient_app.accounts.service.passwords import hash_password, keep_hash
from patient_app.core import clock
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
