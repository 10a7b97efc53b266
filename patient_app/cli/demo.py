"""`demo` and `demo remove`."""

import click
from flask import current_app
from flask.cli import AppGroup

from patient_app.core.config import Settings
from patient_app.demo.build import NotEmpty, build_demo
from patient_app.demo.people import SIGN_IN
from patient_app.demo.removal import NotADemo, remove_demo

demo = AppGroup(
    "demo", help="Make the demo center in an empty database.", invoke_without_command=True
)


@demo.command("remove")
def remove() -> None:
    """Remove the demo center and everyone in it."""
    try:
        remove_demo()
    except NotADemo:
        raise click.ClickException("There is no demo center here to remove.") from None
    click.echo("The demo center is gone. Start with: flask --app wsgi staff create")


@click.pass_context
def _make(context: click.Context) -> None:
    if context.invoked_subcommand is not None:
        return
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo_allowed:
        raise click.ClickException(
            "The demo center is only for this machine: PUBLIC_URL names a public address."
        )
    try:
        build_demo()
    except NotEmpty:
        raise click.ClickException("This database is not empty, so no demo was made.") from None
    for name in SIGN_IN:
        click.echo(f"{name}: steady-demo-{name}")


demo.callback = _make

COMMANDS = (demo,)
