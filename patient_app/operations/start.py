"""What must be true of an installation's files before any process opens them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from patient_app.core.config import BadSetting, Settings
from patient_app.core.sealed import KeyRing, KeyRingMissing, KeyRingUnusable
from patient_app.operations import presence
from patient_app.operations.backup.swap import MARKER, finish_swap
from patient_app.operations.refusals import NO_ANSWER, CannotDo


@contextmanager
def or_one_sentence() -> Iterator[None]:
    """What cannot be started ends here: status 1, and why in one plain sentence."""
    try:
        yield
    except (BadSetting, KeyRingUnusable, CannotDo) as refusal:
        sys.exit(str(refusal))
    except SQLAlchemyError:
        sys.exit(NO_ANSWER)
    except OSError as error:
        sys.exit(f"{error.filename} cannot be used: {error.strerror}.")


def open_files(settings: Settings) -> None:
    """Wait for a restore, finish one that was interrupted, and never make up a lost key ring.

    Raises KeyRingUnusable.
    """
    os.umask(0o077)  # whatever this process writes is for its own user
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    presence.hold(settings)
    finish_swap(settings.instance_dir)
    require_ring(settings)


def require_ring(settings: Settings) -> None:
    """Raises KeyRingUnusable when it is damaged, or gone while there is something it opens."""
    if settings.keyring_file.exists():
        KeyRing.load(settings.keyring_file)
    elif _has_data(settings.database_url):
        raise KeyRingMissing(
            f"The key ring {settings.keyring_file} is missing, and without it what people wrote "
            "cannot be read. Put it back, or restore a backup into an empty INSTANCE_DIR."
        )


def require_whole(settings: Settings) -> None:
    """Raises CannotDo while a restore into PostgreSQL has begun and not ended.

    On SQLite there is no such moment: `open_files` has finished the swap.
    """
    on_sqlite = make_url(settings.database_url).get_backend_name() == "sqlite"
    if not on_sqlite and (settings.instance_dir / MARKER).exists():
        raise CannotDo("A restore was interrupted: run the same restore again, then start.")


def _has_data(database_url: str) -> bool:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        return path.exists() and path.stat().st_size > 0
    engine = create_engine(url)
    try:
        if not inspect(engine).has_table("person"):
            return False
        with engine.connect() as connection:
            return connection.execute(text("SELECT 1 FROM person LIMIT 1")).first() is not None
    finally:
        engine.dispose()
