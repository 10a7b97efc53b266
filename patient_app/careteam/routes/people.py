"""The people a member of staff works with."""

from flask import Response

from patient_app.careteam.presenters.people import caseload_lines, names_and_times
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import bp, times
from patient_app.careteam.routes.done import done
from patient_app.careteam.routes.reading import note_reads
from patient_app.core import audit, clock
from patient_app.core.identity import current_actor
from patient_app.core.pages import page


@bp.get("/care/people")
@times
def people() -> Response:
    """Counselors see their caseload, the front desk today's names and times."""
    actor, now = current_actor(), clock.now()
    counselor = is_counselor(actor)
    values = caseload_lines(actor, now) if counselor else names_and_times(actor, now)
    note_reads(audit.Act.READ_CASELOAD, actor, values.pop("read"))
    return page("care/people.html" if counselor else "care/names.html", done=done(), **values)
