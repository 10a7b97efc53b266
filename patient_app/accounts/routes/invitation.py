"""Showing a code: from a link, or typed."""

from flask import Response, current_app, request

from patient_app.accounts.routes.blueprint import bp
from patient_app.accounts.routes.steps import keep_step
from patient_app.accounts.rules.forms import TypedCode
from patient_app.accounts.schemas.sign_in import TypedCodeSchema
from patient_app.accounts.service.invitations import CodeNotOpen
from patient_app.accounts.service.joining import begin
from patient_app.core import clock
from patient_app.core.access import public
from patient_app.core.config import Settings
from patient_app.core.errors import TooManyTries
from patient_app.core.forms import Form
from patient_app.core.network import client_network
from patient_app.core.pages import page, see_other
from patient_app.core.requests import LANGUAGE_COOKIE, keep_language


@bp.get("/invite")
@public
def type_code() -> Response:
    """For a code that came on paper or by phone."""
    form: Form[TypedCode] = Form(TypedCodeSchema)
    if "old" in request.args:
        form.refuse("code", CodeNotOpen.wording)
    return _type(form)


@bp.post("/invite")
@public
def take_typed_code() -> Response:
    """Look a typed code up."""
    form: Form[TypedCode] = Form(TypedCodeSchema)
    return _take(form, form.data.code) if form.load() else _type(form, 422)


@bp.get("/invite/<code>")
@public
def invitation(code: str) -> Response:
    """Where an invitation's link leads. Nothing is looked up before a tap.

    Chat programs open links by themselves, and a page view cannot count as a try.
    """
    return page("accounts/join_welcome.html", code=code)


@bp.post("/invite/<code>")
@public
def take_code(code: str) -> Response:
    """Look the link's code up."""
    return _take(Form(TypedCodeSchema, {"code": ""}), code)


def _take(form: Form[TypedCode], code: str) -> Response:
    try:
        begun = begin(code, client_network(), clock.now())
    except CodeNotOpen as refused:
        form.refuse("code", refused.wording)
        return _type(form, 422)
    except TooManyTries as early:
        answer = _type(form, 429, wait=int(str(early.details["retry_after"])))
        answer.headers["Retry-After"] = str(early.details["retry_after"])
        return answer
    answer = see_other("accounts.join")
    keep_step(answer, begun.token)
    if LANGUAGE_COOKIE not in request.cookies:
        settings: Settings = current_app.extensions["settings"]
        keep_language(answer, begun.invited.language, secure=settings.https)
    return answer


def _type(form: Form[TypedCode], status: int = 200, wait: int | None = None) -> Response:
    return page("accounts/join_code.html", status=status, form=form, wait=wait)
