"""Our key pair for push services (VAPID, RFC 8292): made once, the same on every machine."""

import base64
from functools import lru_cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from sqlalchemy import select

from patient_app.core import clock
from patient_app.core.db import session, unit_of_work
from patient_app.notifications.models import PushKey

_NAME = "vapid"


def public_key() -> str | None:
    """What browsers subscribe with, base64url; None before the first start has made it."""
    return session().scalar(select(PushKey.public).where(PushKey.name == _NAME))


@unit_of_work()
def make_key() -> str:
    """The public key, making the pair if there is none."""
    known = session().scalars(select(PushKey).where(PushKey.name == _NAME)).one_or_none()
    if known is not None:
        return known.public
    pair = ec.generate_private_key(ec.SECP256R1())
    raw = pair.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    public = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    session().add(PushKey(name=_NAME, private=_pem(pair), public=public, made_at=clock.now()))
    session().flush()
    return public


def signer() -> Vapid02:
    """Who signs our claims. Raises NoResultFound before `make_key`."""
    wanted = select(PushKey).where(PushKey.name == _NAME)
    return _signer(session().scalars(wanted).one().private)


@lru_cache(maxsize=2)
def _signer(pem: str) -> Vapid02:
    return Vapid02.from_pem(pem.encode())


def _pem(pair: ec.EllipticCurvePrivateKey) -> str:
    return pair.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
