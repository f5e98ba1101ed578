"""Which addresses may be connected to."""

import ipaddress
import socket
from typing import Final

from dyadlog.errors import PageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
METADATA: Final = ipaddress.ip_address("168.63.129.16")
"""A public address that answers inside a cloud: the platform channel of Azure machines."""


def find_addresses(host: str, port: int, private: bool) -> list[str]:
    """The addresses of a host that may be connected to, in the order of the resolver.

    ``PageError`` ``unreachable`` where the name leads nowhere, ``refused`` where it leads to addresses that are not to
    be reached: with ``private`` those of the own machine and network are.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PageError("unreachable", f"no address is known for {host}") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    open_to_us = [address for address in found if may_reach(ipaddress.ip_address(address), private)]
    if not open_to_us:
        raise PageError("refused", f"{host} leads to {found[0]}, an address of a private network or of this machine")
    return open_to_us


def may_reach(address: Address, private: bool) -> bool:
    """Whether an address is public, or, with ``private``, one of the own machine or network.

    Link-local addresses, where clouds keep their metadata and keys, are never reached.
    """
    inner = _embedded(address)
    if inner is not None and not may_reach(inner, private):
        return False
    if address == METADATA or address.is_multicast or address.is_link_local or address.is_unspecified:
        return False
    return address.is_global or (private and (address.is_private or address.is_loopback))


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, or by a gateway (6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
