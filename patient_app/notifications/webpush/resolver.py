"""Names become public addresses or nothing: our server calls no machine of its own network."""

import ipaddress
import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

# They carry an IPv4 address inside that a router would unpack: NAT64, 6to4, Teredo.
_CARRIERS = tuple(ipaddress.ip_network(n) for n in ("64:ff9b::/96", "2002::/16", "2001::/32"))


class NotPublic(OSError):
    """A name of the list leads to an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether a connection to this address leaves for the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in carrier for carrier in _CARRIERS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class PublicOnly(AbstractResolver):
    """Resolves as the system does and keeps what is public; the connection goes to exactly these.

    `extra_hosts` (`host[:port]`) are the operator's own and may be anywhere.
    """

    def __init__(
        self, extra_hosts: Collection[str], system: AbstractResolver | None = None
    ) -> None:
        self._extra = extra_hosts
        self._system = system or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._system.resolve(host, port, family)
        if f"{host}:{port}" in self._extra or host in self._extra:
            return found
        public = [each for each in found if is_public(each["host"])]
        if not public:
            raise NotPublic(None, "no public address")
        return public

    async def close(self) -> None:
        await self._system.close()
