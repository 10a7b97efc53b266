"""Anything with a start and an end: what comes next, how long until then, what collides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """A stretch of time between two aware instants."""

    @property
    def starts_at(self) -> datetime:
        """The first instant of it."""
        ...

    @property
    def ends_at(self) -> datetime:
        """The first instant after it."""
        ...


Session = TypeVar("Session", bound=Span)
Block = TypeVar("Block", bound=Span)


@dataclass(frozen=True)
class Countdown:
    """`state` is ahead, now or over; the rest is the time until the start.

    Minutes are rounded up, so nobody reads "in 0 minutes" before the start.
    """

    state: str
    days: int = 0
    hours: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Clash(Generic[Session, Block]):
    """One session and one of the person's own blocks that share some time."""

    session: Session
    block: Block


def next_of(spans: Iterable[Session], now: datetime) -> Session | None:
    """The span in progress, else the next to start; the earliest start wins."""
    ahead = (span for span in spans if span.ends_at > now)
    return min(ahead, key=lambda span: (span.starts_at, span.ends_at), default=None)


def countdown(span: Span, now: datetime) -> Countdown:
    """How long until the span starts."""
    if now >= span.ends_at:
        return Countdown("over")
    if now >= span.starts_at:
        return Countdown("now")
    left = -((now - span.starts_at) // timedelta(minutes=1))
    hours, minutes = divmod(left, 60)
    days, hours = divmod(hours, 24)
    return Countdown("ahead", days, hours, minutes)


def overlap(one: Span, other: Span) -> bool:
    """Whether they share any time; meeting end to start is not sharing."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def clashes(mine: Sequence[Block], sessions: Sequence[Session]) -> list[Clash[Session, Block]]:
    """Every pair of a session and an own block that overlap, by the session's start."""
    blocks = sorted(mine, key=lambda block: block.starts_at)
    found: list[Clash[Session, Block]] = []
    for session in sorted(sessions, key=lambda each: each.starts_at):
        for block in blocks:
            if block.starts_at >= session.ends_at:
                break
            if overlap(session, block):
                found.append(Clash(session, block))
    return found
