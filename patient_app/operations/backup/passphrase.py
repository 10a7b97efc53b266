"""The recovery passphrase: with it and one backup file, everything comes back."""

import os
from pathlib import Path

from patient_app.core.config import Settings
from patient_app.core.ids import new_code
from patient_app.operations.files import disk_refusals
from patient_app.operations.refusals import CannotDo

SHORTEST = 15
_GROUPS = 5


def passphrase_file(settings: Settings) -> Path:
    """BACKUP_PASSPHRASE_FILE, else one of our own beside the key ring."""
    return settings.backup_passphrase_file or settings.instance_dir / "recovery-passphrase"


def read_passphrase(settings: Settings) -> str:
    """The passphrase. Raises CannotDo when there is none, or one that is easily guessed."""
    path = passphrase_file(settings)
    try:
        words = path.read_text().strip()
    except OSError:
        raise CannotDo(
            f"There is no recovery passphrase: {path} cannot be read. "
            "Set BACKUP_PASSPHRASE_FILE to the file that holds it."
        ) from None
    if len(words) < SHORTEST:
        raise CannotDo(f"The recovery passphrase in {path} needs at least {SHORTEST} characters.")
    return words


def make_passphrase(settings: Settings) -> Path | None:
    """Make one (122 bits) where the operator gave none; its file, when it is new."""
    path = passphrase_file(settings)
    if settings.backup_passphrase_file or path.exists():
        return None
    words = "-".join(new_code(_GROUPS) for _ in range(_GROUPS))
    with disk_refusals("No recovery passphrase was made"):
        _write_new(path, words + "\n")
    return path


def _write_new(path: Path, text: str) -> None:
    """All of it or no file: half a passphrase would look like one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()
        raise
