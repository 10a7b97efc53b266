"""Bringing everything back from one file and the passphrase."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from patient_app.core import audit, clock
from patient_app.core.config import Settings
from patient_app.core.contents import is_empty
from patient_app.core.db import db, unit_of_work
from patient_app.core.restoring import Restored, RestoreStep
from patient_app.core.sealed import KeyRing, use_ring
from patient_app.operations.backup import erasures, postgresql
from patient_app.operations.backup.aside import set_aside
from patient_app.operations.backup.manifest import Manifest
from patient_app.operations.backup.passphrase import read_passphrase
from patient_app.operations.backup.snapshot import FILES
from patient_app.operations.backup.staged import OpenApp, in_scratch_database, staged
from patient_app.operations.backup.swap import Swap, begin_swap, finish_swap
from patient_app.operations.backup.unpack import RING, unpack
from patient_app.operations.backup.verify import check_fits
from patient_app.operations.files import only_one, put_on_disk, workplace
from patient_app.operations.presence import alone
from patient_app.operations.refusals import CannotDo


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back: as of when, how many sealed fields opened, which file holds the old data."""

    made_at: datetime
    sealed_fields: int
    aside: Path | None = None


def restore(
    settings: Settings, backup: Path, open_app: OpenApp, steps: Sequence[RestoreStep]
) -> BroughtBack:
    """Replace this installation's data by the backup's. Raises CannotDo; then nothing changed."""
    passphrase = read_passphrase(settings)
    with only_one(settings, "restore"), workplace(settings, "restore") as folder:
        said = unpack(backup, passphrase, folder)
        check_fits(said, _kind(settings))
        with alone(settings):
            if said.database == "postgresql":
                return _into_postgresql(settings, said, folder, steps)
            opened = _prepare_sqlite(settings, said, folder, open_app, steps)
            aside = set_aside(settings, passphrase)
            _swap_in(settings, folder)
            return BroughtBack(datetime.fromisoformat(said.made_at), opened, aside)


def rehearse(settings: Settings, backup: Path, open_app: OpenApp) -> BroughtBack:
    """Restore into a folder, or a database, that is thrown away: proof that file and passphrase
    suffice. Raises CannotDo."""
    passphrase = read_passphrase(settings)
    with workplace(settings, "rehearsal") as folder:
        said = unpack(backup, passphrase, folder)
        check_fits(said, _kind(settings))
        try_out = in_scratch_database if said.database == "postgresql" else staged
        with try_out(settings, folder, open_app) as opened:
            return BroughtBack(datetime.fromisoformat(said.made_at), opened)


def _prepare_sqlite(
    settings: Settings,
    said: Manifest,
    folder: Path,
    open_app: OpenApp,
    steps: Sequence[RestoreStep],
) -> int:
    """Make the unpacked data ready to take over; how many sealed fields opened."""
    _refuse_foreign(settings, said)
    erased = erasures.ledger()
    _close_database()
    with staged(settings, folder, open_app) as opened:
        _make_current(said, erased, steps)
    return opened


def _into_postgresql(
    settings: Settings, said: Manifest, folder: Path, steps: Sequence[RestoreStep]
) -> BroughtBack:
    opened = postgresql.load(settings, folder)
    made_at = _make_current(said, [], steps)
    postgresql.is_done(settings)
    return BroughtBack(made_at, opened)


def _refuse_foreign(settings: Settings, said: Manifest) -> None:
    if KeyRing.load(settings.keyring_file).ring_id != said.ring_id and not is_empty():
        raise CannotDo(
            "This backup belongs to another installation. "
            "Restore it with INSTANCE_DIR set to an empty directory."
        )


@unit_of_work()
def _make_current(
    said: Manifest, erased: erasures.Ledger, steps: Sequence[RestoreStep]
) -> datetime:
    """What must hold before anyone signs in again, committed together."""
    back = Restored(made_at=datetime.fromisoformat(said.made_at), now=clock.now())
    erasures.carry_over(erased)
    for step in steps:
        step(back)
    audit.append(audit.Act.RESTORED, actor=None, by_program=True)
    return back.made_at


def _close_database() -> None:
    db.session.remove()
    db.engine.dispose()


def _swap_in(settings: Settings, folder: Path) -> None:
    """Put the verified files in place of the old ones."""
    database, ring = Path(str(make_url(settings.database_url).database)), settings.keyring_file
    moves = (_beside(folder / FILES["sqlite"], database), _beside(folder / RING, ring))
    stale = tuple(f"{database}{tail}" for tail in ("-wal", "-shm"))
    begin_swap(settings.instance_dir, Swap(moves, stale))
    finish_swap(settings.instance_dir)
    use_ring(ring)


def _beside(new: Path, target: Path) -> tuple[str, str]:
    """Bring a new file next to the one it replaces: only there is a rename one step."""
    ready = target.with_name(f"{target.name}.restored")
    shutil.move(new, ready)
    ready.chmod(0o600)
    put_on_disk(ready)
    return str(ready), str(target)


def _kind(settings: Settings) -> str:
    return make_url(settings.database_url).get_backend_name()
