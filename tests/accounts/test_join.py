"""From an invitation to an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from patient_app.accounts.models import Invitation, Password, Person, SignInSession
from patient_app.accounts.queries.people import find_by_sign_in_name, roles_at
from patient_app.accounts.rules.purposes import Purpose
from patient_app.accounts.service.invitations import create_person, issue_code, revoke_codes
from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.audit import Act, AuditEvent
from patient_app.core.db import session
from patient_app.core.ids import new_code
from patient_app.episodes.models import Episode, EpisodeState
from tests.accounts.ways import WORDS, invite, join, sign_in

CLOSED = "This link was used or is too old. Sign in, or ask for a new one."


def test_rosa_joins_and_is_in(browser, center):
    phone = browser()
    answer = join(phone, invite(center))
    assert answer.location == "/join/done"
    assert "You&#39;re in" in phone.page("/join/done")
    rosa = find_by_sign_in_name("Maple Heron")
    assert roles_at(rosa.id, center.center_id, clock.now()) == {Role.PATIENT}


def test_and_signs_in_elsewhere_with_what_she_chose(browser, center):
    join(browser(), invite(center))
    assert sign_in(browser(), "maple heron").status_code == 303


def test_the_code_may_be_typed_in_any_fashion(browser, center):
    code = invite(center)
    typed = f" {code[:4].lower()} - {code[4:].lower()} "
    assert browser().post("/invite", data={"code": typed}).location == "/join"


def test_opening_the_link_uses_nothing_up(browser, center):
    code = invite(center)
    for _ in range(3):
        browser().page(f"/invite/{code}")
        browser().post(f"/invite/{code}")
    assert join(browser(), code).location == "/join/done"


def test_half_way_through_is_nothing_used_up_either(browser, center):
    code, first = invite(center), browser()
    first.post(f"/invite/{code}")
    first.post("/join", data={"name": "maple heron", "shared": "no"})
    assert join(browser(), code).location == "/join/done"
    assert first.post("/join/key", data={"password": WORDS}).location == "/invite?old=1"
    assert CLOSED in first.page("/invite?old=1")


def test_a_used_code_says_so_kindly(browser, center):
    code = invite(center)
    join(browser(), code)
    answer = browser().post(f"/invite/{code}")
    assert answer.status_code == 422
    assert CLOSED in answer.get_data(as_text=True)


def test_unknown_used_expired_and_revoked_codes_look_alike(browser, center):
    used, revoked, expired = invite(center, "A"), invite(center, "B"), invite(center, "C")
    join(browser(), used)
    row = session().scalars(select(Invitation).where(Invitation.used_at.is_(None))).first()
    revoke_codes(row.person_id, clock.now())
    with time_machine.travel(clock.now() + timedelta(hours=73), tick=False):
        told = {
            (answer.status_code, answer.get_data(as_text=True))
            for code in (used, revoked, expired, new_code())
            for answer in [browser().post(f"/invite/{code}")]
        }
    assert len(told) == 1


@pytest.mark.parametrize(("hours", "status"), [(71, 303), (73, 422)])
def test_a_code_lives_three_days(browser, center, hours, status):
    code = invite(center)
    with time_machine.travel(clock.now() + timedelta(hours=hours)):
        assert browser().post(f"/invite/{code}").status_code == status


def test_a_newer_code_ends_the_one_before(browser, center):
    now = clock.now()
    person_id = create_person("Rosa", "en", now)
    codes = [
        issue_code(person_id, center.center_id, Purpose.JOIN, None, now).code for _ in range(2)
    ]
    assert browser().post(f"/invite/{codes[0]}").status_code == 422
    assert browser().post(f"/invite/{codes[1]}").status_code == 303


def test_the_table_holds_no_code(center):
    code = invite(center)
    row = session().scalars(select(Invitation)).one()
    assert code.encode() not in row.code_key
    assert len(row.code_key) == 32


def test_guessing_codes_is_slowed_down(browser, center):
    with time_machine.travel("2026-11-23T20:00:00Z", tick=False):
        answers = [browser().post("/invite", data={"code": new_code()}) for _ in range(12)]
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["Retry-After"]) >= 1
        assert browser().post(f"/invite/{invite(center)}").status_code == 429


def test_two_phones_finish_at_once_and_one_account_comes_of_it(app, browser, center):
    code = invite(center)
    phones = [browser(), browser()]
    for number, phone in enumerate(phones):
        phone.post(f"/invite/{code}")
        phone.post("/join", data={"name": f"heron {number}", "shared": "no"})

    def finish(phone) -> str:
        with app.app_context():
            return phone.post("/join/key", data={"password": WORDS}).location

    with ThreadPoolExecutor(2) as threads:
        ends = sorted(threads.map(finish, phones))
    assert ends == ["/invite?old=1", "/join/done"]
    assert len(session().scalars(select(Password)).all()) == 1
    assert len(session().scalars(select(SignInSession)).all()) == 1


def test_two_people_cannot_take_one_name(browser, center, ana):
    phone = browser()
    phone.post(f"/invite/{invite(center)}")
    answer = phone.post("/join", data={"name": " ANA ", "shared": "yes"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Somebody uses this name already." in page
    assert 'value=" ANA "' in page
    assert "For example:" in page


def test_not_even_when_the_other_was_quicker(browser, center):
    slow, quick = browser(), browser()
    slow.post(f"/invite/{invite(center, 'A')}")
    slow.post("/join", data={"name": "maple heron", "shared": "no"})
    join(quick, invite(center, "B"), name="Maple  Heron")
    answer = slow.post("/join/key", data={"password": WORDS})
    assert answer.status_code == 422
    assert "Somebody uses this name already." in answer.get_data(as_text=True)
    assert slow.post("/join", data={"name": "other heron", "shared": "no"}).status_code == 303
    assert slow.post("/join/key", data={"password": WORDS}).location == "/join/done"


@pytest.mark.parametrize(
    "name",
    ["", "a", "  ", "a" * 61, "<b>", "a;b", "\0", "\u202eabc", "🙂🙂", "a/b", "=cmd()", "é\u200bx"],
)
def test_odd_names_get_a_clear_sentence_and_stay(browser, center, name):
    phone = browser()
    phone.post(f"/invite/{invite(center)}")
    answer = phone.post("/join", data={"name": name, "shared": "no"})
    assert answer.status_code == 422
    assert 'id="e-name"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "name", ["José Ñandú", "anne-marie", "o'neil", "李 小龙", "maple heron 27"]
)
def test_names_of_all_languages_are_welcome(browser, center, name):
    phone = browser()
    assert join(phone, invite(center), name=name).location == "/join/done"
    assert sign_in(browser(), name.upper()).status_code == 303


def test_a_weak_password_is_explained_and_kept_in_its_field(browser, center):
    phone = browser()
    answer = join(phone, invite(center), words="one day at a time")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Many people use these words." in page
    assert 'value="one day at a time"' in page


def test_her_own_name_is_no_password(browser, center):
    answer = join(browser(), invite(center, "Rosa Real"), words="rosa real riverside")
    assert "Leave out your name" in answer.get_data(as_text=True)


def test_whether_someone_shares_the_phone_must_be_answered(browser, center):
    phone = browser()
    phone.post(f"/invite/{invite(center)}")
    answer = phone.post("/join", data={"name": "maple heron"})
    assert answer.status_code == 422
    assert "Please choose one." in answer.get_data(as_text=True)


def test_a_shared_phone_gets_the_short_sign_in(browser, center):
    phone = browser()
    join(phone, invite(center), shared="yes")
    assert phone.get("/settings").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=36)):
        assert phone.get("/settings").status_code == 303


def test_the_screens_are_closed_without_a_code(browser, app):
    for address in ("/join", "/join/key"):
        assert browser().get(address).location == "/invite"
        assert browser().post(address, data={"name": "x"}).location == "/invite"
    assert browser().get("/join/done").location.startswith("/sign-in")


def test_the_second_screen_cannot_come_first(browser, center):
    phone = browser()
    phone.post(f"/invite/{invite(center)}")
    assert phone.get("/join/key").location == "/join"
    assert phone.post("/join/key", data={"password": WORDS}).location == "/join"


def test_half_done_joining_is_forgotten_after_an_hour(browser, center):
    phone = browser()
    phone.post(f"/invite/{invite(center)}")
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert phone.get("/join").location == "/invite"


def test_an_invitation_in_spanish_speaks_spanish(browser, center):
    phone = browser()
    phone.post(f"/invite/{invite(center, language='es')}")
    assert "Elige un nombre para entrar" in phone.page("/join")
    phone.post("/join", data={"name": "garza azul", "shared": "no"})
    phone.post("/join/key", data={"password": WORDS})
    assert find_by_sign_in_name("garza azul").language == "es"


def test_but_the_language_she_chose_herself_wins(browser, center):
    phone = browser()
    phone.set_cookie("lang", "en", domain="localhost")
    phone.post(f"/invite/{invite(center, language='es')}")
    assert "Choose a name to sign in with" in phone.page("/join")


def test_joining_is_written_down_and_begins_the_episode(browser, center):
    from patient_app.centers.queries.centers import programs_of, today_at
    from patient_app.episodes.rules.people import NewPatient
    from patient_app.episodes.service.invite import invite_patient

    now = clock.now()
    program = programs_of(center.center_id)[0]
    new = NewPatient(program.id, "Rosa", "en", "iop", today_at(center.center_id, now), ())
    person_id, issued = invite_patient(center.center_id, new, None, now)
    join(browser(), issued.code)
    episode = session().scalars(select(Episode).where(Episode.person_id == person_id)).one()
    assert episode.state == EpisodeState.ACTIVE
    subject = session().get(Person, person_id).subject_id
    acts = session().scalars(
        select(AuditEvent.act)
        .where(AuditEvent.subject_id == subject, AuditEvent.actor_id == subject)
        .order_by(AuditEvent.number)
    )
    assert [act for act in acts if act != Act.EPISODE_CHANGED] == [Act.ROLE_GIVEN, Act.JOINED]


def _first_screen(browser, code: str) -> str:
    browser.post(f"/invite/{code}")
    return browser.page("/join")


@pytest.mark.parametrize(
    "code",
    ["'; DROP TABLE invitation;--", "\0", "🙂" * 8, "a" * 101, "", "<svg onload=x>", "％００"],
)
def test_odd_codes_get_a_form_back(browser, center, code):
    answer = browser().post("/invite", data={"code": code})
    assert answer.status_code == 422
    assert "<svg onload" not in answer.get_data(as_text=True)


def test_an_odd_link_gets_a_page(browser, center):
    for path in ("/invite/%00", "/invite/%F0%9F%99%82", "/invite/" + "a" * 3000, "/invite/'--"):
        assert browser().get(path).status_code < 500
        assert browser().post(path).status_code == 422
