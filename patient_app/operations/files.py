"""Files that are whole or not there, and work that only one process does at a time."""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError
from tink import TinkError

from patient_app.core.config import Settings
from patient_app.operations.refusals import CannotDo

_NOT_BEGUN = "Nothing was begun: INSTANCE_DIR cannot be written"


@contextmanager
def disk_refusals(sentence: str) -> Iterator[None]:
    """A disk that is full or fails is one sentence, which begins with `sentence`.

    Raises CannotDo. Each library names it in its own way: a file that cannot be written, a
    database's input and output, a stream that broke.
    """
    try:
        yield
    except OperationalError as error:
        if "disk" not in str(error.orig):
            raise
        raise _refused(sentence, error.orig) from None
    except (OSError, sqlite3.OperationalError, TinkError) as error:
        raise _refused(sentence, getattr(error, "strerror", None) or error) from None


def _refused(sentence: str, cause: object) -> CannotDo:
    why = " ".join(str(cause).split())[:200].rstrip(".")
    return CannotDo(f"{sentence} ({why}). Is the disk full?")


@contextmanager
def only_one(settings: Settings, name: str) -> Iterator[None]:
    """Hold `<name>.lock` of this installation. Raises CannotDo when somebody else does."""
    with disk_refusals(_NOT_BEGUN):
        lock = (settings.instance_dir / f"{name}.lock").open("ab")
    with lock as held:
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
    with disk_refusals(_NOT_BEGUN):
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
