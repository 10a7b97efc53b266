"""A series as the form describes it."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from patient_app.schedule.rules.drafts import SeriesDraft
from patient_app.schedule.rules.kinds import SeriesKind
from patient_app.schedule.rules.patterns import one_date, weekly
from patient_app.schedule.rules.recurrence import SeriesRule

ONCE = "once"
REPEATS = ("1", "2", ONCE)


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What a series is, apart from when."""

    kind: SeriesKind
    title: str
    title_es: str | None
    place: str | None
    join_link: str | None
    capacity: int | None
    facilitator_id: UUID | None
    topics: tuple[UUID, ...]

    def draft(self, rule: SeriesRule, rotation_start: int = 0) -> SeriesDraft:
        """Together with a rule, what the schedule takes."""
        return SeriesDraft(
            title=self.title,
            kind=self.kind,
            rule=rule,
            title_es=self.title_es,
            place=self.place,
            join_link=self.join_link,
            facilitator_id=self.facilitator_id,
            capacity=self.capacity,
            topic_ids=self.topics,
            rotation_start=rotation_start,
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """When: those weekdays (0 = Monday) every one or two weeks, or one date."""

    weekdays: tuple[int, ...]
    repeats: str
    from_on: date
    until_on: date | None
    starts: time
    ends: time

    def rule(self, zone: str) -> SeriesRule:
        """Raises SeriesInvalid, whose `field` is weekdays, last_on or another of the rule's."""
        if self.repeats == ONCE:
            return one_date(self.from_on, self.starts, self.ends, zone)
        return weekly(
            self.weekdays,
            self.from_on,
            self.until_on,
            self.starts,
            self.ends,
            zone,
            every=int(self.repeats),
        )


@dataclass(frozen=True, slots=True)
class SeriesForm:
    """Both halves."""

    words: SeriesWords
    pattern: Pattern
