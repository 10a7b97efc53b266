"""The ring's document in each step of a rotation. Pure: each function returns a new document."""

import copy
from enum import StrEnum
from typing import Any

Document = dict[str, Any]


class Step(StrEnum):
    """How far a rotation has come; a document without one rests."""

    ADDED = "added"
    PROMOTED = "promoted"
    SWEPT = "swept"


def step_of(ring: Document) -> Step | None:
    """The step reached, None when no rotation is under way."""
    rotation = ring.get("rotation")
    return Step(rotation["step"]) if rotation else None


def new_key_id(ring: Document) -> int:
    """The key that the rotation under way leads to."""
    return int(ring["rotation"]["new"])


def with_new_key(ring: Document, keyset: Document) -> Document:
    """Add the one key of `keyset`. Raises ValueError when its random id is taken already."""
    key = keyset["key"][0]
    if key["keyId"] in {held["keyId"] for held in ring["fields"]["key"]}:
        raise ValueError("this key id is on the ring already")
    ring = copy.deepcopy(ring)
    ring["fields"]["key"].append(key)
    ring["rotation"] = {"new": key["keyId"], "step": Step.ADDED}
    return ring


def promoted(ring: Document) -> Document:
    """The new key seals from here on."""
    ring = copy.deepcopy(ring)
    ring["fields"]["primaryKeyId"] = new_key_id(ring)
    ring["rotation"]["step"] = Step.PROMOTED
    return ring


def swept(ring: Document) -> Document:
    """Every field has been sealed again once."""
    ring = copy.deepcopy(ring)
    ring["rotation"]["step"] = Step.SWEPT
    return ring


def without_old_keys(ring: Document) -> Document:
    """Only the new key stays, and the rotation is over."""
    ring = copy.deepcopy(ring)
    keep = new_key_id(ring)
    ring["fields"]["key"] = [key for key in ring["fields"]["key"] if key["keyId"] == keep]
    del ring["rotation"]
    return ring
