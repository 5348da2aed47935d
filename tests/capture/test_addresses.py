"""Which addresses are open to everybody."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.capture.addresses import is_public


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 127.8.9.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 240.0.0.1 "
    "198.18.0.1 192.0.2.1 192.88.99.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1 ::ffff:127.0.0.1 "
    "::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2002:c0a8:101::1 2002:808:808::1 "
    "2001::1 2001:db8::1 2001:0:7f00:1:: 2600::5efe:10.0.0.1 2600::200:5efe:127.0.0.1 100::1 5f00::1 localhost "
    "127.1 0x7f000001 8.8.8.8.8".split(),
)
def test_private_local_and_reserved_addresses_are_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_the_open_web_is_open(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_way_of_carrying_an_address_opens_a_closed_one(address: IPv4Address) -> None:
    number = int(address)
    carried = [number | (0xFFFF << 32), number | (0x64FF9B << 96), number, (0x2002 << 112) | (number << 80)]
    if not is_public(str(address)):
        assert not any(is_public(str(IPv6Address(one))) for one in carried)
