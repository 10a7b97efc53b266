"""What the tables keep of a token."""

import hashlib


def token_hash(token: str) -> bytes:
    """SHA-256: a token of 256 random bits needs no slow hash."""
    return hashlib.sha256(token.encode()).digest()
