"""Reads where a link of a mail really leads; what leads nowhere plain is no link."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from onward.base.web_links import is_this_machine

#: Longer addresses carry nothing that a person could check.
MAX_ADDRESS = 4000
_NOT_SEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
_MAIL = re.compile(r"[\w.+%'=&~-]+@[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: the address to follow, and its host (for mail: the address) to show."""

    address: str
    shown: str


def target(written: str) -> Target | None:
    """The target of an href, rebuilt so that what is shown is what is followed; None for anything odd."""
    if len(written) > MAX_ADDRESS:
        return None
    written = _NOT_SEEN.sub("", written).replace("\\", "/")
    scheme, _, rest = written.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        to = unquote(rest.split("?", 1)[0])
        return Target(f"mailto:{quote(to, safe='@+')}", to) if _MAIL.fullmatch(to) else None
    if scheme not in {"http", "https"} or not re.match(r"//[^/]", rest):
        return None
    try:
        parts = urlsplit(written)
        host = _plain_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not host or is_this_machine(host):
        return None
    behind = "".join((parts.path or "/", "?" * bool(parts.query), parts.query))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    # The name and password that may stand before a host are only ever there to deceive.
    return Target(f"{scheme}://{host}{port}{behind}{fragment}", host)


def _plain_host(host: str) -> str:
    """The host in the plain letters that are asked for, so that look-alike letters show; "" for none."""
    host = unquote(host)
    if not host.isascii():
        host = host.encode("idna").decode("ascii")  # UnicodeError is a ValueError
    host = host.lower()
    return host if _HOST.fullmatch(host) else ""
