"""Telling the phone whose it is, in the same answer that shows that person's first page.

A page that is kept for everyone names nobody, and asking again takes a trip: an entry made in
between would wait under the name of whoever was here before. The value is the random id that
every record of the outbox carries as its owner; it opens nothing.
"""

from flask import Response, current_app, g, request

from patient_app.core.actors import Actor
from patient_app.core.config import Settings

_YEAR_S = 365 * 24 * 3600


def name_owner(response: Response) -> Response:
    """Set the cookie `owner` when a patient is here and it names someone else or nobody."""
    login = g.get("_login_user")
    actor: Actor | None = getattr(login, "actor", None)
    settings: Settings = current_app.extensions["settings"]
    name = "__Host-owner" if settings.https else "owner"
    if actor is None or not actor.is_patient or request.cookies.get(name) == str(actor.person_id):
        return response
    response.set_cookie(
        name,
        str(actor.person_id),
        max_age=_YEAR_S,
        path="/",
        secure=settings.https,
        httponly=False,  # the page's script is who needs it
        samesite="Lax",
    )
    return response
