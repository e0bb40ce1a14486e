"""Which addresses may be dialled. Pure: judges an IP address as the socket is about to use it."""

from collections.abc import Set
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# The only IPv6 space handed out to the public internet (IANA).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: 64:ff9b::/96 carries an IPv4 address in its last 32 bits.
_NAT64 = IPv6Network("64:ff9b::/96")
# What `is_global` of some Python from 3.11 on lets pass. IANA's special-purpose registries list the first six.
_NOT_THE_INTERNET = (
    IPv4Network("192.0.0.0/24"),  # IETF protocols; Oracle's cloud keeps its metadata at 192.0.0.192
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn
    IPv4Network("198.18.0.0/15"),  # benchmarks
    IPv6Network("2001::/23"),  # IETF protocols, Teredo among them: an IPv4 address behind somebody's router
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("3fff::/20"),
    IPv4Network("168.63.129.16/32"),  # public by number, but every virtual machine of Azure finds its host there
)

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
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address in network for network in _NOT_THE_INTERNET)


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
