"""Bringing everything back from one file and the passphrase."""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from patient_app.core import audit, clock
from patient_app.core.config import Settings
from patient_app.core.contents import is_empty
from patient_app.core.db import db, unit_of_work
from patient_app.core.erased import Lines, add_missing
from patient_app.core.restoring import Afterwards, Restored
from patient_app.core.sealed import KeyRing, use_ring
from patient_app.operations.backup import erasures, postgresql
from patient_app.operations.backup.aside import set_aside
from patient_app.operations.backup.manifest import Manifest
from patient_app.operations.backup.passphrase import read_passphrase
from patient_app.operations.backup.since import Again, Since, end_again, remember
from patient_app.operations.backup.snapshot import FILES
from patient_app.operations.backup.staged import OpenApp, in_scratch_database, staged
from patient_app.operations.backup.swap import Swap, begin_swap, finish_swap
from patient_app.operations.backup.unpack import RING, unpack
from patient_app.operations.backup.verify import check_fits
from patient_app.operations.files import disk_refusals, only_one, put_on_disk, workplace
from patient_app.operations.presence import alone
from patient_app.operations.refusals import CannotDo

_AS_IT_WAS = "Nothing was changed: the disk cannot be written or read"


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back: as of when, how many sealed fields opened, which file holds the old data.

    `again` is what had ended since then and was ended again; None when nothing could tell.
    """

    made_at: datetime
    sealed_fields: int
    aside: Path | None = None
    again: Again | None = None


def restore(
    settings: Settings, backup: Path, open_app: OpenApp, afterwards: Afterwards
) -> BroughtBack:
    """Replace this installation's data by the backup's. Raises CannotDo; then nothing changed."""
    passphrase = read_passphrase(settings)
    with only_one(settings, "restore"), workplace(settings, "restore") as folder:
        with disk_refusals(_AS_IT_WAS):
            said = unpack(backup, passphrase, folder)
        check_fits(said, _kind(settings))
        with alone(settings):
            back = _as_of(said, erasures.known_outside(settings, backup))
            if said.database == "postgresql":
                done = _into_postgresql(settings, back, folder, afterwards)
            else:
                with disk_refusals(_AS_IT_WAS):
                    _refuse_foreign(settings, said)
                    opened, again = _prepare_sqlite(settings, back, folder, open_app, afterwards)
                    aside = set_aside(settings, passphrase)
                    _decide_swap(settings, folder)
                finish_swap(settings.instance_dir)
                use_ring(settings.keyring_file)
                done = BroughtBack(back.made_at, opened, aside, again)
            with contextlib.suppress(OSError):  # a full disk: the nightly job adds them
                add_missing(settings, {**back.erased, **erasures.keyed()})
            return done


def rehearse(settings: Settings, backup: Path, open_app: OpenApp) -> BroughtBack:
    """Restore into a folder, or a database, that is thrown away: proof that file and passphrase
    suffice. Raises CannotDo."""
    passphrase = read_passphrase(settings)
    with workplace(settings, "rehearsal") as folder:
        with disk_refusals(_AS_IT_WAS):
            said = unpack(backup, passphrase, folder)
        check_fits(said, _kind(settings))
        try_out = in_scratch_database if said.database == "postgresql" else staged
        with disk_refusals(_AS_IT_WAS), try_out(settings, folder, open_app) as opened:
            return BroughtBack(datetime.fromisoformat(said.made_at), opened)


def _as_of(said: Manifest, erased: Lines) -> Restored:
    return Restored(datetime.fromisoformat(said.made_at), clock.now(), erased)


def _prepare_sqlite(
    settings: Settings,
    back: Restored,
    folder: Path,
    open_app: OpenApp,
    afterwards: Afterwards,
) -> tuple[int, Again | None]:
    """Make the unpacked data ready to take over; how many sealed fields opened, what ended."""
    since = remember(afterwards, folder / FILES["sqlite"])
    _close_database()
    with staged(settings, folder, open_app) as opened:
        again = _make_current(back, since, afterwards)
    return opened, again


def _into_postgresql(
    settings: Settings, back: Restored, folder: Path, afterwards: Afterwards
) -> BroughtBack:
    opened = postgresql.load(settings, folder)
    _make_current(back, None, afterwards)
    postgresql.is_done(settings)
    return BroughtBack(back.made_at, opened)


def _refuse_foreign(settings: Settings, said: Manifest) -> None:
    if KeyRing.load(settings.keyring_file).ring_id != said.ring_id and not is_empty():
        raise CannotDo(
            "This backup belongs to another installation. "
            "Restore it with INSTANCE_DIR set to an empty directory."
        )


@unit_of_work()
def _make_current(back: Restored, since: Since | None, afterwards: Afterwards) -> Again | None:
    """What must hold before anyone signs in again, committed together."""
    again = end_again(since) if since else None
    for step in afterwards.steps:
        step(back)
    audit.append(audit.Act.RESTORED, actor=None, by_program=True)
    return again


def _close_database() -> None:
    db.session.remove()
    db.engine.dispose()


def _decide_swap(settings: Settings, folder: Path) -> None:
    """From here on the verified files take the place of the old ones, whatever happens."""
    database, ring = Path(str(make_url(settings.database_url).database)), settings.keyring_file
    moves = (_beside(folder / FILES["sqlite"], database), _beside(folder / RING, ring))
    stale = tuple(f"{database}{tail}" for tail in ("-wal", "-shm"))
    begin_swap(settings.instance_dir, Swap(moves, stale))


def _beside(new: Path, target: Path) -> tuple[str, str]:
    """Bring a new file next to the one it replaces: only there is a rename one step."""
    ready = target.with_name(f"{target.name}.restored")
    shutil.move(new, ready)
    ready.chmod(0o600)
    put_on_disk(ready)
    return str(ready), str(target)


def _kind(settings: Settings) -> str:
    return make_url(settings.database_url).get_backend_name()
