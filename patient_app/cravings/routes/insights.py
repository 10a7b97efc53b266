"""What a person's own entries show, on the phone and on paper."""

from flask import Response, request

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.core.pages import page
from patient_app.cravings.presenters.insights.page import insights_page, paper_page
from patient_app.cravings.routes.blueprint import bp


@bp.get("/insights")
@patient_required
def insights() -> Response:
    """Days, hours, ways, weeks, triggers: each with its numbers behind it."""
    return page("insights/insights.html", **insights_page(current_actor(), clock.now()))


@bp.get("/insights/print")
@patient_required
def paper() -> Response:
    """One sheet with what the person ticked; entries that are just for them only if they say so."""
    asked = request.args
    chosen = asked.getlist("part") if "chosen" in asked else None
    values = paper_page(current_actor(), clock.now(), chosen, just_me="just_me" in asked)
    return page("insights/print.html", **values)
