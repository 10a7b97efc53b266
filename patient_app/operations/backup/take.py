"""Taking a backup: online, whole, and read back before it is called one."""

import os
import tarfile
from pathlib import Path

from patient_app import __version__
from patient_app.core import clock
from patient_app.core.config import Settings
from patient_app.core.db import db
from patient_app.core.revisions import current_revision
from patient_app.core.sealed import KeyRing
from patient_app.operations.backup import manifest
from patient_app.operations.backup.envelope import seal_file
from patient_app.operations.backup.manifest import Manifest, checksum
from patient_app.operations.backup.passphrase import read_passphrase
from patient_app.operations.backup.snapshot import take_snapshot
from patient_app.operations.backup.unpack import RING, unpack
from patient_app.operations.files import (
    disk_refusals,
    only_one,
    put_on_disk,
    require_space,
    workplace,
)
from patient_app.operations.refusals import CannotDo

_TRIES = 3
_NOT_MADE = "No backup was made; earlier ones are as they were"


def take_backup(settings: Settings, target: Path) -> Path:
    """Write everything to the one file `target`. Raises CannotDo; then there is no file."""
    passphrase = read_passphrase(settings)
    target = target.resolve()
    if target.exists():
        raise CannotDo(f"{target} is there already: please choose another name.")
    with (
        only_one(settings, "backup"),
        workplace(settings, "backup") as folder,
        disk_refusals(_NOT_MADE),
    ):
        seal_folder(folder, _gather(settings, folder), target, passphrase)
    return target


def seal_folder(folder: Path, said: Manifest, target: Path, passphrase: str) -> None:
    """Write the files of `folder`, with what is said of them, into the one file `target`."""
    (folder / manifest.NAME).write_bytes(said.as_bytes())
    _write(folder, target, passphrase)


def _gather(settings: Settings, folder: Path) -> Manifest:
    """A snapshot and the ring that opens it, in `folder`."""
    for _ in range(_TRIES):
        before = settings.keyring_file.read_bytes()
        snapshot = take_snapshot(folder)
        if settings.keyring_file.read_bytes() == before:
            break
        snapshot.unlink()  # the keys changed meanwhile
    else:
        raise CannotDo("The keys are being rotated: please try again when that is done.")
    (folder / RING).write_bytes(before)
    return describe(folder / RING, snapshot, db.engine.dialect.name, str(current_revision()))


def describe(ring: Path, snapshot: Path, database: str, revision: str) -> Manifest:
    """What a backup of these two files says of itself."""
    return Manifest(
        app_version=__version__,
        revision=revision,
        ring_id=KeyRing.load(ring).ring_id,
        database=database,
        made_at=clock.now().isoformat(),
        files={path.name: checksum(path) for path in (ring, snapshot)},
    )


def _write(folder: Path, target: Path, passphrase: str) -> None:
    """Seal all of `folder` into `target`, which appears only when it has been read back."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        require_space(target.parent, sum(path.stat().st_size for path in folder.iterdir()))
        draft = target.with_name(target.name + ".partial")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise CannotDo(f"{target} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file, seal_file(file, passphrase) as stream:
            _pack(folder, stream)
        put_on_disk(draft)
        _read_back(folder, draft, passphrase)
        draft.replace(target)
        put_on_disk(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _pack(folder: Path, stream: object) -> None:
    # The manifest first: it says what must follow.
    names = sorted(path.name for path in folder.iterdir() if path.name != manifest.NAME)
    with tarfile.open(fileobj=stream, mode="w|gz") as archive:  # type: ignore[call-overload]  # any object with write()
        for name in (manifest.NAME, *names):
            archive.add(folder / name, arcname=name)


def _read_back(folder: Path, draft: Path, passphrase: str) -> None:
    again = folder / "again"
    again.mkdir()
    unpack(draft, passphrase, again)
