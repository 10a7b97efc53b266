"""Who was there, as staff keep it."""

from uuid import UUID

from flask import Response

from patient_app.careteam.presenters.occurrence import facts
from patient_app.careteam.presenters.roster import roster_rows
from patient_app.careteam.queries.reach import visible_roster
from patient_app.careteam.routes.blueprint import bp, times
from patient_app.careteam.routes.reading import note_reads
from patient_app.careteam.rules.session_drafts import Marks
from patient_app.careteam.schemas.sessions import MarksSchema
from patient_app.careteam.service.sessions import keep_marks
from patient_app.careteam.words import ATTENDANCE
from patient_app.core import clock
from patient_app.core.audit import Act
from patient_app.core.forms import Form
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.episodes.queries.episodes import known_names
from patient_app.schedule.queries.rosters import get_occurrence
from patient_app.schedule.refusals import AttendanceNotOpen
from patient_app.schedule.rules.attending import opens_at


@bp.get("/care/sessions/<uuid:occurrence_id>/attendance")
@times
def attendance(occurrence_id: UUID) -> Response:
    """The roster with a choice beside each name."""
    return _show(occurrence_id, None, 200)


@bp.post("/care/sessions/<uuid:occurrence_id>/attendance")
@times
def keep_attendance(occurrence_id: UUID) -> Response:
    """Keep what was marked; sent twice it is the same."""
    form = Form[Marks](MarksSchema)
    if not form.load():
        return _show(occurrence_id, form, 422)
    try:
        keep_marks(current_actor(), occurrence_id, form.data, clock.now())
    except AttendanceNotOpen as early:
        form.refuse("mark", early.wording)
        return _show(occurrence_id, form, 422)
    return see_other("careteam.occurrence", occurrence_id=occurrence_id, done="marked")


def _show(occurrence_id: UUID, form: Form[Marks] | None, status: int) -> Response:
    actor, now = current_actor(), clock.now()
    row, series = get_occurrence(actor.center_id, occurrence_id)
    lines, _ = visible_roster(actor, occurrence_id, now)
    people = {line.person_id for line in lines}
    note_reads(Act.READ_ATTENDANCE, actor, people, f"occurrence:{occurrence_id}")
    return page(
        "care/attendance.html",
        status=status,
        form=form,
        **facts(row, series),
        is_open=opens_at(row.starts_at) <= now,
        rows=roster_rows(lines, known_names(actor.center_id, people)),
        marks=[
            ("", gettext("Not marked")),
            *((code, gettext(told)) for code, told in ATTENDANCE.items()),
        ],
    )
