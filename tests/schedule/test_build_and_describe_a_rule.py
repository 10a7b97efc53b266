"""Carla fills the form; the rule and its description say what she meant."""

from datetime import date, time, timedelta

import pytest

from patient_app.schedule.rules.patterns import describe, one_date, weekly
from patient_app.schedule.rules.recurrence import SeriesInvalid, SeriesRule
from tests.schedule.clocks import wall

ZONE = "America/Los_Angeles"


def test_monday_wednesday_friday_evening_group():
    rule = weekly([4, 0, 2], date(2026, 12, 1), date(2027, 1, 29), time(18), time(21), ZONE)
    assert rule.starts_local == wall("2026-12-02T18:00")
    assert rule.rrule == "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20270129"
    said = describe(rule)
    assert (said.kind, said.weekdays, said.every) == ("weekly", (0, 2, 4), 1)
    assert (said.starts, said.ends) == (time(18), time(21))
    assert (said.first_on, said.last_on) == (date(2026, 12, 2), date(2027, 1, 29))


def test_a_group_past_midnight_ends_the_next_day():
    rule = one_date(date(2026, 12, 1), time(22), time(1), ZONE)
    assert rule.duration == timedelta(hours=3)
    assert describe(rule).kind == "once"


def test_every_second_week_without_an_end():
    said = describe(weekly([1], date(2026, 12, 1), None, time(9), time(10), ZONE, every=2))
    assert (said.every, said.last_on, said.count) == (2, None, None)


@pytest.mark.parametrize(
    ("weekdays", "last_on", "field"),
    [
        ([], None, "weekdays"),
        ([7], None, "weekdays"),
        ([0], date(2026, 12, 4), "last_on"),
        ([0], date(2026, 11, 1), "last_on"),
    ],
)
def test_a_form_that_gives_no_date_is_refused_by_field(weekdays, last_on, field):
    with pytest.raises(SeriesInvalid) as refused:
        weekly(weekdays, date(2026, 12, 1), last_on, time(18), time(21), ZONE)
    assert refused.value.args == (field,)


@pytest.mark.parametrize(
    ("rrule", "kind", "weekdays", "ordinal"),
    [
        (None, "once", (), None),
        ("FREQ=DAILY", "daily", (), None),
        ("FREQ=DAILY;BYDAY=MO,TU", "weekly", (0, 1), None),
        ("FREQ=WEEKLY", "weekly", (1,), None),
        ("FREQ=MONTHLY", "month_day", (), 1),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "month_day", (), -1),
        ("FREQ=MONTHLY;BYDAY=1TU", "month_weekday", (1,), 1),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "month_weekday", (1,), -1),
        ("FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1", "other", (1, 3), None),
        ("FREQ=YEARLY", "yearly", (), None),
        ("FREQ=WEEKLY;BYMONTH=1,2", "other", (), None),
    ],
)
def test_what_a_rule_says(rrule, kind, weekdays, ordinal):
    said = describe(SeriesRule(wall("2026-12-01T18:00"), timedelta(hours=1), ZONE, rrule))
    assert (said.kind, said.weekdays, said.ordinal) == (kind, weekdays, ordinal)
