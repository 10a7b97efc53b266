"""When in the week it is strong: weekdays by bands of three hours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from patient_app.cravings.rules.insights.entries import LEAST_FOR_A_MIDDLE, Entry, middle

# Single hours would leave nearly every tile with too few entries to say anything.
BAND = 3
NIGHT = (0, 3)


@dataclass(frozen=True, slots=True)
class Tile:
    """One weekday (Monday is 0) in one band; `middle` only when there are enough entries."""

    weekday: int
    n: int
    middle: Fraction | None


@dataclass(frozen=True, slots=True)
class Band:
    """Three hours from `hour`, Monday to Sunday."""

    hour: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Strongest:
    """The band with the strongest tile, and the weekdays that share its middle."""

    hour: int
    weekdays: tuple[int, ...]


def bands_of(entries: Iterable[Entry]) -> list[Band]:
    """The day from 6 AM; the night only when something was told about it."""
    strengths: dict[tuple[int, int], list[int]] = defaultdict(list)
    for entry in entries:
        at = entry.at
        strengths[at.hour // BAND * BAND, at.weekday()].append(entry.intensity)
    told = {hour for hour, _ in strengths}
    hours = [hour for hour in range(0, 24, BAND) if hour not in NIGHT or hour in told]
    return [
        Band(hour, tuple(_tile(day, strengths.get((hour, day), [])) for day in range(7)))
        for hour in hours
    ]


def strongest(bands: Sequence[Band]) -> Strongest | None:
    """Of equally strong tiles the one with most entries leads; None while all have too few."""
    enough = [
        (tile.middle, tile.n, -band.hour, band)
        for band in bands
        for tile in band.tiles
        if tile.middle is not None
    ]
    if not enough:
        return None
    top, _, _, band = max(enough, key=lambda each: each[:3])
    days = tuple(tile.weekday for tile in band.tiles if tile.middle == top)
    return Strongest(band.hour, days)


def _tile(weekday: int, strengths: list[int]) -> Tile:
    enough = len(strengths) >= LEAST_FOR_A_MIDDLE
    return Tile(weekday, len(strengths), middle(strengths) if enough else None)
