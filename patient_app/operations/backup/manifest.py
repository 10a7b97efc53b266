"""What a backup says about itself."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from patient_app.operations.refusals import CannotDo

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` holds the SHA-256 of each file; `database` is sqlite or postgresql."""

    app_version: str
    revision: str
    ring_id: str
    database: str
    made_at: str
    files: dict[str, str]

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Manifest":
        """Raises CannotDo."""
        try:
            return cls(**json.loads(raw))
        except (ValueError, TypeError):
            raise CannotDo("This backup has no readable manifest. Nothing was changed.") from None


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
