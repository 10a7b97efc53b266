"""Keys and tokens, all made here in Python."""

import secrets
from uuid import UUID, uuid4

# Without I, L, O, U, 0 and 1: read aloud or typed with shaking hands, none is taken for another.
_TYPED_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def new_id() -> UUID:
    """A random primary key."""
    return uuid4()


def new_token() -> str:
    """256 random bits, base64url, 43 characters."""
    return secrets.token_urlsafe(32)


def new_code(length: int = 8) -> str:
    """A code for a person to type: `length` characters of 30 (8 of them: 39 bits)."""
    return "".join(secrets.choice(_TYPED_ALPHABET) for _ in range(length))


def normal_code(typed: str) -> str:
    """The code a person meant: upper case, without the spaces and dashes they added."""
    return "".join(ch for ch in typed.upper() if ch.isalnum())
