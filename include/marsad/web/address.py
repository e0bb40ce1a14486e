"""Which addresses may be dialled. Pure: judges an IP address as the socket is about to use it."""

from collections.abc import Set
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# The only IPv6 space handed out to the public internet (IANA).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: 64:ff9b::/96 carries an IPv4 address in its last 32 bits.
_NAT64 = IPv6Network("64:ff9b::/96")

AddressSet = Set[tuple[str, int]]


def is_public(host: str) -> bool:
    """Whether `host`, an IP address, lies on the public internet.

    False for private, loopback, link-local (where clouds keep their metadata), shared, multicast, reserved and
    unspecified addresses, for IPv6 addresses that carry such an IPv4 one, and for what is no address.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        embedded = _embedded(address)
        return _is_global(embedded) if embedded else address in _GLOBAL_UNICAST and _is_global(address)
    return _is_global(address)


def may_dial(host: str, port: int, allowed: AddressSet) -> bool:
    """Whether to open a socket: public addresses, and the host:port pairs the operator allows by address."""
    return is_public(host) or any(port == p and _same(host, h) for h, p in allowed)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets to `address` end up at, where it is one of the translated kinds."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _same(host: str, allowed: str) -> bool:
    try:
        return ip_address(host) == ip_address(allowed)
    except ValueError:
        return False
