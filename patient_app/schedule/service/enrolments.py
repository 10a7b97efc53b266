"""Places in a series, from-until, hanging on an episode."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from patient_app.accounts.queries.people import subject_of
from patient_app.centers.queries.centers import today_at
from patient_app.core import audit
from patient_app.core.actors import Actor
from patient_app.core.audit import Act
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.core.events import EpisodeEnded
from patient_app.episodes.queries.episodes import get_episode_in_center
from patient_app.episodes.rules.states import OPEN
from patient_app.schedule.models import Enrolment, Series
from patient_app.schedule.queries.series import places_taken
from patient_app.schedule.refusals import AlreadyEnrolled, EpisodeOver, SeriesFull, SeriesHasEnded
from patient_app.schedule.service.changes import person_of
from patient_app.schedule.service.rows import series_to_change

ONE_DAY = timedelta(days=1)


@unit_of_work()
def enrol(
    center_id: UUID,
    series_id: UUID,
    episode_id: UUID,
    from_on: date,
    now: datetime,
    *,
    until_on: date | None = None,
    by: Actor | None,
) -> UUID:
    """Give the person of the episode a place from `from_on` to `until_on`, both included.

    Invited people can be enrolled before they join. Raises NotFound, EpisodeOver,
    SeriesHasEnded, AlreadyEnrolled or SeriesFull.
    """
    series = series_to_change(center_id, series_id)
    episode = get_episode_in_center(center_id, episode_id)
    if episode.state not in OPEN:
        raise EpisodeOver
    _require_room(series, episode.person_id, from_on, until_on, now)
    place = Enrolment(
        center_id=center_id,
        episode_id=episode.id,
        person_id=episode.person_id,
        series_id=series.id,
        from_on=from_on,
        until_on=until_on,
        made_at=now,
        made_by=person_of(by),
    )
    session().add(place)
    session().flush()
    _write_down(Act.ENROLLED, place, by)
    return place.id


@unit_of_work()
def unenrol(
    center_id: UUID, enrolment_id: UUID, last_on: date, now: datetime, *, by: Actor | None
) -> None:
    """The place ends with `last_on`; one that had not begun by then goes. Raises NotFound."""
    place = session().scalar(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.center_id == center_id)
        .with_for_update()
    )
    if place is None:
        raise NotFound
    _write_down(Act.UNENROLLED, place, by)
    _end(place, last_on)


@unit_of_work()
def end_places_of_episode(event: EpisodeEnded) -> None:
    """Someone left: no place goes on beyond the day before. Listens to EpisodeEnded."""
    places = select(Enrolment).where(Enrolment.episode_id == event.episode_id)
    for place in session().scalars(places.with_for_update()):
        yesterday = today_at(place.center_id, event.at) - ONE_DAY
        if place.until_on is None or place.until_on > yesterday:
            _end(place, yesterday)


def _end(place: Enrolment, last_on: date) -> None:
    if last_on < place.from_on:
        session().delete(place)
    else:
        place.until_on = last_on


def _require_room(
    series: Series, person_id: UUID, from_on: date, until_on: date | None, now: datetime
) -> None:
    if series.ended_at is not None and series.ended_at <= now:
        raise SeriesHasEnded
    same = select(Enrolment.id).where(
        Enrolment.series_id == series.id,
        Enrolment.person_id == person_id,
        Enrolment.from_on <= (until_on or date.max),
        or_(Enrolment.until_on.is_(None), Enrolment.until_on >= from_on),
    )
    if session().scalar(same.limit(1)) is not None:
        raise AlreadyEnrolled
    if series.capacity is not None and places_taken(series.id, from_on) >= series.capacity:
        raise SeriesFull


def _write_down(act: Act, place: Enrolment, by: Actor | None) -> None:
    audit.append(
        act,
        actor=by,
        subject_id=subject_of(place.person_id),
        center_id=place.center_id,
        thing=f"enrolment:{place.id}",
        by_program=by is None,
    )
