"""What a restore replaces, sealed before it is replaced: no plain copy stays beside its keys."""

import contextlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.revisions import head_revision
from patient_app.operations.backup.snapshot import FILES
from patient_app.operations.backup.staged import into_one_file
from patient_app.operations.backup.take import describe, seal_folder
from patient_app.operations.backup.unpack import RING
from patient_app.operations.files import workplace


def set_aside(settings: Settings, passphrase: str) -> Path | None:
    """A backup of the SQLite data as it lies there, damaged or not; None where there is none.

    Raises CannotDo. Nobody else may have the database open.
    """
    database = Path(str(make_url(settings.database_url).database))
    if not database.exists() or not database.stat().st_size:
        return None
    made_at = f"{clock.now():%Y%m%dT%H%M%S%fZ}"  # two restores in one second keep both
    target = settings.instance_dir / "backups" / f"before-restore-{made_at}.backup"
    with workplace(settings, "aside") as folder:
        with contextlib.suppress(sqlite3.DatabaseError):  # a damaged one is kept as it is
            into_one_file(database)
        snapshot, ring = folder / FILES["sqlite"], folder / RING
        shutil.copyfile(database, snapshot)
        shutil.copyfile(settings.keyring_file, ring)
        said = describe(ring, snapshot, "sqlite", _revision(snapshot))
        seal_folder(folder, said, target, passphrase)
    return target


def _revision(database: Path) -> str:
    try:
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        found = None
    return str(found[0]) if found else head_revision()
