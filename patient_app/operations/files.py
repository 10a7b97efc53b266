"""Files that are whole or not there, and work that only one process does at a time."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from patient_app.core.config import Settings
from patient_app.operations.refusals import CannotDo


@contextmanager
def only_one(settings: Settings, name: str) -> Iterator[None]:
    """Hold `<name>.lock` of this installation. Raises CannotDo when somebody else does."""
    with (settings.instance_dir / f"{name}.lock").open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotDo(
                f"Another {name} is running: please try again when it is done."
            ) from None
        yield


@contextmanager
def workplace(settings: Settings, name: str) -> Iterator[Path]:
    """A private folder beside the database, gone afterwards; what a kill left is swept first."""
    for left in settings.instance_dir.glob(f".{name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=settings.instance_dir))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_on_disk(path: Path) -> None:
    """Return only once the bytes of this file or folder would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_space(folder: Path, needed: int) -> None:
    """Raises CannotDo when fewer than `needed` bytes are free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotDo(
            f"The disk is too full: {needed >> 20} MB are needed and {free >> 20} MB are free."
        )
