"""Everything told so far."""

from uuid import UUID

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.pages import page
from patient_app.cravings.presenters.timeline import FILTERS, timeline_page
from patient_app.cravings.routes.blueprint import bp


@bp.get("/log")
@patient_required
def timeline() -> Response:
    """The newest entries; `before` goes on after one, `out` offers to put one back in."""
    show = request.args.get("show", "")
    if show not in FILTERS:
        show = ""
    told = timeline_page(current_actor(), clock.now(), show, _named("before"))
    return page("log/timeline.html", taken_out=_named("out"), **told)


def _named(name: str) -> UUID | None:
    """The entry an address names; a broken name is none."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None
