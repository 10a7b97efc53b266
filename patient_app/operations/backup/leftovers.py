"""Copies that upgrades and restores leave behind: for four weeks, and never beside their keys.

What a restore replaces is sealed into a backup like any other. Folders named before-restore-*
hold a plain database and the key ring that opens it: older versions left them, none is made now.
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from patient_app.core.config import Settings

KEPT = timedelta(days=28)
# The night that lets them go may be late; after this, nobody is coming.
_MISSED = KEPT + timedelta(days=3)
OLD_RING = ".before-restore"


def let_go_of_leftovers(settings: Settings, now: datetime) -> None:
    """Delete every copy that is older than four weeks."""
    for path in _older_than(KEPT, settings, now):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def overdue(settings: Settings, now: datetime) -> list[Path]:
    """Copies that should have gone by now."""
    return _older_than(_MISSED, settings, now)


def plain_copies(settings: Settings) -> list[Path]:
    """Data that lies beside the keys that open it."""
    return sorted(path for path in settings.instance_dir.glob("before-restore-*") if path.is_dir())


def _older_than(age: timedelta, settings: Settings, now: datetime) -> list[Path]:
    return [path for path in _all(settings) if now - _made_at(path) > age]


def _all(settings: Settings) -> list[Path]:
    ring = settings.keyring_file
    sealed = (settings.instance_dir / "backups").glob("before-*.backup")
    return [*sorted(sealed), *plain_copies(settings), *ring.parent.glob(ring.name + OLD_RING)]


def _made_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
