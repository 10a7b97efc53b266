"""A thumb that taps twice, or two phones at once: one answer, no error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, local
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import db, session
from patient_app.schedule.models import AttendanceIntent
from patient_app.schedule.rules.drafts import Intent
from patient_app.schedule.rules.kinds import IntentAnswer
from patient_app.schedule.service import intents
from tests.people import Place, Someone
from tests.schedule.evenings import give_place, make_series, the_session

pytestmark = pytest.mark.usefixtures("tuesday")


def meet_once(read: Callable[..., Any], here: Barrier) -> Callable[..., Any]:
    """Let both writers read before either writes, the first time each comes by."""
    came = local()

    def wait_and_read(*args: Any) -> Any:
        found = read(*args)
        # SQLite lets one writer in at a time: there is nobody to wait for.
        if db.engine.dialect.name == "postgresql" and not hasattr(came, "before"):
            came.before = True
            here.wait(timeout=10)
        return found

    return wait_and_read


def test_two_first_answers_at_once_leave_one(
    app: Flask, center: Place, ana: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    series_id = make_series(center)
    give_place(ana, series_id)
    thursday = the_session(series_id, date(2026, 10, 15)).id
    monkeypatch.setattr(intents, "session_ahead", meet_once(intents.session_ahead, Barrier(2)))

    def answer(said: IntentAnswer) -> None:
        with app.app_context():
            intents.answer_intent(ana.person_id, ana.center_id, thursday, Intent(said), clock.now())

    with ThreadPoolExecutor(2) as two:
        list(two.map(answer, [IntentAnswer.COMING, IntentAnswer.CANNOT]))
    db.session.rollback()
    assert len(session().scalars(select(AttendanceIntent)).all()) == 1
