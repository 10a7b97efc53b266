"""Who was deleted, remembered outside the database: an older backup must not bring them back.

A line is a keyed hash of the person's random id, and an instant. It says nothing to anyone, and
is recognised by whoever has the key ring and the person's row, which is what a restore has.
"""

import logging
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from flask import current_app

from patient_app.core.config import Settings
from patient_app.core.sealed import blind_index

log = logging.getLogger("steady")

NAME = "erasures"
Lines = dict[str, datetime]


def places(settings: Settings) -> tuple[Path, Path]:
    """Beside the key ring, which all machines share; and beside the backups, to travel along."""
    return settings.keyring_file.with_name(NAME), settings.instance_dir / "backups" / NAME


def key_of(person_id: UUID) -> str:
    """How a line names a person. The key is never rotated."""
    return blind_index("erasure", str(person_id)).hex()


def write_down(person_id: UUID, at: datetime) -> None:
    """One more. Called when it is done already, so a full disk must not undo it: the nightly
    job adds what is missing."""
    try:
        add_missing(current_app.extensions["settings"], {key_of(person_id): at})
    except OSError as error:
        log.error("writing down an erasure failed with %s", type(error).__name__)


def add_missing(settings: Settings, lines: Lines) -> None:
    """Have every place know all of `lines`."""
    for place in places(settings):
        known = read([place])
        _append(place, {key: at for key, at in lines.items() if key not in known})


def read(paths: Iterable[Path]) -> Lines:
    """Everything that any of these files knows; a line that is cut off is passed over."""
    found: Lines = {}
    for path in paths:
        for line in path.read_text().splitlines() if path.exists() else ():
            key, _, told = line.partition(" ")
            at = _instant(told)
            if at is not None:
                found[key] = at
    return found


def _instant(told: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _append(path: Path, lines: Lines) -> None:
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Each on a line of its own, whatever a cut-off write has left at the end.
    told = "".join(f"\n{key} {at.isoformat()}" for key, at in lines.items())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(told.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
