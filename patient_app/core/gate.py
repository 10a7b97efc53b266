"""Which requests come in at all: the right host, and no unsafe request from another site."""

from urllib.parse import quote, urlsplit

from flask import Response, current_app, redirect, request

from patient_app.core.config import Settings
from patient_app.core.errors import Refusal
from patient_app.core.messages import N_

_SAFE = {"GET", "HEAD", "OPTIONS"}


class WrongHost(Refusal):
    """The request names a host that is not ours and cannot be redirected."""

    status = 421
    code = "wrong_host"
    wording = N_("This address does not belong to this app.")


class ForeignRequest(Refusal):
    """A form that another site, or an unknown sender, tried to send in the person's name."""

    status = 403
    code = "foreign_request"
    wording = N_(
        "This page was opened from somewhere else, so we did not save it. "
        "Your words are still here. Open the app again and send it from there."
    )


def check_host() -> Response | None:
    """Send a browser that came by another name to PUBLIC_URL; refuse everything unsafe."""
    settings: Settings = current_app.extensions["settings"]
    if request.path == "/healthz" or is_ours(request.host):
        return None
    if request.method not in _SAFE:
        raise WrongHost
    asked = request.query_string.decode("latin-1")
    where = quote(request.path) + (f"?{asked}" if asked else "")
    return redirect(settings.public_url + where, 308)  # type: ignore[return-value]  # werkzeug types it wider


def is_ours(host: str) -> bool:
    """PUBLIC_URL's host, or one that a center has of its own (asked only for other names)."""
    settings: Settings = current_app.extensions["settings"]
    return host == settings.host or host in current_app.extensions["center_hosts"]()


def check_sender() -> None:
    """Cross-site request forgery: trust Sec-Fetch-Site, else Origin. Raises ForeignRequest."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site in {"same-origin", "none"}:
        return
    if site is not None or not _own_origin(request.headers.get("Origin")):
        raise ForeignRequest


def _own_origin(origin: str | None) -> bool:
    settings: Settings = current_app.extensions["settings"]
    if not origin or origin == "null":
        return False
    asked, own = urlsplit(origin), urlsplit(settings.public_url)
    return asked.scheme == own.scheme and asked.netloc == request.host
