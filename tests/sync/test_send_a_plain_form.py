"""A form without JavaScript: one entry, however often it is sent."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session
from patient_app.cravings.models import CravingEntry
from patient_app.cravings.outbox import CRAVING_LOG
from patient_app.sync.refusals import Unreadable
from patient_app.sync.rules.posted import data_of, moment_told
from patient_app.sync.rules.records import Record
from patient_app.sync.service import take_form

HERE = ZoneInfo("America/Los_Angeles")
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
    assert data_of(fields, HERE) == {
        "intensity": 7,
        "set": {"triggers": ["a", "b"], "note": "late"},
        "mood": "many",
    }


def test_odd_names_break_nothing():
    assert data_of({"set": ["odd"], "set.note": ["x"]}, HERE) == {"set": "odd"}
    odd = {"a.b.c": ["1"], "a.b": ["2"], ".": ["3"], "[]": ["4"]}
    assert data_of(odd, HERE)["a"] == {"b": "2"}


def test_inside_a_change_an_empty_field_says_that_nothing_stands_there():
    fields = {
        "set.triggers[]": [""],
        "set.note": [" "],
        "set.mood:number": [""],
        "set.debrief.what": [""],
        "set.debrief.before": ["Tired."],
        "after:number": [""],
    }
    assert data_of(fields, HERE) == {
        "set": {"triggers": [], "note": None, "mood": None, "debrief": {"before": "Tired."}}
    }


def test_a_wall_time_gets_the_offset_of_the_wall():
    fields = {"occurred_at:local": ["2026-07-01T17:40"], "occurred_at": ["2026-12-01T17:40"]}
    assert data_of(fields, HERE) == {"occurred_at": "2026-07-01T17:40:00-07:00"}
    told = moment_told(fields, HERE)
    assert told == datetime(2026, 12, 2, 1, 40, tzinfo=UTC)
    assert moment_told({"occurred_at": ["0001-01-01T00:00"]}, HERE) == "0001-01-01T00:00"
    assert moment_told({"occurred_at": [" "]}, HERE) is None
