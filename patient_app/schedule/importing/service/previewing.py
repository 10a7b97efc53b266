"""Between the file and the schedule a person looks: preview, apply, discard."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from patient_app.centers.service.settings import queue_up
from patient_app.core.actors import Actor
from patient_app.core.db import session, unit_of_work
from patient_app.core.errors import NotFound
from patient_app.schedule.calendars.records import CalendarImport
from patient_app.schedule.importing.models import ImportPreview, ImportState, ScheduleImport
from patient_app.schedule.importing.refusals import PreviewGone
from patient_app.schedule.importing.rules.packing import pack, unpack
from patient_app.schedule.importing.rules.plan import Choices
from patient_app.schedule.importing.service.carrying_out import carry_out

KEPT_FOR = timedelta(hours=24)


@unit_of_work()
def keep_preview(actor: Actor, read: CalendarImport, format_: str, now: datetime) -> UUID:
    """Keep what was read, sealed, until it is applied, discarded or a day old."""
    row = ScheduleImport(
        center_id=actor.center_id,
        made_by=actor.person_id,
        made_at=now,
        format=format_,
        state=ImportState.PREVIEWED,
        read=read.read,
    )
    session().add(row)
    session().flush()
    preview = ImportPreview(import_id=row.id, content=pack(read), expires_at=now + KEPT_FOR)
    session().add(preview)
    return row.id


@unit_of_work()
def apply(actor: Actor, import_id: UUID, choices: Choices, now: datetime) -> None:
    """Do what the preview says and a person chose; twice is once.

    Nobody is enrolled by it, so no patient sees a new series yet.
    Raises NotFound for someone else's preview, PreviewGone for one that is no longer there.
    """
    row = _own_import(actor, import_id)
    if row.state == ImportState.APPLIED:
        return
    preview = session().scalar(
        select(ImportPreview)
        .where(ImportPreview.import_id == row.id, ImportPreview.expires_at > now)
        .with_for_update()
    )
    if preview is None:
        raise PreviewGone
    queue_up(actor.center_id)
    carry_out(row, unpack(preview.content), choices, now, by=actor)
    session().delete(preview)


@unit_of_work()
def discard(actor: Actor, import_id: UUID) -> None:
    """Forget the preview; nothing of it was visible to anyone. Twice is once."""
    row = _own_import(actor, import_id)
    if row.state == ImportState.PREVIEWED:
        row.state = ImportState.DISCARDED
        session().execute(delete(ImportPreview).where(ImportPreview.import_id == row.id))


def _own_import(actor: Actor, import_id: UUID) -> ScheduleImport:
    row = session().get(ScheduleImport, import_id, with_for_update=True)
    if row is None or (row.center_id, row.made_by) != (actor.center_id, actor.person_id):
        raise NotFound
    return row
