"""How to reach the office, for the phone of whoever is signed in."""

from flask import Response, jsonify

from patient_app.centers.presenters import office_json
from patient_app.centers.queries.hours import office_of
from patient_app.centers.routes.blueprint import bp
from patient_app.core import clock
from patient_app.core.access import signed_in
from patient_app.core.identity import current_actor


@bp.get("/api/office")
@signed_in
def office() -> Response:
    """Phones, hours and closed days; no center name: a phone is looked at by others."""
    return jsonify(office_json(office_of(current_actor().center_id, clock.now())))
