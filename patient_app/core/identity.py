"""Who is here: Flask-Login as adapter over the server-side session table.

The table belongs to accounts, which hands its loader over at start.
"""

from collections.abc import Callable

import flask_login
from flask import Flask, Request, Response, current_app, g, request

from patient_app.core.actors import Actor
from patient_app.core.config import Settings
from patient_app.core.errors import SignedOut

LoadActor = Callable[[str], Actor | None]


class _Login(flask_login.UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def get_id(self) -> str:
        return str(self.actor.session_id)


def init_app(app: Flask, load_actor: LoadActor) -> None:
    """Have `load_actor` turn the cookie's token into a person, once per request at most."""
    manager = flask_login.LoginManager()
    manager.session_protection = None

    def from_request(asked: Request) -> _Login | None:
        token = asked.cookies.get(_settings().cookie_name)
        actor = load_actor(token) if token else None
        return _Login(actor) if actor else None

    manager.request_loader(from_request)
    # The context processor would load the person on every page, public ones included.
    manager.init_app(app, add_context_processor=False)


def current_actor_or_none() -> Actor | None:
    """The signed-in person, if there is one."""
    login = flask_login.current_user
    return login.actor if login.is_authenticated else None


def current_actor() -> Actor:
    """The signed-in person. Raises SignedOut."""
    actor = current_actor_or_none()
    if actor is None:
        raise SignedOut
    return actor


def take_over(actor: Actor) -> None:
    """From here on this request is `actor`'s: the person has just proved it with their form."""
    g._login_user = _Login(actor)


def session_token() -> str | None:
    """The token this browser sent."""
    return request.cookies.get(_settings().cookie_name)


def keep_token(response: Response, token: str, *, max_age: int | None) -> None:
    """Give the browser its session token; `max_age` None ends with the browser."""
    settings = _settings()
    response.set_cookie(
        settings.cookie_name,
        token,
        max_age=max_age,
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )


def drop_token(response: Response) -> None:
    """Take the session token back."""
    settings = _settings()
    response.delete_cookie(
        settings.cookie_name, path="/", secure=settings.https, httponly=True, samesite="Lax"
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
