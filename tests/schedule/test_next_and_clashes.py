"""What comes next for Ana, how long until then, and what collides with her shifts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.schedule.rules.spans import Countdown, clashes, countdown, next_of, overlap

NOW = datetime.fromisoformat("2026-11-23T18:00:00Z")


@dataclass(frozen=True)
class Stretch:
    starts_at: datetime
    ends_at: datetime


def at(start, minutes=60):
    return Stretch(NOW + timedelta(minutes=start), NOW + timedelta(minutes=start + minutes))


def test_the_session_in_progress_is_what_is_next():
    assert next_of([at(30), at(-30), at(-200)], NOW) == at(-30)
    assert next_of([at(-200), at(90), at(30)], NOW) == at(30)
    assert next_of([at(-60)], NOW) is None


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (at(0), Countdown("now")),
        (at(-60), Countdown("over")),
        (at(12), Countdown("ahead", 0, 0, 12)),
        (at(0.2), Countdown("ahead", 0, 0, 1)),
        (at(60), Countdown("ahead", 0, 1, 0)),
        (at(60 * 49 + 5), Countdown("ahead", 2, 1, 5)),
    ],
)
def test_countdown(session, expected):
    assert countdown(session, NOW) == expected


def test_a_shift_that_ends_as_the_group_starts_is_no_clash():
    assert clashes([at(-60)], [at(0)]) == []


def test_one_long_shift_collides_with_two_sessions():
    shift = at(0, 600)
    found = clashes([at(-300), shift], [at(500), at(30), at(700)])
    assert [(clash.session, clash.block) for clash in found] == [(at(30), shift), (at(500), shift)]


stretches = st.lists(st.builds(at, st.integers(-500, 500), st.integers(1, 300)), max_size=12)


@given(mine=stretches, sessions=stretches)
def test_clashes_are_exactly_the_pairs_that_overlap(mine, sessions):
    found = [(clash.session, clash.block) for clash in clashes(mine, sessions)]
    pairs = [(session, block) for session in sessions for block in mine if overlap(session, block)]
    assert sorted(map(repr, found)) == sorted(map(repr, pairs))
