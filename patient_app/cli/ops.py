"""Commands of whoever runs the machine."""

import json
import logging
import socket
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from patient_app import registry, worker
from patient_app.cli.plainly import tables_ready
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.contents import is_demo, is_empty
from patient_app.operations.backup.passphrase import make_passphrase
from patient_app.operations.backup.restore import BroughtBack, rehearse, restore
from patient_app.operations.backup.take import take_backup
from patient_app.operations.doctor.examine import examine
from patient_app.operations.doctor.findings import State
from patient_app.operations.files import disk_refusals
from patient_app.operations.jobs.own import BACKUP, OWN_JOBS, REHEARSED
from patient_app.operations.jobs.record import note_done
from patient_app.operations.rotation.rotate import rotate
from patient_app.operations.upgrade import upgrade


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["settings"]
    return found


@click.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """Back up an existing database, then bring it to this version."""
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
    _tell_passphrase()
    demo = current_app.cli.commands.get("demo")
    if demo and settings().demo_allowed and is_empty():
        context.invoke(demo)
    elif is_demo():
        click.echo("The demo center is here: sign in as ana with steady-demo-ana.")
    click.echo(f"Steady is on {settings().public_url}")


@click.command("worker")
def worker_command() -> None:
    """Run what is due until told to stop. Start it beside the web server, on any machine."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the app behind the proxy
    worker.run(app, (*registry.JOBS, *OWN_JOBS))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def backup_command(file: Path) -> None:
    """Write everything into one FILE under the recovery passphrase, while people go on working."""
    started = clock.now()
    _tell_passphrase()
    done = take_backup(settings(), file)
    click.echo(f"Backed up to {done} ({done.stat().st_size >> 10} KB).")
    with disk_refusals("That it was made could not be written down"):
        note_done(BACKUP.name, started)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rehearse", "only_try", is_flag=True, help="Into a folder that is thrown away.")
@with_appcontext
def restore_command(file: Path, only_try: bool) -> None:
    """Bring everything back from FILE. Nothing changes unless all of it is good."""
    started, open_app = clock.now(), current_app.extensions["create_app"]
    if only_try:
        back = rehearse(settings(), file, open_app)
        if tables_ready():  # else it is a machine with nothing on it yet
            note_done(REHEARSED, started)
    else:
        back = restore(settings(), file, open_app, registry.AFTER_RESTORE)
    _tell(back, "A rehearsal brought back" if only_try else "Brought back")
    if not only_try:
        _tell_since(back)


def _tell(back: BroughtBack, what: str) -> None:
    click.echo(f"{what} the data of {back.made_at:%Y-%m-%d %H:%M} UTC.")
    click.echo(f"{back.sealed_fields} sealed fields open.")
    if back.aside:
        click.echo(f"What was here before is sealed in {back.aside}, for four weeks.")


def _tell_since(back: BroughtBack) -> None:
    """What the operator has to look at: no backup knows what came after it."""
    when = f"{back.made_at:%Y-%m-%d %H:%M} UTC"
    if back.again is None:
        click.echo(
            f"Nothing here could tell what ended after {when}. "
            "From your own records of those days, end it again: deleted accounts, ended roles "
            "and care-team places, closed calendar addresses, passwords and passkeys given up."
        )
    elif back.again:
        done = (f"{count} {words[count != 1]}" for words, count in back.again.items())
        click.echo(f"Ended since then, and ended again now: {', '.join(done)}.")
    click.echo(
        "Everything else since then is gone. Look through who left the program, sessions that were "
        "moved or called off, and requests. Whoever has no way in any more needs a new code."
    )


@click.group("keys")
def keys_group() -> None:
    """The keys of sealed fields."""


@keys_group.command("rotate")
@with_appcontext
def rotate_command() -> None:
    """Give sealed fields a new key. If it is interrupted, run it again."""
    with disk_refusals("The rotation is not finished: run it again when there is room"):
        resealed = rotate(settings())
    click.echo(f"{resealed} fields are sealed under a new key; the old key is gone.")


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--production", is_flag=True, help="Also what real people need.")
@with_appcontext
def doctor_command(as_json: bool, production: bool) -> None:
    """Say what is well and what is not; exits 1 when something is broken."""
    found = examine(settings(), for_production=production)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], indent=1))
    else:
        for finding in found:
            click.echo(f"{finding.state:7} {finding.about}: {finding.sentence}")
    broken = [finding.about for finding in found if finding.state is State.BROKEN]
    if broken:
        raise click.ClickException(f"Broken: {', '.join(broken)}.")


def _tell_passphrase() -> None:
    made = make_passphrase(settings())
    if made:
        click.echo(f"A recovery passphrase was made in {made}.")
        click.echo(
            "Write it down and keep it away from this machine: backups open with nothing else."
        )


def _require_free_port(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(
                f"Port {port} is in use. Start on another: PORT={port + 1} make run"
            ) from None


COMMANDS: tuple[click.Command, ...] = (
    upgrade_command,
    prepare_command,
    worker_command,
    backup_command,
    restore_command,
    keys_group,
    doctor_command,
)
