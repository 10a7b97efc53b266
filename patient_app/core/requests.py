"""What holds for the length of one request: whether it may write, and its language."""

from flask import Response, current_app, request

from patient_app.core.db import read_only
from patient_app.core.i18n import LANGUAGES
from patient_app.core.i18n.language import set_language
from patient_app.core.identity import current_actor_or_none

LANGUAGE_COOKIE = "lang"
_YEAR_S = 365 * 24 * 3600


_FOR_NOBODY = {"static", "health.healthz"}


def begin_request() -> None:
    """A GET cannot write; the language is the browser's until we know the person's."""
    read_only(request.method in {"GET", "HEAD", "OPTIONS"})
    set_language(_asked_language() or "en")


def speak_to_person() -> None:
    """Once the person is known, their language wins. Files are nobody's: they ask for nobody.

    To somebody unknown whose browser speaks neither of ours, the center of this host speaks.
    """
    if request.endpoint in _FOR_NOBODY:
        return
    actor = current_actor_or_none()
    if actor is not None:
        set_language(actor.language)
    elif _asked_language() is None:
        set_language(current_app.extensions["host_language"](request.host))


def keep_language(response: Response, language: str, *, secure: bool) -> None:
    """Have this browser speak `language` from now on."""
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=_YEAR_S, secure=secure, httponly=True, samesite="Lax"
    )


def end_request(_error: BaseException | None = None) -> None:
    """Leave nothing behind for the next request of this thread."""
    read_only(False)
    set_language("en")


def _asked_language() -> str | None:
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES)
