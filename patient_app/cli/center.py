"""`center create`: one more center of a chain."""

import click
from flask.cli import AppGroup

from patient_app.centers.service.opening import open_center
from patient_app.cli.invitations import (
    clean_name,
    clean_slug,
    known_zone,
    require_real,
)
from patient_app.core import clock
from patient_app.core.errors import Refusal

center = AppGroup("center", help="The centers of this installation.")


@center.command("create")
@click.argument("slug")
@click.option("--name", required=True, help="What people know it by.")
@click.option("--zone", required=True, help="Time zone of its wall clock, like America/Denver.")
def create(slug: str, name: str, zone: str) -> None:
    """Open a center; SLUG is its short name in commands.

    Its people, schedule and settings are its own: staff of one center see nothing of another.
    """
    require_real()
    try:
        open_center(clean_slug(slug), clean_name(name), known_zone(zone), clock.now())
    except Refusal as refused:
        raise click.ClickException(refused.wording) from None
    click.echo(
        f"Opened {slug}. Invite its admin: "
        f"flask --app wsgi staff create NAME --role admin --center {slug}"
    )


COMMANDS = (center,)
