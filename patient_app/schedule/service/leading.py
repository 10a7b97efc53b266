"""Whoever leads a session reads its names: everyone on it can read who was named, and by whom."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.queries.people import subject_of, subjects_of
from patient_app.centers.queries.centers import today_at
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.db import session
from patient_app.schedule.models import Enrolment, Occurrence, Series


def tell_of_date(row: Occurrence, by: Actor | None) -> None:
    """Someone was named for one date: it goes to the people of that date."""
    if row.facilitator_id is not None:
        people = _people(row.series_id, row.held_on, Enrolment.from_on <= row.held_on)
        _write_down(people, f"occurrence:{row.id}", row.facilitator_id, row.center_id, by)


def tell_of_series(series: Series, now: datetime, by: Actor | None) -> None:
    """Someone was named for the whole series: everyone with a place now or later."""
    if series.facilitator_id is not None:
        people = _people(series.id, today_at(series.center_id, now))
        _write_down(people, f"series:{series.id}", series.facilitator_id, series.center_id, by)


def _people(series_id: UUID, on: date, *more: object) -> set[UUID]:
    wanted = select(Enrolment.person_id).where(
        Enrolment.series_id == series_id,
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= on),
        *more,  # type: ignore[arg-type]
    )
    return set(session().scalars(wanted))


def _write_down(
    people: Collection[UUID], what: str, leader_id: UUID, center_id: UUID, by: Actor | None
) -> None:
    thing = f"{what}/{subject_of(leader_id)}"
    for subject_id in sorted(subjects_of(people), key=str):
        audit.append(
            Act.LEADER_NAMED,
            actor=by,
            subject_id=subject_id,
            center_id=center_id,
            thing=thing,
            by_program=by is None,
        )
