"""Enrolling people by name, for the command line."""

from collections.abc import Collection, Iterable
from uuid import UUID

from patient_app.accounts.queries.people import find_by_sign_in_name
from patient_app.centers.queries.centers import today_at
from patient_app.episodes.queries.episodes import open_episodes
from patient_app.schedule.importing.refusals import NobodyByThatName
from patient_app.schedule.importing.service.errand import Errand
from patient_app.schedule.refusals import AlreadyEnrolled, SeriesHasEnded
from patient_app.schedule.service.enrolments import enrol


def episodes_named(center_id: UUID, names: Iterable[str]) -> list[UUID]:
    """The open episode of each name: a sign-in name, else what staff call the person.

    Raises NobodyByThatName, which names those that fit nobody or more than one person.
    """
    if not (wanted := list(names)):
        return []
    known = [(each.id, each.person_id, each.known_as) for each in open_episodes(center_id)]
    found: list[UUID] = []
    unknown: list[str] = []
    for name in wanted:
        person = find_by_sign_in_name(name)
        fits = [each for each, person_id, _ in known if person and person_id == person.id]
        fits = fits or [each for each, _, called in known if called.casefold() == name.casefold()]
        if len(fits) == 1:
            found.append(fits[0])
        else:
            unknown.append(name)
    if unknown:
        raise NobodyByThatName(names=", ".join(unknown))
    return found


def enrol_in_each(errand: Errand, series_ids: Collection[UUID], episodes: Iterable[UUID]) -> None:
    """A place from today on; a place they have, or a series that ended, is passed by."""
    today = today_at(errand.center_id, errand.now)
    for episode_id in episodes:
        for series_id in series_ids:
            try:
                enrol(errand.center_id, series_id, episode_id, today, errand.now, by=errand.by)
            except (AlreadyEnrolled, SeriesHasEnded):
                continue
