"""A patient's own weekly blocks as dated stretches of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from patient_app.schedule.rules.kinds import BlockKind
from patient_app.schedule.rules.mine import MyBlock
from patient_app.schedule.rules.patterns import length_between
from patient_app.schedule.rules.zones import instant_of, wall_time, zone

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeeklyBlock:
    """One own block: those weekdays (Monday = 0) in the wall time of `zone`."""

    id: UUID
    kind: BlockKind
    title: str | None
    weekdays: frozenset[int]
    starts: time
    ends: time
    from_on: date
    until_on: date | None
    zone: str
    busy_visible: bool


def dated(blocks: Iterable[WeeklyBlock], from_: datetime, until: datetime) -> list[MyBlock]:
    """Every stretch that ends after `from_` and starts before `until`, in order."""
    found = [stretch for block in blocks for stretch in _stretches(block, from_, until)]
    return sorted(found, key=lambda each: (each.starts_at, each.ends_at, str(each.id)))


def _stretches(block: WeeklyBlock, from_: datetime, until: datetime) -> Iterator[MyBlock]:
    place = zone(block.zone)
    day = max(wall_time(from_, place).date() - ONE_DAY, block.from_on)
    last = min(wall_time(until, place).date(), block.until_on or date.max)
    while day <= last:
        if day.weekday() in block.weekdays:
            local = datetime.combine(day, block.starts)
            starts_at = instant_of(local, place)
            ends_at = instant_of(local + length_between(block.starts, block.ends), place)
            if ends_at > from_ and starts_at < until:
                yield MyBlock(block.id, block.kind, block.title, starts_at, ends_at, block.zone)
        day += ONE_DAY
