"""Every route says who may call it; one that does not keeps the app from starting."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, current_app, request

from patient_app.core import clock
from patient_app.core.actors import Role
from patient_app.core.errors import FreshSignInNeeded, NotAllowed, NotFound, SignedOut
from patient_app.core.identity import current_actor, current_actor_or_none

View = TypeVar("View", bound=Callable[..., Any])


class Who(StrEnum):
    """The five answers to "who may call this"."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    PATIENT = "patient"
    STAFF = "staff"
    CARE_TEAM = "care team"


@dataclass(frozen=True)
class Access:
    """What a route declares; `roles` for staff, `scope` for what the care team reads."""

    who: Who
    roles: frozenset[Role] = frozenset()
    scope: str | None = None


def _declare(access: Access) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]  # read back by `declared`
        return view

    return decorate


def public(view: View) -> View:
    """Anyone, signed in or not."""
    return _declare(Access(Who.PUBLIC))(view)


def signed_in(view: View) -> View:
    """Any signed-in person, about themselves."""
    return _declare(Access(Who.SIGNED_IN))(view)


def patient_required(view: View) -> View:
    """A patient, about themselves."""
    return _declare(Access(Who.PATIENT))(view)


def staff_required(*roles: Role) -> Callable[[View], View]:
    """Staff of the center in one of `roles`."""
    return _declare(Access(Who.STAFF, frozenset(roles)))


def care_team(scope: str) -> Callable[[View], View]:
    """A counselor on the care team (or covering) of the person in the URL's `person_id`."""
    return _declare(Access(Who.CARE_TEAM, frozenset({Role.COUNSELOR}), scope))


def needs_fresh_sign_in(view: View) -> View:
    """A sensitive change: the person proved who they are within ten minutes, or does so now.

    The proof may come with the form itself (see `accounts.routes.confirm`), so that nothing
    typed is lost. Raises FreshSignInNeeded.
    """

    @functools.wraps(view)
    def confirmed(*args: Any, **values: Any) -> Any:
        if not current_actor().is_fresh(clock.now()):
            proves = current_app.extensions["proves_again"]
            if request.method != "POST" or not proves():
                raise FreshSignInNeeded
        return view(*args, **values)

    return confirmed  # type: ignore[return-value]  # the same call, checked first


def declared(app: Flask, endpoint: str) -> Access | None:
    """The access of an endpoint, or None."""
    return getattr(app.view_functions[endpoint], "access", None)


def require_declarations(app: Flask) -> None:
    """Raise RuntimeError naming every endpoint that declares no access."""
    silent = sorted(e for e in app.view_functions if declared(app, e) is None)
    if silent:
        raise RuntimeError(f"these endpoints declare no access: {', '.join(silent)}")


def enforce() -> None:
    """Before each request. Raises SignedOut, NotAllowed or NotFound."""
    if request.endpoint is None:
        return
    access = declared(current_app, request.endpoint)
    if access is None:
        raise NotAllowed
    if access.who is Who.PUBLIC:
        return
    if current_actor_or_none() is None and not current_app.extensions["signs_in"]():
        raise SignedOut
    _check_role(access)


def _check_role(access: Access) -> None:
    actor = current_actor()
    if access.who is Who.PATIENT and not actor.is_patient:
        raise NotAllowed
    if access.who in {Who.STAFF, Who.CARE_TEAM} and not actor.roles & access.roles:
        raise NotFound if not actor.is_staff else NotAllowed
    if access.who is Who.CARE_TEAM:
        on_team = current_app.extensions["on_care_team"]
        if not on_team(actor, (request.view_args or {})["person_id"], access.scope):
            raise NotFound
