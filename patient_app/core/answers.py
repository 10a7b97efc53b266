"""One handler for every refusal and every defect: page, fragment or JSON, with a short code."""

import logging
import secrets

from flask import Flask, Response, current_app, g, jsonify, make_response, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from patient_app.core import pages
from patient_app.core.disk import is_disk_full
from patient_app.core.errors import DiskFull, FreshSignInNeeded, NotFound, Refusal, SignedOut
from patient_app.core.i18n import gettext
from patient_app.core.messages import N_

log = logging.getLogger("steady")

_BROKEN = N_("Something broke on our side. Your words are still here. Please try again.")
_WORDING = {
    400: N_("We could not read that. Nothing was changed."),
    404: NotFound.wording,
    405: N_("That does not work here. Please go back and try again."),
    413: N_("That is too large to send."),
}


def init_app(app: Flask) -> None:
    """Answer every error in the person's words."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def number_request() -> None:
    """Six characters for this request, before anything can go wrong in it."""
    g.request_code = secrets.token_hex(3).upper()


def request_code() -> str:
    """The six characters that connect what a person saw with a line in the error log."""
    return str(getattr(g, "request_code", "000000"))


def _refused(refusal: Refusal) -> Response:
    if isinstance(refusal, FreshSignInNeeded) and not pages.wants_json():
        asked: Response = current_app.extensions["ask_again"]()
        return asked
    if isinstance(refusal, SignedOut) and _is_page_view():
        return _to_sign_in()
    if isinstance(refusal, SignedOut) and not pages.wants_json():
        first: Response | None = current_app.extensions["sign_in_first"]()
        if first is not None:
            return first
    response = _answer(refusal.status, refusal.code, gettext(refusal.wording, **refusal.details))
    if "retry_after" in refusal.details:
        response.headers["Retry-After"] = str(refusal.details["retry_after"])
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    wording = gettext(_WORDING.get(status, Refusal.wording))
    response = _answer(status, error.name.lower().replace(" ", "_"), wording)
    if error.response is None and (allowed := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _broken(error: Exception) -> Response:
    route = request.url_rule.rule if request.url_rule else "-"
    # The type and place only: an error's text may quote what a person wrote.
    if is_disk_full(error):
        log.error("disk full %s at %s: %s", request_code(), route, _place(error))
        return _answer(DiskFull.status, DiskFull.code, gettext(DiskFull.wording))
    log.error("defect %s at %s: %s", request_code(), route, _place(error))
    return _answer(500, "broken", gettext(_BROKEN))


def _place(error: Exception) -> str:
    trace, frames = error.__traceback__, []
    while trace:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} <- {' < '.join(reversed(frames[-6:]))}"


def _is_page_view() -> bool:
    return request.method in {"GET", "HEAD"} and not pages.wants_json()


def _to_sign_in() -> Response:
    target = url_for("accounts.sign_in", to=request.path)
    if pages.wants_part():
        response = make_response("", 401)
        response.headers["HX-Redirect"] = target
        return response
    return make_response("", 303, {"Location": target})


def _answer(status: int, code: str, wording: str) -> Response:
    if pages.wants_json():
        return make_response(jsonify(error=code, message=wording), status)
    try:
        return pages.page(
            "shell/refusal.html",
            status=status,
            wording=wording,
            status_code=status,
            code=request_code(),
            kept=_kept_words(),
        )
    except SQLAlchemyError:  # with the database away there is no person, but still an answer
        told = f"{wording}\n\n{request_code()}\n"
        return make_response(told, status, {"Content-Type": "text/plain; charset=utf-8"})


def _kept_words() -> list[str]:
    """What the person had typed, so that a refused form costs nobody their words."""
    if request.method != "POST" or request.content_length in (None, 0):
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [text for name, text in fields if text.strip() and not _is_secret(name)]


def _is_secret(name: str) -> bool:
    return any(part in name for part in ("password", "code", "passkey", "token", "secret"))
