"""One session in the side panel, as much of it as the reader may see."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from patient_app.accounts.queries.people import names_of
from patient_app.careteam.presenters.clashes import panel_clash
from patient_app.careteam.presenters.roster import roster_rows
from patient_app.careteam.presenters.week import topic_name
from patient_app.careteam.queries.reach import is_counselor, runs, visible_roster
from patient_app.careteam.words import KINDS
from patient_app.core import words
from patient_app.core.actors import Actor
from patient_app.core.i18n import gettext
from patient_app.episodes.queries.caseload import caseload_ids
from patient_app.episodes.queries.episodes import known_names
from patient_app.schedule.presenters.words import title_of
from patient_app.schedule.queries.requests import requests_of_center
from patient_app.schedule.queries.rosters import get_occurrence
from patient_app.schedule.queries.series import topic_of
from patient_app.schedule.rules.attending import opens_at
from patient_app.schedule.rules.kinds import OccurrenceState, RequestState, SeriesKind

if TYPE_CHECKING:
    from patient_app.schedule.models import Occurrence, Series


def panel(actor: Actor, occurrence_id: UUID, now: datetime) -> dict[str, Any]:
    """Everything the panel prints, and `read`: whose names are on it. Raises NotFound."""
    occurrence, series = get_occurrence(actor.center_id, occurrence_id)
    lines, hidden = visible_roster(actor, occurrence_id, now)
    mine = caseload_ids(actor, now) if is_counselor(actor) else set()
    people = {line.person_id for line in lines}
    told = facts(occurrence, series)
    leader_id = occurrence.facilitator_id or series.facilitator_id
    return {
        **told,
        "clash": panel_clash(occurrence, leader_id, told["leader"])
        if _matters(occurrence, now)
        else None,
        "rows": roster_rows(
            lines,
            known_names(actor.center_id, people),
            asked=_asked(actor, occurrence_id, people),
            reachable=mine,
        ),
        "hidden": hidden,
        "enrolled": sum(line.attending for line in lines) + hidden,
        "over": occurrence.ends_at <= now,
        "attendance_open": opens_at(occurrence.starts_at) <= now,
        "may_change": is_counselor(actor),
        "runs": runs(actor, series),
        "read": people,
    }


def _matters(occurrence: "Occurrence", now: datetime) -> bool:
    return occurrence.ends_at > now and occurrence.state != OccurrenceState.CANCELLED


def facts(occurrence: "Occurrence", series: "Series") -> dict[str, Any]:
    """When, where, by whom and about what."""
    leader = occurrence.facilitator_id or series.facilitator_id
    names = names_of({leader} if leader else set())
    local = words.local(occurrence.starts_at, series.zone)
    return {
        "id": occurrence.id,
        "series_id": series.id,
        "on": local.date(),
        "day": words.day(local.date()),
        "span": words.span(occurrence.starts_at, occurrence.ends_at, series.zone),
        "session_title": title_of(series),
        "kind": gettext(KINDS[SeriesKind(series.kind)]),
        "cancelled": occurrence.state == OccurrenceState.CANCELLED,
        "reason": occurrence.reason,
        "was": _was(occurrence, series),
        "place": occurrence.place or series.place,
        "join_link": occurrence.join_link or series.join_link,
        "leader": names.get(leader) if leader else None,
        "substitute": occurrence.facilitator_id is not None,
        "topic": topic_name(topic_of(occurrence)),
        "capacity": series.capacity,
        "attendance_opens": _opens(occurrence, series),
    }


def _opens(occurrence: "Occurrence", series: "Series") -> str:
    at = words.local(opens_at(occurrence.starts_at), series.zone)
    return gettext(
        "Attendance opens at %(time)s on %(day)s.",
        time=words.clock_time(at),
        day=words.day_short(at.date()),
    )


def _was(occurrence: "Occurrence", series: "Series") -> str | None:
    if occurrence.moved_from_at is None:
        return None
    was = words.local(occurrence.moved_from_at, series.zone)
    return f"{words.day_short(was.date())}, {words.clock_time(was)}"


def _asked(actor: Actor, occurrence_id: UUID, people: Collection[UUID]) -> set[UUID]:
    waiting = requests_of_center(actor.center_id, state=RequestState.OPEN)
    return {
        line.request.person_id
        for line in waiting
        if line.request.occurrence_id == occurrence_id and line.request.person_id in people
    }
