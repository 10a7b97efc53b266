"""The day line: seven in the morning to eleven at night, the sun at now."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from patient_app.core.horizon import Mark, day_line

EVENING = Mark(time(17, 30), time(19, 30), "5:30")
MEETUP = Mark(time(20, 15), None, "8:15")


def test_at_three_in_the_afternoon_the_sun_stands_at_the_top() -> None:
    assert day_line(time(15), []).sun == (164.0, 22.0)


def test_before_and_after_the_day_the_sun_waits_at_the_edge() -> None:
    assert day_line(time(4), []).sun == (0, 80)
    assert day_line(time(23, 30), []).sun == (328, 80)


def test_a_session_is_a_stroke_and_a_moment_is_a_ring() -> None:
    line = day_line(time(15), [MEETUP, EVENING])
    assert len(line.sessions) == len(line.rings) == 1
    assert [text for _, _, text in line.labels] == ["5:30", "8:15"]


def test_labels_that_would_touch_are_left_out() -> None:
    close = [Mark(time(9), None, "9:00"), Mark(time(9, 30), None, "9:30")]
    assert [text for _, _, text in day_line(time(8), close).labels] == ["9:00"]


@given(now=st.times(), starts=st.times(), ends=st.none() | st.times())
def test_everything_stays_inside_the_picture(now: time, starts: time, ends: time | None) -> None:
    line = day_line(now, [Mark(starts, ends, "x")])
    for x, y in [line.sun, *line.rings, *[label[:2] for label in line.labels]]:
        assert 0 <= x <= 328
        assert 0 <= y <= 110
