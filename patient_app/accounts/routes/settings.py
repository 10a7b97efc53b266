"""Settings: language, look, shared phone, and the ways to everything about one's account."""

from typing import Any

from flask import Blueprint, Response, current_app, request

from patient_app.accounts.rules.preferences import THEMES, ChooseLanguage, ChooseTheme, SharePhone
from patient_app.accounts.schemas.preferences import (
    LanguageSchema,
    SharePhoneSchema,
    ThemeSchema,
)
from patient_app.accounts.service.preferences import share_phone, speak
from patient_app.core import clock
from patient_app.core.access import needs_fresh_sign_in, patient_required, signed_in
from patient_app.core.config import Settings
from patient_app.core.forms import Form
from patient_app.core.identity import current_actor, keep_token, session_token
from patient_app.core.pages import page, see_other
from patient_app.core.requests import LANGUAGE_COOKIE
from patient_app.core.zone_names import zone_label

bp = Blueprint("settings", __name__)

THEME_COOKIE = "theme"
_YEAR_S = 365 * 24 * 3600


@bp.get("/settings")
@signed_in
def overview() -> Response:
    """Everything a person can set."""
    return _overview()


@bp.get("/settings/phone")
@patient_required
def phone() -> Response:
    """What this phone keeps, and the PIN before it; all of it is set on the phone alone."""
    return page("accounts/phone.html")


@bp.post("/settings/language")
@signed_in
def choose_language() -> Response:
    """Speak the chosen language, from this answer on."""
    form: Form[ChooseLanguage] = Form(LanguageSchema)
    if not form.load():
        return _overview(form)
    speak(current_actor(), form.data.language)
    return _with_cookie(LANGUAGE_COOKIE, form.data.language, "language")


@bp.post("/settings/look")
@signed_in
def choose_look() -> Response:
    """Keep the look on this device only."""
    form: Form[ChooseTheme] = Form(ThemeSchema)
    if not form.load():
        return _overview(form)
    return _with_cookie(THEME_COOKIE, form.data.theme, "theme")


@bp.post("/settings/shared-phone")
@signed_in
def choose_shared_phone() -> Response:
    """Close this phone sooner when others use it too; keeping it open longer asks who it is."""
    form: Form[SharePhone] = Form(SharePhoneSchema)
    if not form.load():
        return _overview(form)
    return _shared() if form.data.shares else _mine_alone()


def _shared() -> Response:
    return _share(shares=True)


@needs_fresh_sign_in
def _mine_alone() -> Response:
    return _share(shares=False)


def _share(*, shares: bool) -> Response:
    lasts = share_phone(current_actor(), shares, clock.now())
    answer = see_other("settings.overview", _anchor="f-shares")
    max_age = int(lasts.absolute.total_seconds()) if lasts.survives_browser else None
    keep_token(answer, session_token() or "", max_age=max_age)
    return answer


def _overview(form: Form[Any] | None = None) -> Response:
    actor = current_actor()
    theme = request.cookies.get(THEME_COOKIE)
    return page(
        "accounts/settings.html",
        status=422 if form else 200,
        form=form,
        zone_name=zone_label(actor.clock_zone),
        theme=theme if theme in THEMES else "system",
    )


def _with_cookie(name: str, value: str, part: str) -> Response:
    settings: Settings = current_app.extensions["settings"]
    answer = see_other("settings.overview", _anchor=f"f-{part}")
    answer.set_cookie(
        name, value, max_age=_YEAR_S, secure=settings.https, httponly=True, samesite="Lax"
    )
    return answer
