"""A phone's own door: our key, its subscription."""

from typing import Any

from flask import Response, current_app, jsonify, make_response, request
from marshmallow import ValidationError

from patient_app.core import clock
from patient_app.core.access import patient_required
from patient_app.core.config import Settings
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.core.messages import N_
from patient_app.notifications.routes.blueprint import bp
from patient_app.notifications.rules.drafts import SubscriptionDraft
from patient_app.notifications.rules.endpoints import BadEndpoint, check_address
from patient_app.notifications.schemas import SubscriptionSchema
from patient_app.notifications.service.subscribing import subscribe, unsubscribe
from patient_app.notifications.webpush.keys import public_key

_CANNOT = N_("This phone’s notifications cannot be reached by us.")
_NOT_YET = N_("Reminders are not set up here yet. Please try again in a minute.")


@bp.get("/api/push/key")
@patient_required
def push_key() -> Response:
    """What a browser subscribes with; 503 until the first worker has made it."""
    key = public_key()
    if key is None:
        return make_response(jsonify(error="not_yet", message=gettext(_NOT_YET)), 503)
    return jsonify(key=key)


@bp.post("/api/push/subscriptions")
@patient_required
def add_subscription() -> Response:
    """201 new, 200 known, 422 with a reason."""
    settings: Settings = current_app.extensions["settings"]
    try:
        draft: SubscriptionDraft = SubscriptionSchema().load(_given())
        address = check_address(draft.endpoint, draft.p256dh, draft.auth, settings.push_extra_hosts)
    except ValidationError as refused:
        return _cannot(sorted(map(str, refused.messages_dict))[0])
    except BadEndpoint as refused:
        return _cannot(str(refused))
    is_new = subscribe(current_actor(), address, clock.now())
    return make_response(jsonify(subscribed=True), 201 if is_new else 200)


@bp.delete("/api/push/subscriptions")
@patient_required
def drop_subscription() -> Response:
    """204, whether it was there or not."""
    endpoint = _given().get("endpoint")
    if isinstance(endpoint, str):
        unsubscribe(current_actor().person_id, endpoint)
    return make_response("", 204)


def _given() -> dict[str, Any]:
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _cannot(reason: str) -> Response:
    answer = {"error": "not_accepted", "reason": reason, "message": gettext(_CANNOT)}
    return make_response(jsonify(answer), 422)
