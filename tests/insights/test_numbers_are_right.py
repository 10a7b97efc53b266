"""Promise: every number on Insights is right, compared with a slow count written differently."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from patient_app.cravings.rules.days import LapseDay, dates_about, days_of, named_nothing
from patient_app.cravings.rules.insights.entries import Entry, one_decimal, whole
from patient_app.cravings.rules.insights.hours import bands_of, strongest
from patient_app.cravings.rules.insights.told import endings_of, triggers_of
from patient_app.cravings.rules.insights.ways import Times, Way, ways_of
from patient_app.cravings.rules.insights.weeks import turn, weeks_of
from tests.insights import slow
from tests.insights.logs import logs

TODAY = date(2026, 10, 14)


def on(hour=18, intensity=6, day=14, **told):
    return Entry(datetime(2026, 10, day, hour), intensity, **told)  # noqa: DTZ001 -- a wall


@given(logs)
def test_each_week_has_its_median_and_its_number(log):
    found = weeks_of(log, TODAY)
    assert [(slow.iso(w.monday), w.n, w.middle) for w in found] == slow.weeks(log, TODAY)
    assert len(found) <= 12


@given(logs)
def test_each_tile_has_its_median_or_too_few(log):
    bands = bands_of(log)
    for band in bands:
        for tile in band.tiles:
            assert (tile.n, tile.middle) == slow.tile(log, band.hour, tile.weekday)
    assert sum(tile.n for band in bands for tile in band.tiles) == len(log)


@given(logs)
def test_the_strongest_hours_are_beaten_by_none(log):
    found = strongest(bands_of(log))
    tiles = {(h, d): slow.tile(log, h, d) for h in range(0, 24, 3) for d in range(7)}
    enough = [middle for _, middle in tiles.values() if middle is not None]
    if found is None:
        assert not enough
        return
    assert {tiles[found.hour, day][1] for day in found.weekdays} == {max(enough)}
    rest = set(range(7)) - set(found.weekdays)
    assert all(tiles[found.hour, day][1] != max(enough) for day in rest)


@given(logs)
def test_triggers_are_counted_once_an_entry_and_silence_apart(log):
    found = triggers_of(log)
    for each in found.most:
        assert (each.n, each.middle) == slow.trigger(log, each.code)
    assert {each.code for each in found.most} == {code for e in log for code in e.triggers}
    assert [each.n for each in found.most] == sorted((e.n for e in found.most), reverse=True)
    assert found.told == len([entry for entry in log if len(entry.triggers) > 0])
    assert found.silent == len([entry for entry in log if len(entry.triggers) == 0])


@given(logs)
def test_endings_are_only_what_was_told(log):
    found = endings_of(log)
    outcomes = [entry.outcome for entry in log]
    assert found.passed == outcomes.count("passed")
    assert found.told == outcomes.count("passed") + outcomes.count("used")
    assert found.still_there == outcomes.count("still_there")
    assert found.silent == outcomes.count(None) + outcomes.count("rather_not_say")


def flat(times: Times | None):
    if times is None:
        return None
    return {"n": times.n, "fell": times.fell, "before": times.before, "after": times.after}


@given(logs)
@example([on(intensity=1, coping=("body.walk",), after=0)] * 5 + [on(intensity=10, after=0)] * 9)
def test_each_way_is_compared_as_the_page_says(log):
    found = ways_of(log)
    every: list[Way] = [*found.ways, *found.early, *([found.nothing] if found.nothing else [])]
    for way in every:
        named = slow.times_of(log, way.code)
        assert way.told == len(slow.told(named))
        assert way.silent == len(named) - way.told
        expected = slow.summary(slow.told(named), log)
        assert flat(way.times) == expected
        if expected is None or way.code == "nothing":
            assert way.beside is None
        else:
            near = slow.similar(log, expected["before"])
            assert flat(way.beside) == slow.summary(near, log)
    named = {code for e in log for code in e.coping} - {"nothing"}
    assert {way.code for way in every} - {"nothing"} == named
    assert (found.nothing is not None) == bool(slow.times_of(log, "nothing"))


@given(logs)
def test_the_largest_fall_comes_first(log):
    changes = [way.times.after - way.times.before for way in ways_of(log).ways]
    assert changes == sorted(changes)


@given(
    st.dates(date(2026, 6, 1), TODAY),
    st.sets(st.dates(date(2026, 5, 1), date(2026, 11, 1)), max_size=40),
)
def test_days_are_counted_as_on_a_calendar(first, lapses):
    found = days_of(first, TODAY, lapses)
    assert (found.days, found.of, found.longest, found.current) == slow.days(first, TODAY, lapses)
    assert sum(month.days for month in found.months(99)) == found.days
    assert sum(month.of for month in found.months(99)) == found.of
    assert [counts for _, counts in found.each(500)].count(False) == found.of - found.days
    assert found.days * 100 / found.of - 1 < found.share < found.days * 100 / found.of + 1
    assert (found.share == 100) == (found.days == found.of)


def test_34_of_36():
    lapses = [date(2026, 9, 20), date(2026, 10, 10)]
    found = days_of(date(2026, 9, 9), TODAY, lapses)
    assert (found.days, found.of, found.share) == (34, 36, 94)
    assert (found.longest, found.current) == (19, 4)
    assert days_of(TODAY, TODAY, []).days == 1


def test_without_a_first_day_nothing_is_counted():
    assert days_of(None, TODAY, [TODAY]) is None
    assert days_of(TODAY + timedelta(days=1), TODAY, []) is None


def test_a_lapse_counts_for_what_it_names():
    beer, both, unsaid = (
        LapseDay(TODAY, ("alcohol",)),
        LapseDay(TODAY - timedelta(days=1), ("alcohol", "nicotine")),
        LapseDay(TODAY - timedelta(days=2), ()),
    )
    lapses = [beer, both, unsaid]
    assert dates_about("alcohol", lapses, {"alcohol", "nicotine"}) == [beer.on, both.on]
    assert dates_about("nicotine", lapses, {"alcohol", "nicotine"}) == [both.on]
    assert named_nothing(lapses, {"alcohol", "nicotine"}) == 1
    assert dates_about("alcohol", lapses, {"alcohol"}) == [beer.on, both.on, unsaid.on]
    assert named_nothing(lapses, {"alcohol"}) == 0


def test_few_times_are_pulled_toward_what_is_usual():
    walked = [on(intensity=8, coping=("body.walk",), after=2)] * 5
    other = [on(intensity=6, after=6)] * 5
    found = ways_of([*walked, *other])
    assert found.usual == -3
    # (5 x -6 + 5 x -3) / 10 = -4.5, so from 8 to 3.5 where the bare mean says 2.
    assert found.ways[0].times == Times(5, 5, Fraction(8), Fraction(7, 2))


def test_four_times_are_too_early_and_missing_ones_are_apart():
    log = [on(coping=("body.walk",), after=3)] * 4 + [on(coping=("body.walk",))] * 3
    found = ways_of(log)
    assert found.ways == ()
    assert [(w.code, w.told, w.silent, w.times) for w in found.early] == [("body.walk", 4, 3, None)]


def test_only_similar_beginnings_are_compared():
    walked = [on(intensity=8, coping=("body.walk",), after=4)] * 5
    mild = [on(intensity=5, coping=("nothing",), after=5)] * 9
    assert ways_of([*walked, *mild]).ways[0].beside is None
    strong = [on(intensity=6, coping=("nothing",), after=5)] * 5
    assert ways_of([*walked, *mild, *strong]).ways[0].beside.n == 5


def test_nothing_special_is_not_one_once_something_was_done():
    log = [on(coping=("nothing", "body.walk"), after=3)] * 6
    found = ways_of(log)
    assert found.nothing is None
    assert found.ways[0].code == "body.walk"


def test_two_weeks_with_enough_entries_make_a_turn():
    log = [on(day=1)] * 3 + [on(day=6)] * 2 + [on(day=13, intensity=3)] * 3
    first, last = turn(weeks_of(log, TODAY))
    assert (first.monday, last.monday) == (date(2026, 9, 28), date(2026, 10, 12))
    assert turn(weeks_of(log[:5], TODAY)) is None


def test_numbers_are_rounded_the_way_people_round():
    assert [whole(Fraction(n, 2)) for n in (0, 1, 9, 13)] == [0, 1, 5, 7]
    assert [one_decimal(Fraction(n)) for n in (Fraction(7), Fraction(13, 2), Fraction(10, 3))] == [
        "7", "6.5", "3.3",
    ]  # fmt: skip
