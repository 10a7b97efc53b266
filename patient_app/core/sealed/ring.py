"""The ring in use by this process, re-read when another process has rotated it."""

from pathlib import Path

from patient_app.core.sealed.keyring import CannotUnseal, KeyRing

_ring: KeyRing | None = None
_stamp: float = 0.0


def use_ring(path: Path) -> None:
    """Take the ring at `path` into use. Raises KeyRingMissing."""
    global _ring, _stamp
    _stamp = path.stat().st_mtime if path.exists() else 0.0
    _ring = KeyRing.load(path)


def current_ring() -> KeyRing:
    """The ring in use. Raises RuntimeError before `use_ring`."""
    if _ring is None:
        raise RuntimeError("no key ring is in use yet")
    return _ring


def unseal(held: bytes, bound_to: bytes) -> str:
    """The words; a ring rotated meanwhile by another process is read once more first."""
    try:
        return current_ring().unseal(held, bound_to)
    except CannotUnseal:
        if not _changed_on_disk():
            raise
        use_ring(current_ring().path)
        return current_ring().unseal(held, bound_to)


def blind_index(purpose: str, value: str) -> bytes:
    """32 bytes to look `value` up by, useless without the ring."""
    return current_ring().blind(purpose, value)


def _changed_on_disk() -> bool:
    path = current_ring().path
    return path.exists() and path.stat().st_mtime != _stamp
