"""What the server takes in: connections of this account only, and large bodies only from Onward's own pages."""

import copy
import shutil
import socket
from collections.abc import Mapping
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer

from onward.commands import callers

#: Bytes of a body from anywhere: a page that the bookmark hands over is the largest, and Django takes five million.
SMALL = 8 << 20
_REFUSAL = b"Onward runs for another account of this machine, and answers that account only.\n"
_REFUSED = (
    b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
    % (len(_REFUSAL), _REFUSAL)
)


def guard(server: Any, folder: str, cookie: str) -> None:
    """Let the server take in no more than that; `cookie` is the name of the session's, `folder` where bodies wait."""

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        """Knows from the head of a request how long its body may be."""

        adj: Any

        def parse_header(self, header_plus: bytes) -> None:
            """Read the head, and choose the limit by it: what comes after is counted as it arrives."""
            super().parse_header(header_plus)
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = SMALL
            if is_own(self.headers, cookie):
                # A mailbox can be far larger; what arrives lies on the disk twice for a moment.
                self.adj.max_request_body_size = max(shutil.disk_usage(folder).free // 2, SMALL)

    class Channel(HTTPChannel):  # type: ignore[misc]
        """One connection."""

        parser_class = Parser

    def accept(serving: BaseWSGIServer, connection: socket.socket, *rest: Any, **named: Any) -> None:
        try:
            foreign = callers.is_foreign(connection)
        except OSError:  # it has gone already
            foreign = True
        if foreign:
            with connection:
                connection.setblocking(False)
                connection.send(_REFUSED)
            return
        Channel(serving, connection, *rest, **named)

    server.channel_class = accept


def is_own(headers: Mapping[str, str], cookie: str) -> bool:
    """Whether a page of Onward itself sends it, in a browser that is signed in: no other site can make it look so."""
    origin = headers.get("ORIGIN")
    signed_in = f"{cookie}=" in headers.get("COOKIE", "")
    return signed_in and origin in {None, f"http://{headers.get('HOST', '')}"}
