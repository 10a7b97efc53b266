"""What the doctor says about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`BROKEN` makes the command fail."""

    WELL = "well"
    WATCH = "watch"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing; when it is not well, the sentence says what to do."""

    about: str
    state: State
    sentence: str


def well(about: str, sentence: str) -> Finding:
    return Finding(about, State.WELL, sentence)


def watch(about: str, sentence: str) -> Finding:
    return Finding(about, State.WATCH, sentence)


def broken(about: str, sentence: str) -> Finding:
    return Finding(about, State.BROKEN, sentence)
