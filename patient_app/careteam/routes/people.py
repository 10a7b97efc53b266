"""The people a member of staff works with."""

from flask import Response

from patient_app.careteam.presenters.people import caseload_lines, names_and_times
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import bp, times
from patient_app.core import audit, clock
from patient_app.core.identity import current_actor
from patient_app.core.pages import page


@bp.get("/care/people")
@times
def people() -> Response:
    """Counselors see their caseload, the front desk today's names and times."""
    actor, now = current_actor(), clock.now()
    audit.append(audit.Act.READ_CASELOAD, actor=actor)
    if is_counselor(actor):
        return page("care/people.html", **caseload_lines(actor, now))
    return page("care/names.html", **names_and_times(actor, now))
