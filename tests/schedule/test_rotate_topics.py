"""The group's calendar decides the topic of each date."""

from datetime import timedelta

from patient_app.schedule.rules.recurrence import SeriesRule
from patient_app.schedule.rules.rotation import places, topic_for, topics_by_date
from tests.schedule.clocks import wall

ROTATION = ("triggers", "cravings", "sleep")
HORIZON = wall("2026-12-31")


def group(rrule="FREQ=WEEKLY;COUNT=5", **more):
    return SeriesRule(
        wall("2026-11-02T18:00"), timedelta(hours=3), "America/Los_Angeles", rrule, **more
    )


def topics(rule, **more):
    found = topics_by_date(rule, ROTATION, HORIZON, **more)
    return {f"{local:%m-%d}": topic for local, topic in sorted(found.items())}


def test_topics_follow_the_rotation():
    assert list(topics(group()).values()) == ["triggers", "cravings", "sleep", *ROTATION[:2]]
    assert topics(group(), starts_with=1)["11-02"] == "cravings"


def test_a_cancelled_date_keeps_its_place_and_all_others_stay_put():
    whole = topics(group())
    assert topics(group(left_out=(wall("2026-11-09T18:00"),))) == whole


def test_a_topic_set_on_one_date_wins_and_moves_no_other():
    whole = topics(group())
    changed = topics(group(), overrides={wall("2026-11-09T18:00"): "grief"})
    assert changed == {**whole, "11-09": "grief"}


def test_an_extra_date_takes_no_place():
    whole = topics(group())
    extra = topics(group(extra_dates=(wall("2026-11-12T18:00"),)))
    assert extra == {**whole, "11-12": whole["11-09"]}


def test_a_series_of_loose_dates_counts_them_all():
    loose = group(None, extra_dates=(wall("2026-11-05T18:00"), wall("2026-11-03T18:00")))
    assert list(places(loose, HORIZON).values()) == [0, 1, 2]


def test_without_a_rotation_there_is_no_topic():
    assert topic_for((), 3) is None
    assert topic_for((), 3, "grief") == "grief"
