"""The ring in use by this process, re-read when another process has rotated it.

A process seals with a ring it looked at within the last second: that is what lets a rotation
know when the last row under the old key has been written (`operations/rotation`).
"""

import time
from pathlib import Path

from patient_app.core.sealed.keyring import CannotUnseal, KeyRing

FRESH_FOR = 1.0  # seconds

Stamp = tuple[int, int]  # which file, written when

_ring: KeyRing | None = None
_stamp: Stamp | None = None
_looked_at: float = 0.0


def use_ring(path: Path) -> None:
    """Take the ring at `path` into use. Raises KeyRingUnusable."""
    global _ring, _stamp, _looked_at
    looked_at, stamp = time.monotonic(), _stamp_of(path)
    _ring = KeyRing.load(path)
    _stamp, _looked_at = stamp, looked_at


def current_ring() -> KeyRing:
    """The ring in use, at most a second behind its file. Raises RuntimeError before `use_ring`."""
    global _looked_at
    if _ring is None:
        raise RuntimeError("no key ring is in use yet")
    now = time.monotonic()
    if now - _looked_at > FRESH_FOR:
        if _changed_on_disk(_ring.path):
            use_ring(_ring.path)
        _looked_at = now
    return _ring


def unseal(held: bytes, bound_to: bytes) -> str:
    """The words; a ring rotated meanwhile by another process is read once more first."""
    ring = current_ring()
    try:
        return ring.unseal(held, bound_to)
    except CannotUnseal:
        if _ring is ring and not _changed_on_disk(ring.path):
            raise
        use_ring(ring.path)
        return current_ring().unseal(held, bound_to)


def blind_index(purpose: str, value: str) -> bytes:
    """32 bytes to look `value` up by, useless without the ring."""
    return current_ring().blind(purpose, value)


def _changed_on_disk(path: Path) -> bool:
    found = _stamp_of(path)
    return found is not None and found != _stamp


def _stamp_of(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns
