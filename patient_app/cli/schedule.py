"""`schedule import`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click
from flask.cli import AppGroup

from patient_app.cli.invitations import center_named
from patient_app.core import clock
from patient_app.core.errors import Refusal
from patient_app.operations.files import disk_refusals
from patient_app.schedule.calendars.records import CalendarImport
from patient_app.schedule.importing.reading import read_calendar
from patient_app.schedule.importing.rules.formats import CalendarFormat
from patient_app.schedule.importing.rules.plan import Counts, Done
from patient_app.schedule.importing.rules.reporting import report_lines
from patient_app.schedule.importing.service.carrying_out import bring_in, look
from patient_app.schedule.importing.service.people import episodes_named
from patient_app.schedule.rules.kinds import SeriesKind

if TYPE_CHECKING:
    from patient_app.centers.models import Center

_KINDS = [each.value for each in SeriesKind]

schedule = AppGroup("schedule", help="The center's schedule.")


@schedule.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice([each.value for each in CalendarFormat]), required=True
)
@click.option("--center", "slug", help="Which center, when there are several.")
@click.option("--zone", help="Time zone of times that name none; the center's own otherwise.")
@click.option("--kind", type=click.Choice(_KINDS), help="Kind of every new series.")
@click.option("--enrol", "names", multiple=True, metavar="NAME", help="Enrol this patient in all.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write one JSON line for each row into this file.",
)
@click.option("--json", "as_json", is_flag=True, help="Numbers as JSON on the last line.")
def import_file(
    file: Path,
    format_: str,
    slug: str | None,
    zone: str | None,
    kind: str | None,
    names: tuple[str, ...],
    dry_run: bool,
    report: Path | None,
    as_json: bool,
) -> None:
    """Take in the calendar FILE that another program exported.

    The same file again changes nothing. Where Steady changed too, its own version stays and
    the report says so. Nobody sees a new series before they are enrolled.
    """
    center = _center(slug)
    chosen = SeriesKind(kind) if kind else None
    try:
        read = _read(file, CalendarFormat(format_), zone or center.zone)
        with disk_refusals("Nothing was taken in"):
            done = _do(center.id, read, format_, chosen, names, dry_run=dry_run)
    except Refusal as refusal:
        raise click.ClickException(refusal.wording % refusal.details) from None
    _tell(done, dry_run=dry_run, as_json=as_json)
    if report:
        _write_report(report, done)


def _write_report(report: Path, done: Done) -> None:
    """After the numbers: the import is done, whatever becomes of its report."""
    lines = "".join(json.dumps(line) + "\n" for line in report_lines(done))
    try:
        report.write_text(lines, encoding="utf-8")
    except OSError as error:
        why = f"The import is done, but its report cannot be written ({error.strerror})."
        raise click.ClickException(why) from None


def _do(
    center_id: UUID,
    read: CalendarImport,
    format_: str,
    kind: SeriesKind | None,
    names: tuple[str, ...],
    *,
    dry_run: bool,
) -> Done:
    now = clock.now()
    if dry_run:
        episodes_named(center_id, names)
        return look(center_id, read, now)
    return bring_in(center_id, read, format_, now, kind=kind, names=names)


def _center(slug: str | None) -> "Center":
    found = center_named(slug)
    if found is None:
        raise click.ClickException(
            "There is no center yet. Start with: flask --app wsgi staff create"
        )
    return found


def _read(file: Path, format_: CalendarFormat, zone: str) -> CalendarImport:
    try:
        data = file.read_bytes()
    except OSError:
        raise click.ClickException(f"There is no readable file at {file}.") from None
    return read_calendar(data, format_, zone, clock.now())


def _tell(done: Done, *, dry_run: bool, as_json: bool) -> None:
    counts = done.counts
    if not as_json:
        start = "Would be" if dry_run else "Done:"
        click.echo(f"{start} {', '.join(f'{n} {name}' for name, n in _numbers(counts).items())}.")
    conflicts = sum(line.conflict is not None for line in done.plan.lines)
    if conflicts:
        click.echo(f"{conflicts} changed here too and stay as they are here.", err=True)
    if done.plan.missing:
        click.echo(f"{len(done.plan.missing)} are no longer in the file and stay.", err=True)
    if as_json:
        click.echo(json.dumps(_numbers(counts)))


def _numbers(counts: Counts) -> dict[str, int]:
    return {
        "read": counts.read,
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "cancelled": counts.cancelled,
        "rejected": counts.rejected,
    }


COMMANDS = (schedule,)
