"""Secrets at rest: sealed fields and blind indexes."""

from patient_app.core.sealed.field import CONTRACTS, Sealed, bound_to, opened, sealed
from patient_app.core.sealed.keyring import (
    CannotUnseal,
    KeyRing,
    KeyRingMissing,
    KeyRingUnusable,
    create_ring,
)
from patient_app.core.sealed.ring import blind_index, current_ring, use_ring

__all__ = [
    "CONTRACTS",
    "CannotUnseal",
    "KeyRing",
    "KeyRingMissing",
    "KeyRingUnusable",
    "Sealed",
    "blind_index",
    "bound_to",
    "create_ring",
    "current_ring",
    "opened",
    "sealed",
    "use_ring",
]
