"""Standing in for a colleague who is away."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from patient_app.accounts.queries.people import subjects_of
from patient_app.centers.queries.centers import today_at
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import StaffLeft
from patient_app.episodes.models import Cover, Episode, TeamMember
from patient_app.episodes.queries.team import not_ended
from patient_app.episodes.refusals import CoverIsSelf, CoverOverlaps, DatesCross
from patient_app.episodes.rules.people import NewCover
from patient_app.episodes.service.team import require_counselor


@unit_of_work()
def set_cover(actor: Actor, staff_id: UUID, new: NewCover, now: datetime) -> None:
    """Have `new.cover_id` stand in for `staff_id`; the same again changes nothing.

    From this commit on everyone it is about reads it on Today and in Privacy. It may begin the
    same day: somebody who falls ill must not leave people alone.

    Raises DatesCross, CoverIsSelf, NotOnStaff, CoverOverlaps.
    """
    if new.until_on < new.from_on:
        raise DatesCross
    if new.cover_id == staff_id:
        raise CoverIsSelf
    require_counselor(actor.center_id, new.cover_id, now)
    others = _overlapping(actor.center_id, staff_id, new)
    if any(_same(other, new) for other in others):
        return
    if others:
        raise CoverOverlaps
    row = Cover(
        center_id=actor.center_id,
        staff_id=staff_id,
        cover_id=new.cover_id,
        from_on=new.from_on,
        until_on=new.until_on,
        announced_at=now,
    )
    session().add(row)
    session().flush()
    _write_down(actor, row, now)


@unit_of_work()
def end_cover(actor: Actor, cover_row_id: UUID, now: datetime) -> None:
    """Called off before it began, else over as of yesterday. Raises NotFound for another's."""
    row = session().get(Cover, cover_row_id, with_for_update=True)
    if row is None:
        return
    if row.center_id != actor.center_id or row.staff_id != actor.person_id:
        raise NotFound
    _write_down(actor, row, now)
    _cut(row, actor.today(now))


@unit_of_work()
def end_covers_of(event: StaffLeft) -> None:
    """Someone left: they cover nobody any more, and nobody covers them."""
    today = today_at(event.center_id, event.at)
    wanted = select(Cover).where(
        Cover.center_id == event.center_id,
        Cover.until_on >= today,
        (Cover.staff_id == event.person_id) | (Cover.cover_id == event.person_id),
    )
    for row in session().scalars(wanted.with_for_update()).all():
        _write_down(None, row, event.at)
        _cut(row, today)


def _cut(row: Cover, today: date) -> None:
    if row.from_on >= today:
        session().delete(row)
    else:
        row.until_on = min(row.until_on, today - timedelta(days=1))


def _overlapping(center_id: UUID, staff_id: UUID, new: NewCover) -> list[Cover]:
    wanted = select(Cover).where(
        Cover.center_id == center_id,
        Cover.staff_id == staff_id,
        Cover.from_on <= new.until_on,
        Cover.until_on >= new.from_on,
    )
    return list(session().scalars(wanted.with_for_update()))


def _same(row: Cover, new: NewCover) -> bool:
    return (row.cover_id, row.from_on, row.until_on) == (new.cover_id, new.from_on, new.until_on)


def _write_down(by: Actor | None, row: Cover, now: datetime) -> None:
    """A line for each person who is read about; one without a person when there is nobody."""
    about: list[UUID | None] = [*subjects_of(_people_of(row, now))]
    for subject_id in about or [None]:
        audit.append(
            audit.Act.COVER_CHANGED,
            actor=by,
            subject_id=subject_id,
            center_id=row.center_id,
            thing=f"cover:{row.id}",
            by_program=by is None,
        )


def _people_of(row: Cover, now: datetime) -> set[UUID]:
    """Everyone whose team the absent colleague is on, those who left included: theirs too."""
    wanted = (
        select(Episode.person_id)
        .join(TeamMember, TeamMember.episode_id == Episode.id)
        .where(
            Episode.center_id == row.center_id,
            TeamMember.staff_id == row.staff_id,
            not_ended(now),
        )
    )
    return set(session().scalars(wanted))
