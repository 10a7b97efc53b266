"""Enrolling several people at once."""

from datetime import datetime
from uuid import UUID

from patient_app.careteam.queries.reach import may_enrol, runs
from patient_app.careteam.refusals import NotYours
from patient_app.careteam.rules.session_drafts import Enrol, Unenrol
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.core.errors import NotFound
from patient_app.episodes.queries.caseload import caseload_ids
from patient_app.episodes.queries.episodes import episodes_by_id
from patient_app.schedule.queries.rosters import places_of_series
from patient_app.schedule.queries.series import get_series
from patient_app.schedule.refusals import AlreadyEnrolled
from patient_app.schedule.service.enrolments import enrol, unenrol


@unit_of_work()
def enrol_several(actor: Actor, series_id: UUID, new: Enrol, now: datetime) -> None:
    """All or nobody; whoever has a place already keeps it, so that a doubled form does no harm.

    Raises NotFound, NotYours, SeriesFull, SeriesHasEnded, EpisodeOver.
    """
    series = get_series(actor.center_id, series_id)
    found = episodes_by_id(actor.center_id, new.episodes)
    if len(found) != len(new.episodes):
        raise NotFound
    people = [episode.person_id for episode in found.values()]
    if not may_enrol(actor, series, people, now):
        raise NotYours
    for episode_id in new.episodes:
        _give_place(actor, series_id, episode_id, new, now)


@unit_of_work()
def unenrol_several(actor: Actor, series_id: UUID, ended: Unenrol, now: datetime) -> None:
    """Places of one series end; those that are gone already stay gone. Raises NotYours."""
    series = get_series(actor.center_id, series_id)
    places = {
        place.id: place for place in places_of_series(actor.center_id, series_id, ended.last_on)
    }
    chosen = [places[place_id] for place_id in ended.places if place_id in places]
    mine = caseload_ids(actor, now)
    if not runs(actor, series) and any(place.person_id not in mine for place in chosen):
        raise NotYours
    for place in chosen:
        unenrol(actor.center_id, place.id, ended.last_on, now, by=actor)


def _give_place(actor: Actor, series_id: UUID, episode_id: UUID, new: Enrol, now: datetime) -> None:
    try:
        enrol(actor.center_id, series_id, episode_id, new.from_on, now, by=actor)
    except AlreadyEnrolled:
        return
