"""The outside of a backup file (docs/data-flows/backup.md has the format byte by byte).

steady-backup 1 <newline> | one line of JSON | a Tink stream (AES-256-GCM-HKDF, 1 MB segments).
The stream's key is made for this file and wrapped, AES-256-GCM, under argon2id(passphrase).
Everything before the stream is its associated data; the stream knows its own end, so a file
that was cut off, even between segments, does not open.
"""

import base64
import io
import json
import secrets
from pathlib import Path
from typing import Any, BinaryIO, cast

import tink
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tink import json_proto_keyset_format, secret_key_access, streaming_aead

from patient_app.operations.refusals import CannotDo

streaming_aead.register()

MAGIC = b"steady-backup 1\n"
DAMAGED = "This backup is damaged or was cut off. Nothing was changed."
_FOREIGN = "This file is not a Steady backup. Nothing was changed."
_LONGEST_HEADER = 10_000
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 1
_MOST_MEMORY_KIB, _MOST_PASSES = 1_048_576, 20


def seal_file(target: BinaryIO, passphrase: str) -> BinaryIO:
    """A stream that writes what it is given to `target`, sealed; closing it ends both."""
    handle = tink.new_keyset_handle(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB)
    keyset = json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    derivation = {
        "memory_kib": _MEMORY_KIB,
        "passes": _PASSES,
        "lanes": _LANES,
        "salt": _text(secrets.token_bytes(16)),
    }
    nonce = secrets.token_bytes(12)
    wrapped = AESGCM(_key(passphrase, derivation)).encrypt(nonce, keyset.encode(), MAGIC)
    header = {"argon2id": derivation, "nonce": _text(nonce), "keyset": _text(wrapped)}
    opening = MAGIC + json.dumps(header).encode() + b"\n"
    target.write(opening)
    stream = handle.primitive(streaming_aead.StreamingAead).new_encrypting_stream(target, opening)
    return cast(BinaryIO, stream)


def open_file(path: Path, passphrase: str) -> BinaryIO:
    """The inside as a stream; `Damaged` errors appear while reading. Raises CannotDo."""
    try:
        source = path.open("rb")
    except OSError:
        raise CannotDo(f"{path} cannot be read.") from None
    magic, line = source.read(len(MAGIC)), source.readline(_LONGEST_HEADER)
    if magic != MAGIC:
        source.close()
        raise CannotDo(_FOREIGN)
    try:
        handle = _unwrap(line, passphrase)
    except CannotDo:
        source.close()
        raise
    aead = handle.primitive(streaming_aead.StreamingAead)
    return cast(BinaryIO, _Plain(aead.new_decrypting_stream(source, magic + line)))


class _Plain(io.RawIOBase):
    """Turns the library's errors into ours."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            return bytes(self._stream.read(size))
        except tink.TinkError:
            raise CannotDo(DAMAGED) from None

    def close(self) -> None:
        self._stream.close()
        super().close()


def _unwrap(line: bytes, passphrase: str) -> tink.KeysetHandle:
    try:
        header = json.loads(line)
        key = _key(passphrase, header["argon2id"])
        nonce, wrapped = _raw(header["nonce"]), _raw(header["keyset"])
    except (ValueError, KeyError, TypeError):
        raise CannotDo(DAMAGED) from None
    try:
        keyset = AESGCM(key).decrypt(nonce, wrapped, MAGIC).decode()
    except InvalidTag:
        raise CannotDo("The recovery passphrase does not open this backup.") from None
    return json_proto_keyset_format.parse(keyset, secret_key_access.TOKEN)


def _key(passphrase: str, derivation: dict[str, Any]) -> bytes:
    memory, passes = int(derivation["memory_kib"]), int(derivation["passes"])
    if memory > _MOST_MEMORY_KIB or passes > _MOST_PASSES:
        raise ValueError("a derivation this costly is not ours")
    return hash_secret_raw(
        passphrase.encode(),
        _raw(derivation["salt"]),
        time_cost=passes,
        memory_cost=memory,
        parallelism=int(derivation["lanes"]),
        hash_len=32,
        type=Type.ID,
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
