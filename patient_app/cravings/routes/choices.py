"""What a phone asks for now and then, to keep it in its encrypted store."""

from flask import Response, jsonify, request

from patient_app.core.access import patient_required
from patient_app.core.identity import current_actor
from patient_app.cravings.presenters.choices import kept_choices
from patient_app.cravings.routes.blueprint import bp


@bp.get("/api/log/choices")
@patient_required
def choices() -> Response:
    """Own words, what is chosen most, what to offer; 304 when the phone has it already."""
    answer = jsonify(kept_choices(current_actor().person_id))
    answer.add_etag()
    answer.make_conditional(request)
    return answer
