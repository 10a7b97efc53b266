"""What a session is about, and the order in which a series goes through topics."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from patient_app.core.db import Base, Keeping


class Topic(Base):
    """A topic of a center, named in both languages; exercises name its code."""

    __tablename__ = "topic"
    __keeping__ = Keeping.FACTS
    __table_args__ = (UniqueConstraint("center_id", "code"),)

    center_id: Mapped[UUID] = mapped_column(ForeignKey("center.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    name_en: Mapped[str] = mapped_column(String(80))
    name_es: Mapped[str] = mapped_column(String(80))


class SeriesTopic(Base):
    """One place in a series' rotation of topics."""

    __tablename__ = "series_topic"
    __keeping__ = Keeping.FACTS
    __table_args__ = (UniqueConstraint("series_id", "position"),)

    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id"))
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("topic.id"), index=True)
    position: Mapped[int]
