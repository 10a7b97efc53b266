"""The short-lived cookie of a half-done sign-in."""

from flask import Response, current_app, request

from patient_app.accounts.rules.steps import LIVES, StepKind
from patient_app.core.config import Settings


def step_token() -> str | None:
    """The token this browser sent, if it is between two screens."""
    return request.cookies.get(_name())


def keep_step(response: Response, token: str) -> None:
    """Give the browser the token of a step; the table ends it sooner than the cookie."""
    longest = max(LIVES[kind] for kind in StepKind)
    response.set_cookie(
        _name(),
        token,
        max_age=int(longest.total_seconds()),
        path="/",
        secure=_settings().https,
        httponly=True,
        samesite="Lax",
    )


def drop_step(response: Response) -> None:
    """The last screen is done."""
    response.delete_cookie(
        _name(), path="/", secure=_settings().https, httponly=True, samesite="Lax"
    )


def _name() -> str:
    return f"{_settings().cookie_name}-step"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
