"""Where a request comes from, as far as the proxies in front can be believed."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network

from flask import current_app, request

from patient_app.core.config import Settings

UNKNOWN = "unknown"


def client_network() -> str:
    """The caller's network: one IPv4 address, or the /64 that a home or a phone gets."""
    settings: Settings = current_app.extensions["settings"]
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return network_of(caller(request.remote_addr, forwarded, settings.trusted_proxies))


def caller(peer: str | None, forwarded: str, trusted: Iterable[str]) -> str | None:
    """The nearest address that is not a proxy of ours.

    X-Forwarded-For is read from its end, where our own proxy wrote; what stands before the first
    untrusted address is the caller's own invention.
    """
    proxies = tuple(trusted)
    address = peer
    for before in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_one_of(address, proxies):
            break
        address = before
    return address


def network_of(address: str | None) -> str:
    """The text that stands for one caller in the throttle."""
    try:
        found = ip_address((address or "").strip("[]"))
    except ValueError:
        return UNKNOWN
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    return str(found) if found.version == 4 else str(ip_network(f"{found}/64", strict=False))


def _is_one_of(address: str | None, proxies: tuple[str, ...]) -> bool:
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    return any(found in ip_network(proxy, strict=False) for proxy in proxies)
