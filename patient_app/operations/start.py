"""What must be true of an installation's files before any process opens them."""

import os
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url

from patient_app.core.config import Settings
from patient_app.core.sealed import KeyRingMissing
from patient_app.operations import presence
from patient_app.operations.backup.swap import finish_swap


def open_files(settings: Settings) -> None:
    """Wait for a restore, finish one that was interrupted, and never make up a lost key ring.

    Raises KeyRingMissing.
    """
    os.umask(0o077)  # whatever this process writes is for its own user
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    presence.hold(settings)
    finish_swap(settings.instance_dir)
    if not settings.keyring_file.exists() and _has_data(settings.database_url):
        raise KeyRingMissing(
            f"The key ring {settings.keyring_file} is missing, and without it what people wrote "
            "cannot be read. Put it back, or restore a backup."
        )


def _has_data(database_url: str) -> bool:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        return path.exists() and path.stat().st_size > 0
    engine = create_engine(url)
    try:
        return inspect(engine).has_table("person")
    finally:
        engine.dispose()
