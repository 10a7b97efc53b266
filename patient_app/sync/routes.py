"""The phone's side door: one record in, one honest answer out."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, request
from marshmallow import ValidationError

from patient_app.core import clock
from patient_app.core.access import patient_required, public, signed_in
from patient_app.core.actors import Role
from patient_app.core.errors import NotFound, Refusal
from patient_app.core.i18n import gettext
from patient_app.core.identity import current_actor
from patient_app.sync.owner import name_owner
from patient_app.sync.refusals import AnotherOwner, Unreadable
from patient_app.sync.rules.kinds import Kind
from patient_app.sync.rules.records import Record
from patient_app.sync.schemas import RecordSchema, unknown_kind
from patient_app.sync.service import Taken, take

bp = Blueprint("sync", __name__)
bp.after_app_request(name_owner)


@bp.get("/api/me")
@signed_in
def me() -> Response:
    """Who this phone is signed in as; `id` is the owner of its records."""
    actor = current_actor()
    role = Role.PATIENT if actor.is_patient else sorted(actor.roles)[0]
    return jsonify(
        id=str(actor.person_id), role=role.value, language=actor.language, zone=actor.zone
    )


@bp.get("/api/sync/kinds")
@public
def kinds() -> Response:
    """Every kind and its fields, per schema number; a question mark means optional."""
    found = sorted(_kinds().values(), key=lambda each: each.name)
    return jsonify(
        kinds={each.name: {str(n): dict(f) for n, f in each.fields.items()} for each in found}
    )


@bp.get("/api/pack")
@patient_required
def pack() -> Response:
    """The pages this phone should keep to read without signal, the most needed first.

    A phone that others use too keeps none without a lock of its own: `shared` says so.
    """
    actor, now = current_actor(), clock.now()
    told = current_app.extensions["offline_pages"]
    return jsonify(
        pages=[path for pages in told for path in pages(actor, now)], shared=actor.shared_phone
    )


@bp.post("/api/sync")
@patient_required
def sync() -> Response:
    """One record: 201 stored, 200 known, 409 or 422 with the reason; the id is always echoed."""
    given = _given()
    echoed = given.get("id") if isinstance(given.get("id"), str) else None
    try:
        taken = _take(dict(given))
    except Refusal as refusal:
        return _refused(echoed, refusal)
    if taken is Taken.DUPLICATE:
        return make_response(jsonify(id=echoed, duplicate=True), 200)
    return make_response(jsonify(id=echoed), 201)


def _given() -> dict[str, Any]:
    """The posted object, or nothing; brackets nested without end are nothing too."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _take(sent: dict[str, Any]) -> Taken:
    actor = current_actor()
    owner = sent.pop("owner", None)
    record = _read(sent)
    if owner != str(actor.person_id):
        raise AnotherOwner
    kind = _kinds().get(record.kind)
    if kind is None:
        raise unknown_kind()
    return take(
        actor.person_id, actor.center_id, record, kind, clock.now(), phone_time=_phone_time()
    )


def _read(sent: dict[str, Any]) -> Record:
    try:
        record: Record = RecordSchema().load(sent)
    except ValidationError as refused:
        raise Unreadable(refused.messages_dict) from None
    return record


def _refused(echoed: str | None, refusal: Refusal) -> Response:
    """A refusal of the kind's own verb is about the entry, so the person must look at it: 422."""
    errors = refusal.errors if isinstance(refusal, Unreadable) else None
    code, status = refusal.code, refusal.status
    wording = gettext(refusal.wording, **refusal.details)
    if not type(refusal).__module__.startswith("patient_app.sync"):
        code, status, errors = "refused", 422, {"data": [wording]}
    if isinstance(refusal, NotFound):
        errors = {"of": [wording]}
    answer: dict[str, Any] = {"id": echoed, "error": code, "message": wording}
    if errors is not None:
        answer["errors"] = {name: [gettext(text) for text in told] for name, told in errors.items()}
    return make_response(jsonify(answer), status)


def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = current_app.extensions["outbox_kinds"]
    return kinds


def _phone_time() -> datetime | None:
    """What the phone's clock showed as it sent this; nothing when it did not say."""
    try:
        told = datetime.fromisoformat(request.headers.get("Phone-Time", ""))
    except ValueError:
        return None
    return told if told.tzinfo else None
