"""Tables of a person's time in a program."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping
from patient_app.core.sealed import sealed
from patient_app.episodes.rules.states import EpisodeState

__all__ = ["Cover", "Episode", "EpisodeChange", "EpisodeState", "TeamMember"]


class Episode(Base):
    """One stay, from-until. `known_as` is the name staff know the person by; the person sees it."""

    __tablename__ = "episode"
    __keeping__ = Keeping.PROGRAM_RECORD

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("program.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    known_as = sealed("episode.known_as", required=True)
    level_of_care: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    leave_from_on: Mapped[date | None]
    leave_until_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    tolerance_card_seen_at: Mapped[datetime | None]
    team_seen_at: Mapped[datetime | None]


class EpisodeChange(Base):
    """One step of an episode: into which state, when, by whom."""

    __tablename__ = "episode_change"
    __keeping__ = Keeping.PROGRAM_RECORD

    episode_id: Mapped[UUID] = mapped_column(ForeignKey("episode.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class TeamMember(Base):
    """A person of the care team, from-until; announced to the patient before it takes effect."""

    __tablename__ = "team_member"
    __keeping__ = Keeping.PROGRAM_RECORD

    episode_id: Mapped[UUID] = mapped_column(ForeignKey("episode.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    duty: Mapped[str] = mapped_column(String(40))
    announced_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class Cover(Base):
    """While a counselor is away, who stands in: both days included.

    `announced_at` is when it was set, and named to everyone it is about.
    """

    __tablename__ = "cover"
    __keeping__ = Keeping.PROGRAM_RECORD

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    cover_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    announced_at: Mapped[datetime | None]
