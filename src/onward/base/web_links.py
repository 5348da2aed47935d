"""Which addresses may be shown as something to click: those of the web, never of the machine that the browser runs on."""

from ipaddress import ip_address
from socket import inet_aton
from urllib.parse import urlsplit


def web_link(address: str) -> str:
    """The address when it leads to a page of the web; else nothing, also for one that cannot be read."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and host and not is_this_machine(host) else ""


def is_this_machine(host: str) -> bool:
    """Whether a browser takes the host for the machine that it runs on, in any way of writing it.

    A browser tells every port of a machine the same cookies: what a mail or a posting wants from here is never a web page.
    """
    name = host.rstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        number = inet_aton(name)  # it reads 127.1, 0x7f000001 and 2130706433 as browsers do
        return number[0] == 127 or not any(number)
    except (OSError, ValueError):
        pass
    try:
        given = ip_address(name)
    except ValueError:
        return False
    known = getattr(given, "ipv4_mapped", None) or given
    return bool(known.is_loopback or known.is_unspecified)
