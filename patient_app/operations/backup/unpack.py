"""Opening a backup into an empty folder, believing nothing it has not proved."""

import tarfile
import zlib
from pathlib import Path
from typing import BinaryIO

from patient_app.operations.backup import manifest
from patient_app.operations.backup.envelope import DAMAGED, open_file
from patient_app.operations.backup.manifest import Manifest, checksum
from patient_app.operations.backup.snapshot import FILES
from patient_app.operations.refusals import CannotDo

RING = "keyring.json"
_EXPECTED = {manifest.NAME, RING, *FILES.values()}
_PIECE = 1 << 20


def unpack(backup: Path, passphrase: str, folder: Path) -> Manifest:
    """Write its files into `folder` and check each. Raises CannotDo."""
    with open_file(backup, passphrase) as stream:
        try:
            _extract(stream, folder)
        except (tarfile.TarError, zlib.error, EOFError):
            raise CannotDo(DAMAGED) from None
        while stream.read(_PIECE):  # the stream proves its end only at its end
            pass
    said = Manifest.from_bytes(_read(folder / manifest.NAME))
    if set(said.files) != {RING, FILES.get(said.database)}:
        raise CannotDo(DAMAGED)
    if any(_changed(folder / name, hash_) for name, hash_ in said.files.items()):
        raise CannotDo(DAMAGED)
    return said


def _extract(stream: BinaryIO, folder: Path) -> None:
    with tarfile.open(fileobj=stream, mode="r|gz") as archive:
        for member in archive:
            source = archive.extractfile(member)
            if member.name not in _EXPECTED or source is None:
                raise CannotDo(DAMAGED)
            with (folder / member.name).open("wb") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _changed(path: Path, hash_: str) -> bool:
    return not path.exists() or checksum(path) != hash_
