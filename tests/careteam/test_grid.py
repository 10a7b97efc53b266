"""Where blocks stand in a week."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from patient_app.careteam.rules.grid import HOUR, Stretch, boxes, scale_of

MONDAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 22 + day, hour, minute)  # noqa: DTZ001 -- a wall time


def test_an_evening_stands_in_its_column_at_its_hour():
    evening = Stretch(at(2, 18), at(2, 21))
    scale = scale_of(MONDAY, [evening])
    (box,) = boxes(scale, [evening])
    assert 100 / 6 < box.x < 200 / 6
    assert box.height == 3 * HOUR - 2
    assert not box.shared


def test_sunday_appears_when_something_is_on():
    assert scale_of(MONDAY, []).days == 6
    assert scale_of(MONDAY, [Stretch(at(7, 10), at(7, 11))]).days == 7


def test_a_night_ends_at_the_edge_of_its_day():
    night = Stretch(at(1, 22), datetime(2026, 11, 24, 1))  # noqa: DTZ001 -- a wall time
    scale = scale_of(MONDAY, [night])
    (box,) = boxes(scale, [night])
    assert box.y + box.height <= scale.height


def test_three_at_once_share_their_column_and_the_next_has_it_alone():
    at_once = [
        Stretch(at(1, 9), at(1, 12)),
        Stretch(at(1, 10), at(1, 11)),
        Stretch(at(1, 10), at(1, 13)),
    ]
    alone = Stretch(at(1, 13), at(1, 14))
    found = boxes(scale_of(MONDAY, [*at_once, alone]), [*at_once, alone])
    assert [box.shared for box in found] == [True, True, True, False]
    assert len({box.x for box in found[:3]}) == 3


minutes = st.integers(0, 23 * 60)


@given(st.lists(st.tuples(st.integers(1, 6), minutes, st.integers(45, 240)), max_size=12))
def test_no_two_blocks_cover_each_other(drawn):
    stretches = []
    for day, start, length in drawn:
        end = min(start + length, 24 * 60 - 1)
        begin = min(start, end - 40)
        stretches.append(Stretch(at(day, begin // 60, begin % 60), at(day, end // 60, end % 60)))
    scale = scale_of(MONDAY, stretches)
    found = list(zip(stretches, boxes(scale, stretches), strict=True))
    for n, (one, its) in enumerate(found):
        assert its.x >= 0
        assert its.x + its.width <= 100
        for other, others in found[n + 1 :]:
            if one.starts < other.ends and other.starts < one.ends:
                assert its.x + its.width <= others.x or others.x + others.width <= its.x
