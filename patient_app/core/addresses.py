"""Where passkeys work: on PUBLIC_URL's host and below it, nowhere else (WebAuthn, RP id).

A center may have a host name of its own. A phone hands out a passkey only to the host it was
made for, or a name below it, so elsewhere the page says where to go instead.
"""

from urllib.parse import urlsplit

from flask import current_app, request

from patient_app.core.config import Settings


def passkey_origin() -> str:
    """The origin a phone will sign for: this request's where passkeys work, else PUBLIC_URL."""
    settings = _settings()
    if passkeys_elsewhere():
        return settings.public_url
    return f"{urlsplit(settings.public_url).scheme}://{request.host}"


def passkeys_elsewhere() -> str | None:
    """The address where passkeys work, when they do not on this one."""
    settings, here = _settings(), urlsplit(f"//{request.host}").hostname or ""
    below = here == settings.hostname or here.endswith(f".{settings.hostname}")
    return None if below else settings.public_url


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
