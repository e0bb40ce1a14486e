import pytest

from marsad.web.address import is_public, may_dial

PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700::1111",
    "2a00:1450:4001::8a",
    "::ffff:1.1.1.1",
    "64:ff9b::101:101",
    "2002:101:101::1",
]
PRIVATE = {
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.1.2.3", "172.31.0.1", "192.168.0.1", "fd12::1"],
    "link-local and metadata": ["169.254.169.254", "fe80::1%eth0", "fd00:ec2::254"],
    "shared, test and benchmark": ["100.64.0.1", "192.0.2.1", "198.18.0.1", "2001:db8::1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],  # noqa: S104 - to refuse, not to listen on
    "multicast and broadcast": ["224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1"],
    "metadata of other clouds": ["100.100.100.200", "192.0.0.192", "168.63.129.16", "fd20:ce::254", "169.254.170.2"],
    "withdrawn and for documents": ["192.88.99.1", "3fff::1", "2001:db8::1"],
    "Teredo": ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001::1"],
    "reserved": ["240.0.0.1", "4000::1", "::2", "fec0::1"],
    "IPv4 inside IPv6": ["::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:a00:1::1", "::127.0.0.1"],
    "those of Azure inside IPv6": ["::ffff:168.63.129.16", "64:ff9b::a83f:8110", "2002:a83f:8110::1"],
    "NAT64 of a network's own": ["64:ff9b:1::a9fe:a9fe"],
    "no address": ["", "localhost", "example.com", "1.2.3", "2130706433"],
}


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_are_public(host):
    assert is_public(host)


@pytest.mark.parametrize("host", [host for hosts in PRIVATE.values() for host in hosts])
def test_all_others_are_not(host):
    assert not is_public(host)


def test_an_allowed_pair_is_compared_as_an_address_and_port():
    allowed = {("127.0.0.1", 8801), ("0:0:0:0:0:0:0:1", 80)}
    assert may_dial("127.0.0.1", 8801, allowed)
    assert may_dial("::1", 80, allowed)
    assert not may_dial("127.0.0.1", 8802, allowed)
    assert not may_dial("127.0.0.2", 8801, allowed)
    assert not may_dial("localhost", 8801, {("localhost", 8801)})
    assert may_dial("1.1.1.1", 443, set())
