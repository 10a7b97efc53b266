"""One person's import: the preview while it waits, what came of it afterwards."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from patient_app.core.actors import Actor
from patient_app.core.db import session
from patient_app.core.errors import NotFound
from patient_app.schedule.calendars.records import CalendarImport
from patient_app.schedule.importing.models import ImportPreview, ImportState, ScheduleImport
from patient_app.schedule.importing.refusals import PreviewGone
from patient_app.schedule.importing.rules.packing import unpack
from patient_app.schedule.importing.rules.plan import Counts
from patient_app.schedule.models import Series


@dataclass(frozen=True)
class ImportResult:
    """An import that was applied: its numbers, and the series it made."""

    counts: Counts
    series: list[Series]


def find_import(actor: Actor, import_id: UUID, now: datetime) -> CalendarImport | ImportResult:
    """What the person's own import holds now.

    Raises NotFound for someone else's, PreviewGone when it was discarded or is a day old.
    """
    row = session().get(ScheduleImport, import_id)
    if row is None or (row.center_id, row.made_by) != (actor.center_id, actor.person_id):
        raise NotFound
    if row.state == ImportState.APPLIED:
        return ImportResult(_counts(row), _made_by(row))
    preview = session().scalar(
        select(ImportPreview).where(
            ImportPreview.import_id == row.id, ImportPreview.expires_at > now
        )
    )
    if preview is None:
        raise PreviewGone
    return unpack(preview.content)


def _counts(row: ScheduleImport) -> Counts:
    return Counts(
        created=row.created,
        updated=row.updated,
        unchanged=row.unchanged,
        cancelled=row.cancelled,
        rejected=row.rejected,
        left_out=row.left_out,
    )


def _made_by(row: ScheduleImport) -> list[Series]:
    wanted = select(Series).where(Series.center_id == row.center_id, Series.import_id == row.id)
    return list(session().scalars(wanted.order_by(Series.starts_local, Series.id)))
