"""The brake: longer after each wrong try, never a lockout, and never before the hash."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from patient_app.accounts.models import Throttle
from patient_app.accounts.rules.brakes import ACCOUNT, CODES, NETWORK, wait_after
from patient_app.accounts.service import passwords, throttle
from patient_app.core import clock
from patient_app.core.db import session
from tests.accounts.ways import OTHER_WORDS, WORDS, give_password, sign_in

BRAKES = (ACCOUNT, NETWORK, CODES)


@pytest.mark.parametrize("brake", BRAKES, ids=lambda brake: brake.scope)
@given(failures=st.integers(min_value=0, max_value=10_000))
def test_the_wait_grows_and_stays_short_of_a_lockout(brake, failures):
    now, next_time = wait_after(failures, brake), wait_after(failures + 1, brake)
    assert timedelta() <= now <= next_time <= timedelta(minutes=5)


def _fail(browser, name: str, times: int, network: str = "127.0.0.1"):
    answers = [
        browser().post(
            "/sign-in",
            data={"name": name, "password": OTHER_WORDS},
            environ_overrides={"REMOTE_ADDR": network},
        )
        for _ in range(times)
    ]
    return answers[-1]


@pytest.fixture
def noon():
    with time_machine.travel("2026-11-23T20:00:00Z", tick=False) as at:
        yield at


def test_after_a_few_wrong_tries_the_next_one_has_to_wait(browser, ana, noon):
    give_password(ana)
    answer = _fail(browser, "ana", 6)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert 'value="ana"' in answer.get_data(as_text=True)


def test_even_the_right_password_waits_and_then_opens(browser, ana, noon):
    give_password(ana)
    _fail(browser, "ana", 5)
    assert sign_in(browser(), "ana").status_code == 429
    noon.shift(2)
    assert sign_in(browser(), "ana").status_code == 303


def test_signing_in_forgets_the_wrong_tries_under_her_name(browser, ana, noon):
    give_password(ana)
    _fail(browser, "ana", 4)
    assert sign_in(browser(), "ana").status_code == 303
    assert _fail(browser, "ana", 4).status_code == 422


def test_someone_who_keeps_guessing_costs_ana_a_minute_not_the_way_in(browser, ana, noon):
    give_password(ana)
    for _ in range(40):
        _fail(browser, "ana", 1, network="203.0.113.9")
        noon.shift(61)
    _fail(browser, "ana", 1, network="203.0.113.9")
    waits = sign_in(browser(), "ana")
    assert waits.status_code == 429
    assert int(waits.headers["Retry-After"]) <= 60
    noon.shift(60)
    assert sign_in(browser(), "ana").status_code == 303


def test_one_network_cannot_try_many_names(browser, ana, noon):
    give_password(ana)
    for number in range(21):
        _fail(browser, f"name{number}", 1)
    assert sign_in(browser(), "ana").status_code == 429
    elsewhere = browser().post(
        "/sign-in",
        data={"name": "ana", "password": WORDS},
        environ_overrides={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert elsewhere.status_code == 303


def test_right_sign_ins_of_a_whole_clinic_do_not_count(browser, ana, noon):
    give_password(ana)
    answers = [sign_in(browser(), "ana").status_code for _ in range(30)]
    assert set(answers) == {303}


def test_wrong_tries_are_forgotten_after_six_hours(browser, ana, noon):
    give_password(ana)
    _fail(browser, "ana", 5)
    noon.shift(6 * 3600 + 2)
    assert _fail(browser, "ana", 4).status_code == 422


def test_unknown_names_are_slowed_down_alike(browser, ana, noon):
    give_password(ana)
    told = []
    for name in ("ana", "zoe"):
        answer = _fail(browser, name, 6)
        body = answer.get_data(as_text=True).replace(name, "NAME")
        told.append((answer.status_code, body, dict(answer.headers)))
    assert told[0] == told[1]


def test_a_try_that_comes_too_early_is_not_even_hashed(browser, ana, noon, monkeypatch):
    give_password(ana)
    _fail(browser, "ana", 5)
    monkeypatch.setattr(passwords, "_verify", lambda *_: pytest.fail("hashed"))
    assert sign_in(browser(), "ana").status_code == 429


def test_nor_does_it_wait_for_the_writers_queue(browser, ana, noon, monkeypatch):
    give_password(ana)
    _fail(browser, "ana", 5)
    monkeypatch.setattr(throttle, "_count", lambda *_: pytest.fail("queued to write"))
    assert sign_in(browser(), "ana").status_code == 429


def test_three_hundred_wrong_passwords_cost_a_handful_of_hashes(browser, ana, noon, monkeypatch):
    give_password(ana)
    hashed, real = [], passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *a: hashed.append(1) or real(*a))
    for _ in range(10):
        _fail(browser, "ana", 30)
        noon.shift(1)
    assert len(hashed) <= 10


def test_tries_at_the_same_moment_all_count(app, browser, ana, monkeypatch):
    give_password(ana)
    hashed = []
    monkeypatch.setattr(passwords, "_verify", lambda *_: hashed.append(1) and False)

    def try_once(_: int) -> int:
        with app.app_context():
            return sign_in(browser(), "ana", OTHER_WORDS).status_code

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(try_once, range(16)))
    assert answers.count(429) >= 16 - ACCOUNT.free - 2
    assert len(hashed) <= ACCOUNT.free + 2


def test_the_table_holds_neither_name_nor_network(browser, ana, noon):
    _fail(browser, "ana", 1)
    for row in session().query(Throttle):
        assert len(row.key) == 32
        assert b"ana" not in row.key
        assert row.forget_at == clock.now() + timedelta(hours=6)


def test_at_most_two_passwords_are_hashed_at_once(monkeypatch):
    import threading

    running, most = [], []

    class Slow:
        def hash(self, _: str) -> str:
            running.append(1)
            most.append(len(running))
            threading.Event().wait(0.02)
            running.pop()
            return "x"

    monkeypatch.setattr(passwords, "_hasher", Slow())
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(passwords._hash, ["words"] * 8))
    assert max(most) == 2
