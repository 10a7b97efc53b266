"""A recurring group or appointment, and who takes part in it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping, WallTime
from patient_app.core.sealed import sealed
from patient_app.schedule.rules.recurrence import SeriesRule


class Series(Base):
    """A rule in wall time. `extra_dates` and `left_out` are ISO wall times with commas.

    Dates are laid out up to `laid_out_until`; later ones do not exist yet.
    """

    __tablename__ = "series"
    __keeping__ = Keeping.FACTS

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    title_es: Mapped[str | None] = mapped_column(String(120))
    starts_local: Mapped[datetime] = mapped_column(WallTime)
    minutes: Mapped[int]
    rrule: Mapped[str | None] = mapped_column(String(500))
    extra_dates: Mapped[str] = mapped_column(Text, default="")
    left_out: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(String(60))
    place: Mapped[str | None] = mapped_column(String(120))
    join_link = sealed("series.join_link")
    facilitator_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    capacity: Mapped[int | None]
    rotation_start: Mapped[int] = mapped_column(default=0)
    import_id: Mapped[UUID | None] = mapped_column(index=True)
    source_uid: Mapped[str | None] = mapped_column(String(255), index=True)
    laid_out_until: Mapped[datetime]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def rule(self) -> SeriesRule:
        """When it happens, as the pure rules take it."""
        return SeriesRule(
            self.starts_local,
            timedelta(minutes=self.minutes),
            self.zone,
            self.rrule,
            _wall_times(self.extra_dates),
            _wall_times(self.left_out),
        )

    @rule.setter
    def rule(self, rule: SeriesRule) -> None:
        self.starts_local, self.zone, self.rrule = rule.starts_local, rule.zone, rule.rrule
        self.minutes = int(rule.duration.total_seconds() // 60)
        self.extra_dates = ",".join(local.isoformat() for local in rule.extra_dates)
        self.left_out = ",".join(local.isoformat() for local in rule.left_out)


def _wall_times(held: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(local) for local in held.split(",") if local)


class Enrolment(Base):
    """A person's place in a series, both days included; hangs on their episode."""

    __tablename__ = "enrolment"
    __keeping__ = Keeping.PROGRAM_RECORD
    __table_args__ = (
        Index("ix_enrolment_person_series", "person_id", "series_id"),
        Index("ix_enrolment_series_from", "series_id", "from_on"),
    )

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    episode_id: Mapped[UUID] = mapped_column(ForeignKey("episode.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
