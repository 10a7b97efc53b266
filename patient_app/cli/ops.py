"""Commands of whoever runs the machine."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click
from flask import current_app
from flask.cli import with_appcontext

from patient_app.core.config import Settings
from patient_app.operations.contents import is_demo, is_empty
from patient_app.operations.refusals import CannotDo
from patient_app.operations.upgrade import upgrade

DEMO_PEOPLE = ("ana", "ben", "carla", "dev")


@contextmanager
def plainly() -> Iterator[None]:
    """What cannot be done is one sentence on stderr and a non-zero exit."""
    try:
        yield
    except CannotDo as refusal:
        raise click.ClickException(str(refusal)) from None


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["settings"]
    return found


@click.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """Back up an existing database, then bring it to this version."""
    with plainly():
        done = upgrade(settings())
    if done.backup:
        click.echo(f"Backed up to {done.backup}.")
    if done.changed:
        click.echo(f"The database is at {done.after}.")


@click.command("prepare")
@click.pass_context
@with_appcontext
def prepare_command(context: click.Context) -> None:
    """Everything before a start: upgrade, the demo center in an empty database, the address."""
    _require_free_port(settings().port)
    context.invoke(upgrade_command)
    demo = current_app.cli.commands.get("demo")
    if demo and settings().demo_allowed and is_empty():
        context.invoke(demo)
    click.echo(f"Steady is on {settings().public_url}")
    if is_demo():
        for name in DEMO_PEOPLE:
            click.echo(f"  sign in as {name} with steady-demo-{name}")


def _require_free_port(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(
                f"Port {port} is in use. Start on another: PORT={port + 1} make run"
            ) from None


COMMANDS: tuple[click.Command, ...] = (upgrade_command, prepare_command)
