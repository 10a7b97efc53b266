"""The key ring: one file beside the database, never in it.

It holds a Tink AEAD keyset for sealed fields and one HMAC key for blind indexes. Rotation adds
a key, makes it primary, re-seals, and drops the old one (`operations/rotation.py`).
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import tink
from tink import aead, json_proto_keyset_format, secret_key_access

aead.register()

# Tink's wire format: one version byte, then the key id, big endian.
_PREFIX = slice(1, 5)
_INDEX_BYTES = 32


class KeyRingUnusable(RuntimeError):
    """Without a key ring sealed fields cannot be read; the message is for an operator."""


class KeyRingMissing(KeyRingUnusable):
    """The key ring file is not there."""


class KeyRingDamaged(KeyRingUnusable):
    """The file is there and holds no keys: empty, cut off, or something else altogether."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key ring {path} is empty or damaged, and without it what people wrote cannot be "
            "read. Put a good copy back, or restore a backup into an empty INSTANCE_DIR."
        )


class CannotUnseal(RuntimeError):
    """A ciphertext is damaged, was moved to another row, or its key is not on the ring."""


@dataclass(frozen=True)
class KeyRing:
    """Keys in use; `path` is where they came from."""

    path: Path
    document: dict[str, Any]
    primitive: aead.Aead
    index_key: bytes

    @classmethod
    def load(cls, path: Path) -> "KeyRing":
        """Read the ring at `path`. Raises KeyRingMissing or KeyRingDamaged."""
        try:
            written = path.read_bytes()
        except FileNotFoundError:
            raise KeyRingMissing(f"There is no key ring at {path}.") from None
        try:
            return cls._read(path, json.loads(written))
        except (ValueError, TypeError, LookupError, tink.TinkError):
            raise KeyRingDamaged(path) from None

    @classmethod
    def _read(cls, path: Path, document: dict[str, Any]) -> "KeyRing":
        handle = json_proto_keyset_format.parse(
            json.dumps(document["fields"]), secret_key_access.TOKEN
        )
        index_key = base64.b64decode(document["index"], validate=True)
        if len(index_key) != _INDEX_BYTES or not document["ring"]:
            raise ValueError("half a ring")
        return cls(path, document, handle.primitive(aead.Aead), index_key)

    @property
    def ring_id(self) -> str:
        return str(self.document["ring"])

    @property
    def primary_key_id(self) -> int:
        return int(self.document["fields"]["primaryKeyId"])

    def seal(self, words: str, bound_to: bytes) -> bytes:
        return bytes(self.primitive.encrypt(words.encode(), bound_to))

    def unseal(self, sealed: bytes, bound_to: bytes) -> str:
        """The words. Raises CannotUnseal when anything but exactly these bytes was sealed here."""
        try:
            return bytes(self.primitive.decrypt(sealed, bound_to)).decode()
        except tink.TinkError:
            raise CannotUnseal from None

    def blind(self, purpose: str, value: str) -> bytes:
        """A keyed hash for equality look-ups; `purpose` keeps columns apart."""
        return hmac.digest(self.index_key, f"{purpose}\0{value}".encode(), hashlib.sha256)


def key_id_of(sealed: bytes) -> int:
    """Which key sealed these bytes."""
    return int.from_bytes(sealed[_PREFIX], "big")


def new_keyset() -> dict[str, Any]:
    """A Tink keyset document holding one fresh AES-256-GCM key."""
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    document: dict[str, Any] = json.loads(
        json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    )
    return document


def create_ring(path: Path) -> None:
    """Make the first ring at `path`, readable by its owner only; an existing one is kept."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_ring(
        path,
        {
            "version": 1,
            "ring": str(uuid4()),
            "fields": new_keyset(),
            "index": base64.b64encode(secrets.token_bytes(_INDEX_BYTES)).decode(),
        },
    )


def write_ring(path: Path, document: dict[str, Any]) -> None:
    """Replace the ring file in one step, on disk before it takes its name."""
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    # Rows sealed under a new key are durable at once; the ring that opens them must be too.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
