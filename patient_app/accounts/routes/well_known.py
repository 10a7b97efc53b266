"""Addresses that password managers and finders of security holes look for."""

from datetime import timedelta

from flask import Response, current_app, redirect, request, url_for

from patient_app.accounts.routes.blueprint import bp
from patient_app.centers.queries.centers import center_for_host
from patient_app.core import clock
from patient_app.core.access import public
from patient_app.core.config import Settings


@bp.get("/.well-known/change-password")
@public
def where_to_change_password() -> Response:
    """To the page where a password is changed."""
    return redirect(url_for("accounts.change_password"), 303)  # type: ignore[return-value]  # werkzeug types it wider


@bp.get("/.well-known/security.txt")
@public
def security_txt() -> Response:
    """Whom to tell about a hole in this installation (RFC 9116)."""
    settings: Settings = current_app.extensions["settings"]
    expires = (clock.now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {_contact(settings)}",
        f"Expires: {expires}",
        "Preferred-Languages: en, es",
        f"Canonical: {settings.public_url}/.well-known/security.txt",
    )
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _contact(settings: Settings) -> str:
    """Who runs this: the push contact, else the center's privacy contact, else its office."""
    if settings.vapid_subject:
        return settings.vapid_subject
    center = center_for_host(request.host)
    if center is not None and center.privacy_contact and "@" in center.privacy_contact:
        return f"mailto:{center.privacy_contact.split()[0]}"
    if center is not None and center.office_phone:
        return f"tel:{''.join(ch for ch in center.office_phone if ch.isdigit() or ch == '+')}"
    return settings.public_url
