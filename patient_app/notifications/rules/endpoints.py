"""Which addresses a push may go to: a closed list, compared by parsed host. Pure.

Hosts as the vendors name them (reference, pwa-and-push section 7; web-push #801). An address comes
from a browser, and our server will call it: anything else is refused when it is saved.
"""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

HOSTS = (
    "fcm.googleapis.com",
    "android.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
MOST_CHARACTERS = 2048


class BadEndpoint(ValueError):
    """Not a subscription we can serve; the message is a code for logs and tests."""


@dataclass(frozen=True, slots=True)
class PushAddress:
    """A checked subscription: where to, and with which keys."""

    endpoint: str
    p256dh: str
    auth: str


def check_address(
    endpoint: str, p256dh: str, auth: str, extra_hosts: Collection[str]
) -> PushAddress:
    """The address, if a push may go there. `extra_hosts`: `host[:port]`. Raises BadEndpoint."""
    origin_of(endpoint, extra_hosts)
    _check_point(p256dh)
    if len(_raw(auth)) != 16:
        raise BadEndpoint("auth")
    return PushAddress(endpoint, p256dh, auth)


def origin_of(endpoint: str, extra_hosts: Collection[str]) -> str:
    """`https://host[:port]` of an allowed endpoint. Raises BadEndpoint."""
    if len(endpoint) > MOST_CHARACTERS or not endpoint.isascii() or not endpoint.isprintable():
        raise BadEndpoint("characters")
    if any(ch in endpoint for ch in " \\"):
        raise BadEndpoint("characters")
    try:
        url = urlsplit(endpoint)
        port = url.port
    except ValueError:
        raise BadEndpoint("address") from None
    host = url.hostname or ""
    if url.username is not None or url.password is not None or url.fragment:
        raise BadEndpoint("address")
    if f"{host}:{port}" in extra_hosts or (port is None and host in extra_hosts):
        if url.scheme not in {"http", "https"}:
            raise BadEndpoint("scheme")
    elif url.scheme != "https":
        raise BadEndpoint("scheme")
    elif port not in {None, 443} or not _is_listed(host):
        raise BadEndpoint("host")
    return f"{url.scheme}://{url.netloc}"


def _is_listed(host: str) -> bool:
    for known in HOSTS:
        if known.startswith("*."):
            name = host.removesuffix(known[1:])
            if name != host and name and all(_is_label(part) for part in name.split(".")):
                return True
        elif host == known:
            return True
    return False


def _is_label(part: str) -> bool:
    return bool(part) and part.replace("-", "").isalnum() and not part.startswith("-")


def _check_point(p256dh: str) -> None:
    raw = _raw(p256dh)
    if len(raw) != 65 or raw[0] != 4:
        raise BadEndpoint("p256dh")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        raise BadEndpoint("p256dh") from None


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadEndpoint("base64") from None
