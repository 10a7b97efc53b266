"""What a sign-in needs to know, and how it may end."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Proof(StrEnum):
    """How the person proved who they are."""

    PASSWORD = "password"  # noqa: S105 -- a kind of proof, not a secret
    PASSKEY = "passkey"  # the phone checked its owner: two factors in one
    PASSWORD_AND_APP = "password_and_app"  # noqa: S105 -- the same, and six digits
    CODE = "code"  # a ten-minute code shown by a browser that is signed in


TWO_THINGS = frozenset({Proof.PASSKEY, Proof.PASSWORD_AND_APP})
"""Proofs that are enough for staff."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The browser someone signs in with.

    `host_center` is whose host name it called, `held_token` the session token it already has,
    `demo_allowed` whether the demo center may be used on this installation.
    """

    host_center: UUID | None = None
    held_token: str | None = None
    device: str | None = None
    shared_phone: bool = False
    next_path: str | None = None
    demo_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The password was right; `token` leads to the second step."""

    token: str
