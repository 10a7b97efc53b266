"""What happened to a person's sessions, for those that changed not long ago: one query."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, Select, bindparam, select

from patient_app.accounts.queries.names import name_in, name_rows
from patient_app.core.db import fetch
from patient_app.schedule.models import ScheduleChange
from patient_app.schedule.rules.changes import Change
from patient_app.schedule.rules.kinds import ChangeKind
from patient_app.schedule.rules.mine import MySession
from patient_app.schedule.rules.news import is_news, is_recent, known


def with_changes(
    sessions: list[MySession], now: datetime, looked_at: datetime | None
) -> list[MySession]:
    """The same sessions; those whose change is still said carry what happened to them."""
    wanted = [each.id for each in sessions if is_news(each, looked_at) or is_recent(each, now)]
    if not wanted:
        return sessions
    found: dict[UUID, list[Change]] = defaultdict(list)
    for row in fetch(_changes(), {"ids": wanted}):
        found[row.occurrence_id].append(as_change(row))
    return [
        replace(each, changes=known(found[each.id], each)) if each.id in found else each
        for each in sessions
    ]


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


@cache
def _changes() -> Select[*tuple[Any, ...]]:
    ids: BindParameter[list[UUID]] = bindparam("ids", expanding=True)
    wanted = select(ScheduleChange.occurrence_id).where(ScheduleChange.occurrence_id.in_(ids))
    return and_what_changed(wanted)
