"""Whose program is at the other end of a connection within this machine, where the system tells it (Linux)."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

#: The system's tables of connections. One made from an IPv6 socket to an IPv4 address stands in the second.
_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
#: The administrator reads everything anyway, and passes connections on where Onward runs in a virtual machine.
_ROOT = 0
_NOBODYS = -1


def are_told() -> bool:
    """Whether this system tells whose a connection is."""
    return hasattr(os, "getuid") and _TABLES[0].exists()


def is_foreign(connection: socket.socket) -> bool:
    """Whether the other end belongs to another account of this machine, or to nobody any more."""
    if not are_told():
        return False
    far, near = connection.getpeername(), connection.getsockname()
    for table in _TABLES:
        try:
            with table.open(encoding="ascii") as lines:
                owner = owner_of(lines, far[1], near[1])
        except OSError:
            continue
        if owner is not None:
            return owner not in {os.getuid(), _ROOT}
    return False


def owner_of(lines: Iterable[str], far: int, near: int) -> int | None:
    """The account that holds the end with port `far` of the connection to port `near`; None where it is not listed.

    An end whose program has gone has no inode and is listed as the administrator's: it is nobody's.
    """
    ends = (f":{far:04X}", f":{near:04X}")
    for line in lines:
        columns = line.split()
        if len(columns) > 9 and (columns[1][-5:], columns[2][-5:]) == ends:
            return int(columns[7]) if columns[9] != "0" else _NOBODYS
    return None
