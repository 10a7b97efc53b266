"""Restoring into PostgreSQL: only into a database that is still empty.

A marker beside the key ring says that a restore has begun. While it is there the same command
may run again, and `doctor` and the next start say that it must.
"""

import shutil
from pathlib import Path

from patient_app.core import migrations
from patient_app.core.config import Settings
from patient_app.core.contents import is_empty
from patient_app.core.db import db
from patient_app.core.sealed import use_ring
from patient_app.operations.backup.leftovers import OLD_RING
from patient_app.operations.backup.snapshot import FILES, fill_postgresql, find_program
from patient_app.operations.backup.swap import MARKER
from patient_app.operations.backup.unpack import RING
from patient_app.operations.backup.verify import check_sealed
from patient_app.operations.files import put_on_disk
from patient_app.operations.refusals import CannotDo


def load(settings: Settings, folder: Path) -> int:
    """Fill the database and take the backup's keys into use; how many sealed fields opened."""
    marker = settings.instance_dir / MARKER
    if not marker.exists() and not is_empty():
        raise CannotDo(
            "The database that DATABASE_URL names is not empty. "
            "Create an empty one, name it in DATABASE_URL, and restore again."
        )
    find_program("pg_restore")
    marker.touch()
    db.session.remove()
    db.engine.dispose()
    fill_postgresql(folder / FILES["postgresql"], db.engine.url, "--clean", "--if-exists")
    _use_keys(settings, folder / RING)
    migrations.upgrade()
    return check_sealed()


def is_done(settings: Settings) -> None:
    """The restore has come to its end."""
    (settings.instance_dir / MARKER).unlink()


def _use_keys(settings: Settings, ring: Path) -> None:
    ours = settings.keyring_file
    aside = ours.with_name(ours.name + OLD_RING)
    if ours.exists() and not aside.exists():
        shutil.copyfile(ours, aside)  # not moved: a ring must lie there whatever happens next
        aside.chmod(0o600)
    ring.replace(ours)
    put_on_disk(ours.parent)
    use_ring(ours)
