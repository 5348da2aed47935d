"""Which addresses of the network are open to everybody: what is private, local or reserved is never asked."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

#: The lists of IANA (special-purpose address registries, RFC 6890 and later), and what is not one machine.
_CLOSED_4: Final = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_CLOSED_6: Final = tuple(
    ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "2002::/16")
)
_OPEN_6: Final = ip_network("2000::/3")
_NAT64: Final = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether the address is that of a machine on the open network; what is no address is not."""
    try:
        given = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False  # a zone makes sense on this machine's own network only
    return _public_4(given) if isinstance(given, IPv4Address) else _public_6(given)


def _public_4(given: IPv4Address) -> bool:
    return given.is_global and not any(given in one for one in _CLOSED_4)


def _public_6(given: IPv6Address) -> bool:
    if given in _NAT64:
        # A gateway would reach the address of the old kind that lies in its last four bytes.
        return _public_4(IPv4Address(int(given) & 0xFFFFFFFF))
    # Whatever carries another address inside (mapped, compatible, 6to4, Teredo) has no business in a posting.
    if given not in _OPEN_6 or any(given in one for one in _CLOSED_6):
        return False
    if (int(given) >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE):
        return _public_4(IPv4Address(int(given) & 0xFFFFFFFF))  # ISATAP
    return given.is_global
