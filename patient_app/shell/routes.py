"""Public addresses of the frame: manifest, worker, Help now, no signal, quick hide, language."""

import re
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, request

from patient_app.accounts.service.preferences import speak
from patient_app.core.access import public
from patient_app.core.assets import Assets
from patient_app.core.config import Settings
from patient_app.core.errors import NotFound
from patient_app.core.i18n import LANGUAGES, current_language, gettext, in_language
from patient_app.core.identity import current_actor_or_none
from patient_app.core.pages import page
from patient_app.core.requests import LANGUAGE_COOKIE
from patient_app.shell.kept_files import (
    CARDS,
    ICON,
    WORKER_PARTS,
    as_function,
    build_of,
    kept_on_phone,
    worker_script,
)
from patient_app.shell.manifest import manifest as build_manifest

bp = Blueprint("shell", __name__)

_LOCAL_PATH = re.compile(r"/(?![/\\])")
_YEAR_S = 365 * 24 * 3600


@bp.get("/manifest.json")
@public
def manifest() -> Response:
    """The installable app, in the browser's language."""
    assets, settings = _assets(), _settings()
    told = build_manifest(settings.app_name, current_language(), assets.url, gettext)
    answer = jsonify(told)
    answer.mimetype = "application/manifest+json"
    return _for_everyone(answer)


@bp.get("/sw.js")
@public
def worker() -> Response:
    """The service worker; asked for again at each start."""
    assets = _assets()
    source = assets.files["sw.js"].plain.decode()
    outbox = as_function(assets.files[part].plain.decode() for part in WORKER_PARTS)
    script = worker_script(source, outbox, _build(), assets.url(ICON))
    return _for_everyone(Response(script, mimetype="text/javascript"))


@bp.get("/kept/<build>/<language>")
@public
def kept(build: str, language: str) -> Response:
    """What this build's worker keeps; another build's worker gets no list, and tries again."""
    if build != _build():
        raise NotFound
    assets = _assets()
    return _for_everyone(jsonify(kept_on_phone(assets.files, assets.url, _known(language))))


@bp.get("/help-now")
@public
def help_now() -> Response:
    """Help now in the reader's language."""
    return help_now_in(current_language())


@bp.get("/help-now/<language>")
@public
def help_now_in(language: str) -> Response:
    """Help now in one language, the same for everyone."""
    return _help("help/now.html", language, "/help-now/{}")


@bp.get("/help-now/<language>/<card>")
@public
def help_card(language: str, card: str) -> Response:
    """What to do when someone won't wake up, or when stopping is dangerous."""
    if card not in CARDS:
        raise NotFound
    return _help(f"help/{card}.html", language, f"/help-now/{{}}/{card}")


@bp.get("/offline/<language>")
@public
def offline(language: str) -> Response:
    """What the worker shows when there is no signal."""
    with in_language(_known(language)):
        return _for_everyone(page("shell/offline.html"))


@bp.get("/locked")
@public
def locked() -> Response:
    """Where a phone with a PIN asks for it, in the reader's language."""
    return locked_in(current_language())


@bp.get("/locked/<language>")
@public
def locked_in(language: str) -> Response:
    """The same page for everyone, so that the phone can keep it."""
    with in_language(_known(language)):
        return _for_everyone(page("shell/locked.html"))


@bp.get("/hide")
@public
def hide() -> Response:
    """A page about nothing."""
    return _for_everyone(page("shell/hide.html"))


@bp.post("/language")
@public
def choose_language() -> Response:
    """Keep the language this browser asked for, and go back to where it was."""
    chosen = _known(request.form.get("to", ""))
    if (actor := current_actor_or_none()) is not None:
        speak(actor, chosen)
    answer = make_response(redirect(_where_from(), 303))
    answer.set_cookie(
        LANGUAGE_COOKIE,
        chosen,
        max_age=_YEAR_S,
        secure=_settings().https,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _help(template: str, language: str, address: str) -> Response:
    other = next(tongue for tongue in LANGUAGES if tongue != _known(language))
    with in_language(language):
        return _for_everyone(page(template, other_url=address.format(other)))


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise NotFound
    return language


def _where_from() -> str:
    """The path the form stood on, from a referrer of ours; else the start."""
    came = urlsplit(request.referrer or "")
    # "//host" and "/\\host" would be another site to a browser.
    ours = came.netloc == request.host and _LOCAL_PATH.match(came.path)
    return came.path if ours else "/"


def _for_everyone(answer: Response) -> Response:
    """Nothing personal inside; a browser may keep it but asks first."""
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _build() -> str:
    return build_of(_assets().build, _settings().app_name)


def _assets() -> Assets:
    assets: Assets = current_app.extensions["assets"]
    return assets


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
