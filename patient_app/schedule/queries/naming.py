"""Titles of sessions and series by id, whatever center they belong to: the audit names them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.db import session
from patient_app.schedule.models import Occurrence, Series
from patient_app.schedule.rules.titles import Titles


def series_named(ids: Collection[UUID]) -> dict[UUID, Titles]:
    """Series by id. One query, none without ids."""
    if not ids:
        return {}
    rows = session().execute(
        select(Series.id, Series.title, Series.title_es).where(Series.id.in_(ids))
    )
    return {row.id: Titles(row.title, row.title_es) for row in rows}


def dates_named(ids: Collection[UUID]) -> dict[UUID, tuple[Titles, datetime, str]]:
    """Dated sessions by id: titles, start and zone. One query, none without ids."""
    if not ids:
        return {}
    rows = session().execute(
        select(Occurrence.id, Occurrence.starts_at, Series.title, Series.title_es, Series.zone)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.id.in_(ids))
    )
    return {row.id: (Titles(row.title, row.title_es), row.starts_at, row.zone) for row in rows}
