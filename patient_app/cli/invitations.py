"""What commands about centers and people share: the center meant, and the link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import click
from flask import current_app

from patient_app.accounts.rules.invitations import Issued
from patient_app.centers.queries.centers import all_centers
from patient_app.centers.schemas import ZONES
from patient_app.core.config import Settings
from patient_app.core.contents import is_demo

if TYPE_CHECKING:
    from patient_app.centers.models import Center

LONGEST_NAME = 120
_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")
_DEMO = (
    "This is the demo database. Remove the demo first (flask --app wsgi demo remove), "
    "or start an empty one: INSTANCE_DIR=/path/to/an/empty/folder PUBLIC_URL=https://..."
)


def require_real() -> None:
    """Stop with a sentence in a demo database: real people do not join invented ones."""
    if is_demo():
        raise click.ClickException(_DEMO)


def center_named(slug: str | None) -> Center | None:
    """The center with this slug, or the only one; None when there is no center at all."""
    centers = all_centers()
    found = [center for center in centers if slug in (None, center.slug)]
    if len(found) == 1:
        return found[0]
    if not centers:
        return None
    names = ", ".join(center.slug for center in centers)
    if slug is None:
        raise click.ClickException(f"Say which center with --center: {names}.")
    raise click.ClickException(
        f"There is no center {slug!r}, only: {names}. Open one with: flask --app wsgi center create"
    )


def clean_slug(slug: str) -> str:
    """A short name for commands. Stops with a sentence when it is none."""
    if not _SLUG.fullmatch(slug):
        raise click.ClickException(
            "Give the center a short name of small letters, digits and hyphens, like north-side."
        )
    return slug


def known_zone(zone: str) -> str:
    """A time zone's name. Stops with a sentence when there is none like it."""
    if zone not in ZONES:
        raise click.ClickException(f"There is no time zone called {zone}.")
    return zone


def clean_name(name: str) -> str:
    """A name as given, without stray spaces. Stops with a sentence when there is none."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > LONGEST_NAME or not cleaned.isprintable():
        raise click.ClickException(f"Give a name of 1 to {LONGEST_NAME} letters.")
    return cleaned


def show_link(issued: Issued) -> None:
    """The one line that is printed: it works once, for 72 hours."""
    settings: Settings = current_app.extensions["settings"]
    click.echo(f"{settings.public_url}/invite/{issued.code}")


def tell_center(center_id: UUID, slug: str) -> None:
    """Say on stderr that a center was made, so that stdout stays one link."""
    click.echo(f"Made the center {slug!r} ({center_id}). Its admin can name it.", err=True)
