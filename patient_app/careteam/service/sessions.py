"""Changes to one dated session that take several steps, each in one commit."""

from datetime import datetime
from uuid import UUID

from patient_app.careteam.queries.reach import visible_roster
from patient_app.careteam.rules.session_drafts import Details, Marks, Move
from patient_app.core.actors import Actor
from patient_app.core.db import unit_of_work
from patient_app.core.errors import NotFound
from patient_app.schedule.queries.rosters import get_occurrence
from patient_app.schedule.rules.drafts import NewTime
from patient_app.schedule.rules.kinds import AttendanceState
from patient_app.schedule.rules.patterns import length_between
from patient_app.schedule.service.attendance import keep_attendance
from patient_app.schedule.service.occurrences import (
    move_occurrence,
    set_join_link,
    set_place,
    set_topic,
)


@unit_of_work()
def move(actor: Actor, occurrence_id: UUID, to: Move, now: datetime) -> None:
    """Raises NotFound, SessionOver or NewTimeInPast."""
    new_time = NewTime(datetime.combine(to.on, to.starts), _minutes(to))
    move_occurrence(actor.center_id, occurrence_id, new_time, now, by=actor)


def _minutes(to: Move) -> int | None:
    if to.ends is None:
        return None
    return int(length_between(to.starts, to.ends).total_seconds() // 60)


@unit_of_work()
def change_details(actor: Actor, occurrence_id: UUID, new: Details, now: datetime) -> None:
    """Place, link and topic of one date. Raises NotFound or SessionOver."""
    set_place(actor.center_id, occurrence_id, new.place, now, by=actor)
    set_join_link(actor.center_id, occurrence_id, new.join_link, now, by=actor)
    set_topic(actor.center_id, occurrence_id, new.topic_id, now, by=actor)


@unit_of_work()
def keep_marks(actor: Actor, occurrence_id: UUID, new: Marks, now: datetime) -> None:
    """Attendance of people on the roster the actor sees; "the rest" are those expected.

    Raises NotFound for anyone else, and AttendanceNotOpen.
    """
    get_occurrence(actor.center_id, occurrence_id)
    lines, _ = visible_roster(actor, occurrence_id, now)
    known = {line.person_id: line for line in lines}
    for person_id, code in new.marks:
        if person_id not in known:
            raise NotFound
        state = AttendanceState(code) if code else None
        if state is None and new.everyone and known[person_id].expected:
            state = AttendanceState.PRESENT
        keep_attendance(actor.center_id, occurrence_id, person_id, state, now, by=actor)
