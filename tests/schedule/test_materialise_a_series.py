"""Series with rules, ends, extra dates and dates left out."""

import time
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise

import pytest

from patient_app.schedule.rules.recurrence import SeriesInvalid, SeriesRule, materialise
from patient_app.schedule.rules.repeats import RuleNotSupported
from patient_app.schedule.rules.rrule_text import parse_rrule, write_rrule
from patient_app.schedule.rules.zones import UnknownZone
from tests.schedule.clocks import wall

THREE_HOURS = timedelta(hours=3)
NEW_YORK = "America/New_York"


def series(starts, rrule=None, zone=NEW_YORK, **more):
    return SeriesRule(wall(starts), THREE_HOURS, zone, rrule, **more)


def dates(rule, from_="2026-01-01", until="2028-01-01"):
    slots = materialise(rule, wall(from_).replace(tzinfo=UTC), wall(until).replace(tzinfo=UTC))
    return [f"{slot.local:%m-%d %H:%M}" for slot in slots]


@pytest.mark.parametrize(
    ("starts", "rrule", "expected"),
    [
        ("2026-01-05T18:00", "FREQ=DAILY;COUNT=3", ["01-05", "01-06", "01-07"]),
        ("2026-01-05T18:00", "FREQ=DAILY;BYDAY=MO,FR;COUNT=3", ["01-05", "01-09", "01-12"]),
        ("2026-01-05T18:00", "FREQ=DAILY;BYMONTHDAY=-1;COUNT=3", ["01-05", "01-31", "02-28"]),
        ("2026-01-05T18:00", "FREQ=DAILY;BYMONTH=2;COUNT=3", ["01-05", "02-01", "02-02"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["01-05", "01-19", "02-02"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;BYMONTH=1,3;COUNT=5",
         ["01-05", "01-12", "01-19", "01-26", "03-02"]),
        ("2026-01-06T18:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4",
         ["01-06", "01-11", "01-20", "01-25"]),
        ("2026-01-06T18:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4",
         ["01-06", "01-18", "01-20", "02-01"]),
        ("2026-01-31T18:00", "FREQ=MONTHLY;COUNT=3", ["01-31", "03-31", "05-31"]),
        ("2026-01-05T18:00", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3", ["01-05", "02-02", "03-02"]),
        ("2026-01-30T18:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
         ["01-30", "02-27", "03-31"]),
        ("2026-11-26T18:00", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2", ["11-26", "11-25"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;UNTIL=20260119", ["01-05", "01-12", "01-19"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;UNTIL=20260119T175959", ["01-05", "01-12"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;UNTIL=20260119T230000Z",
         ["01-05", "01-12", "01-19"]),
        ("2026-01-05T18:00", "FREQ=WEEKLY;UNTIL=20260119T225959Z", ["01-05", "01-12"]),
        ("2026-01-07T18:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", ["01-07", "01-12", "01-19"]),
        ("2026-01-05T18:00", None, ["01-05"]),
    ],
)  # fmt: skip
def test_a_rule_gives_these_dates(starts, rrule, expected):
    assert dates(series(starts, rrule)) == [f"{day} 18:00" for day in expected]


def test_an_end_inside_the_hour_that_comes_twice_is_compared_as_an_instant():
    last_pass = series("2026-10-31T01:50", "FREQ=DAILY;UNTIL=20261101T061000Z")
    assert dates(last_pass) == ["10-31 01:50", "11-01 01:50"]


def test_a_date_left_out_is_left_out_by_either_of_its_names():
    first = "2026-03-07T02:30"
    in_the_gap = wall("2026-03-08T02:30")
    as_it_moved = wall("2026-03-08T03:30")
    for left_out in (in_the_gap, as_it_moved):
        rule = series(first, "FREQ=DAILY;COUNT=3", left_out=(left_out,))
        assert dates(rule) == ["03-07 02:30", "03-09 02:30"]


def test_an_extra_date_at_the_same_instant_is_not_a_second_session():
    rule = series("2026-03-07T02:30", "FREQ=DAILY;COUNT=2", extra_dates=(wall("2026-03-08T03:30"),))
    assert dates(rule) == ["03-07 02:30", "03-08 02:30"]


@pytest.mark.parametrize("until", ["99991231", "99991231T235959", "99991231T235959Z"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_end_in_the_year_9999_is_no_end(until, zone):
    rule = series("2026-01-05T18:00", f"FREQ=WEEKLY;UNTIL={until}", zone)
    assert len(dates(rule, "2026-01-01", "2027-01-01")) == 52


def test_left_out_dates_still_count():
    rule = series("2026-01-05T18:00", "FREQ=WEEKLY;COUNT=3", left_out=(wall("2026-01-12T18:00"),))
    assert dates(rule) == ["01-05 18:00", "01-19 18:00"]


def test_two_windows_side_by_side_give_every_date_once():
    rule = series("2026-01-05T18:00", "FREQ=DAILY")
    whole = dates(rule, "2026-01-01", "2026-12-31")
    edges = ["2026-01-01", "2026-03-09", "2026-07-07T22:00", "2026-11-01T06:00", "2026-12-31"]
    parts = [dates(rule, a, b) for a, b in pairwise(edges)]
    assert list(chain(*parts)) == whole


@pytest.mark.parametrize(
    ("rrule", "part"),
    [
        ("FREQ=HOURLY", "FREQ"),
        ("FREQ=SECONDLY;COUNT=3", "FREQ"),
        ("", None),
        ("BYDAY=MO", "FREQ"),
        ("FREQ=WEEKLY;BYHOUR=18", "BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=WEEKLY;COUNT=5;UNTIL=20270101", "COUNT"),
        ("FREQ=WEEKLY;COUNT=0", "COUNT"),
        ("FREQ=WEEKLY;COUNT=99999", "COUNT"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=1,2", "INTERVAL"),
        ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "BYSETPOS"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=WEEKLY;UNTIL=20261332", "UNTIL"),
        ("FREQ=WEEKLY;UNTIL=soon", "UNTIL"),
        ("FREQ=WEEKLY;UNTIL=02021231", "UNTIL"),
        ("FREQ=WEEKLY;WKST=XX", "WKST"),
        ("FREQ=WEEKLY;FREQ=DAILY", "FREQ"),
        ("FREQ=WEEKLY;" + "BYDAY=MO," * 80, "length"),
    ],
)
def test_a_rule_we_cannot_follow_is_refused_by_its_part(rrule, part):
    if part is None:
        assert series("2026-01-05T18:00", rrule).repeat is None
        return
    with pytest.raises(RuleNotSupported) as refused:
        series("2026-01-05T18:00", rrule)
    assert refused.value.args == (part,)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"zone": "Mars/Olympus"}, UnknownZone),
        ({"zone": "../../etc/passwd"}, UnknownZone),
        ({"zone": "Factory"}, UnknownZone),
        ({"duration": timedelta(0)}, SeriesInvalid),
        ({"duration": timedelta(days=40)}, SeriesInvalid),
        ({"starts_local": datetime(2026, 1, 5, tzinfo=UTC)}, SeriesInvalid),
        ({"starts_local": wall("1601-01-01")}, SeriesInvalid),
        ({"left_out": (wall("2026-01-01"),) * 3000}, SeriesInvalid),
    ],
)
def test_a_series_that_cannot_be_is_refused(more, error):
    good = {"starts_local": wall("2026-01-05T18:00"), "duration": THREE_HOURS, "zone": NEW_YORK}
    with pytest.raises(error):
        SeriesRule(**{**good, **more})


def test_a_rule_written_back_means_the_same():
    text = "freq=monthly;wkst=SU;bysetpos=-1;byday=FR,MO;until=20270101T000000Z;interval=1"
    written = write_rrule(parse_rrule(text))
    assert written == "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1;UNTIL=20270101T000000Z;WKST=SU"
    assert parse_rrule(written) == parse_rrule(text)


@pytest.mark.parametrize(
    "rrule",
    ["FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29,-29",
     "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "FREQ=YEARLY;INTERVAL=400;BYMONTHDAY=31"],
)  # fmt: skip
def test_a_rule_that_gives_nothing_more_is_answered_at_once(rrule):
    rule = series("2026-02-02T18:00", rrule)
    before = time.process_time()
    assert dates(rule)[0] == "02-02 18:00"
    assert time.process_time() - before < 0.5
