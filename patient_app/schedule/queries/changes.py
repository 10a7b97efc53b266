"""What happened to a person's sessions, as a part of the queries that read them."""

from typing import Any

from sqlalchemy import Row, Select

from patient_app.accounts.queries.names import name_in, name_rows
from patient_app.schedule.models import ScheduleChange
from patient_app.schedule.rules.changes import Change
from patient_app.schedule.rules.kinds import ChangeKind


def as_change(row: Row[Any]) -> Change:
    """From a row with `change_columns`."""
    return Change(
        kind=ChangeKind(row.change_kind),
        at=row.change_at,
        was_at=row.was_at,
        is_at=row.is_at,
        was_place=row.was_place,
        is_place=row.is_place,
        was_leader=name_in(row.was_leader_id, row.was_leader),
        is_leader=name_in(row.is_leader_id, row.is_leader),
    )


def and_what_changed(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Adds to a statement over `ScheduleChange` what `as_change` reads."""
    was, is_ = name_rows("was_leader"), name_rows("is_leader")
    return (
        statement.add_columns(
            ScheduleChange.kind.label("change_kind"),
            ScheduleChange.at.label("change_at"),
            ScheduleChange.was_at,
            ScheduleChange.is_at,
            ScheduleChange.was_place,
            ScheduleChange.is_place,
            ScheduleChange.was_leader_id,
            ScheduleChange.is_leader_id,
            was.c.name.label("was_leader"),
            is_.c.name.label("is_leader"),
        )
        .outerjoin(was, was.c.id == ScheduleChange.was_leader_id)
        .outerjoin(is_, is_.c.id == ScheduleChange.is_leader_id)
    )
