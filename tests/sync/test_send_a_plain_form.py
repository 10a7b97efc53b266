"""A form without JavaScript: one entry, however often it is sent."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.sync.refusals import Unreadable
from patient_app.sync.rules.posted import data_of
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take_form

NOW = datetime(2026, 10, 15, 0, 41, tzinfo=UTC)


def send(ana, record_id, at=NOW, **data):
    record = Record(record_id, "craving.log", 1, at, {"intensity": 7, **data})
    with time_machine.travel(at, tick=False):
        return take_form(ana.person_id, ana.center_id, record, CRAVING_LOG, clock.now())


def entries():
    return list(session().scalars(select(CravingEntry).order_by(CravingEntry.received_at)))


def test_a_double_tap_is_one_entry(ana):
    form = uuid4()
    assert send(ana, form) == send(ana, form, NOW + timedelta(seconds=2)) == form
    assert len(entries()) == 1


def test_a_kept_form_filled_in_anew_is_a_new_entry(ana):
    form = uuid4()
    send(ana, form)
    other = send(ana, form, NOW + timedelta(hours=3), intensity=4)
    assert other != form
    assert [each.intensity for each in entries()] == [7, 4]


def test_what_cannot_be_read_is_not_kept(ana):
    with pytest.raises(Unreadable):
        send(ana, uuid4(), intensity=70)
    assert entries() == []


def test_names_of_fields_build_the_data():
    fields = {
        "id": ["x"],
        "intensity:number": ["7"],
        "set.triggers[]": ["a", "b"],
        "set.note": ["", "late"],
        "line": ["  "],
        "mood:number": ["many"],
    }
    assert data_of(fields) == {
        "intensity": 7,
        "set": {"triggers": ["a", "b"], "note": "late"},
        "mood": "many",
    }


def test_odd_names_break_nothing():
    assert data_of({"set": ["odd"], "set.note": ["x"]}) == {"set": "odd"}
    assert data_of({"a.b.c": ["1"], "a.b": ["2"], ".": ["3"], "[]": ["4"]})["a"] == {"b": "2"}
