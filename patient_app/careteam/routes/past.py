"""Past dates of a series, for attendance that was forgotten or marked wrongly."""

from datetime import date
from uuid import UUID

from flask import Response, request

from patient_app.careteam.presenters.dates import past_page
from patient_app.careteam.queries.reach import is_counselor
from patient_app.careteam.routes.blueprint import bp, times
from patient_app.core import clock
from patient_app.core.errors import NotFound
from patient_app.core.identity import current_actor
from patient_app.core.inputs import FIRST_DAY, LAST_DAY
from patient_app.core.pages import page


@bp.get("/care/series/<uuid:series_id>/dates")
@times
def past_dates(series_id: UUID) -> Response:
    """Dates with numbers, no names: those stand on the page of each date."""
    actor = current_actor()
    values = past_page(actor, series_id, _month(), clock.now())
    return page("care/past.html", plans=is_counselor(actor), **values)


def _month() -> date | None:
    asked = request.args.get("month")
    if asked is None:
        return None
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise NotFound from None
    if not FIRST_DAY <= first < LAST_DAY:
        raise NotFound
    return first
