"""The first screen of the app."""

from flask import Blueprint, Response, make_response, redirect

from patient_app.core import clock
from patient_app.core.access import patient_required, signed_in
from patient_app.core.identity import current_actor
from patient_app.core.pages import page, see_other
from patient_app.episodes.service.tolerance import put_card_away
from patient_app.home.presenters import today_page

bp = Blueprint("home", __name__)


@bp.get("/")
@signed_in
def today() -> Response:
    """Today for patients; staff begin at their own start page."""
    actor = current_actor()
    if not actor.is_patient:
        return make_response(redirect("/care", 303))
    return page("home/today.html", **today_page(actor, clock.now()))


@bp.post("/card")
@patient_required
def put_away() -> Response:
    """The card about tolerance was read."""
    actor = current_actor()
    put_card_away(actor.person_id, actor.center_id, clock.now())
    return see_other("home.today")
