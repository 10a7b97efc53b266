"""What a session's changes come to, for someone who knew it before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from patient_app.schedule.rules.kinds import ChangeKind


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a session, with before and after of what it was about."""

    kind: ChangeKind
    at: datetime
    was_at: datetime | None = None
    is_at: datetime | None = None
    was_place: str | None = None
    is_place: str | None = None
    was_leader: str | None = None
    is_leader: str | None = None


Turn = tuple[str | None, str | None]


def turn_of_place(changes: Iterable[Change]) -> Turn | None:
    """The place first known and the place now; None when they are the same."""
    return _turn((each.was_place, each.is_place) for each in _of(changes, ChangeKind.PLACE))


def turn_of_leader(changes: Iterable[Change]) -> Turn | None:
    """The same for who leads it."""
    return _turn((each.was_leader, each.is_leader) for each in _of(changes, ChangeKind.FACILITATOR))


def only_its_end_moved(changes: Iterable[Change]) -> bool:
    """Whether the latest new time left the start where it was."""
    moves = _of(changes, ChangeKind.MOVED)
    return bool(moves) and moves[-1].was_at == moves[-1].is_at


def _of(changes: Iterable[Change], kind: ChangeKind) -> list[Change]:
    """Those of a kind, the oldest first."""
    return sorted((each for each in changes if each.kind is kind), key=lambda each: each.at)


def _turn(turns: Iterable[Turn]) -> Turn | None:
    """From the first before to the last after."""
    turns = list(turns)
    if not turns or turns[0][0] == turns[-1][1]:
        return None
    return turns[0][0], turns[-1][1]
