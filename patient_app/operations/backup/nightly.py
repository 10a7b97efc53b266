"""The backup of every night, and which of them stay."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from flask import current_app

from patient_app.core import erased
from patient_app.core.config import Settings
from patient_app.operations.backup import erasures
from patient_app.operations.backup.leftovers import let_go_of_leftovers
from patient_app.operations.backup.passphrase import make_passphrase
from patient_app.operations.backup.take import take_backup

DAILY = 7
WEEKLY = 4
_NAME = re.compile(r"steady-(\d{4}-\d{2}-\d{2})\.backup")


def nightly_backup(now: datetime) -> None:
    """Today's backup in INSTANCE_DIR/backups; then those that are old enough go."""
    settings: Settings = current_app.extensions["settings"]
    make_passphrase(settings)
    folder = settings.instance_dir / "backups"
    target = folder / f"steady-{now.date().isoformat()}.backup"
    if not target.exists():
        take_backup(settings, target)
    held = {day: path for path in folder.iterdir() if (day := _day_of(path))}
    for day in held.keys() - kept(held):
        held[day].unlink()
    let_go_of_leftovers(settings, now)
    erased.add_missing(settings, erasures.keyed())


def newest_backup(settings: Settings) -> Path | None:
    """The latest file in INSTANCE_DIR/backups, whoever asked for it.

    What a restore replaced is not among them: it may be kept because it was damaged.
    """
    found = set((settings.instance_dir / "backups").glob("*.backup"))
    found -= set((settings.instance_dir / "backups").glob("before-restore-*"))
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def kept(days: Iterable[date]) -> set[date]:
    """The newest seven, and the newest of each of the four latest weeks."""
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
    return {*newest_first[:DAILY], *list(weeks.values())[:WEEKLY]}


def _day_of(path: Path) -> date | None:
    found = _NAME.fullmatch(path.name)
    return date.fromisoformat(found[1]) if found else None
