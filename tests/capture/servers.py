"""Real servers on this machine for fetching from, and the way to let fetching reach them: only tests have it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from onward.capture.fetching import Network

#: What a server does with a connection after it has read the request.
Answer = Callable[[socket.socket], None]


def says(*pieces: bytes) -> Answer:
    """An answer of these bytes."""

    def answer(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return answer


def page(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    """A page with a body."""
    lines = [
        f"HTTP/1.1 {status}",
        *(headers or ("Content-Type: text/html; charset=utf-8",)),
        f"Content-Length: {len(body)}",
    ]
    return says("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def sends_to(location: str, status: str = "302 Found") -> Answer:
    """A redirect."""
    return page(b"", f"Location: {location}", status=status)


@dataclass
class Server:
    """A server on a port of its own, and the requests that it got."""

    port: int
    asked: list[bytes] = field(default_factory=list)


@contextmanager
def serving(*answers: Answer, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that gives the answers one after the other, the last one again and again."""
    listener = socket.create_server((host, 0))
    server = Server(listener.getsockname()[1])
    waiting = list(answers)

    def run() -> None:
        while True:
            try:
                plain, _address = listener.accept()
            except OSError:
                return
            with suppress(OSError), plain:
                plain.settimeout(5)
                connection = tls.wrap_socket(plain, server_side=True) if tls else plain
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = connection.recv(65536)
                    if not piece:
                        break
                    request += piece
                server.asked.append(request)
                (waiting.pop(0) if len(waiting) > 1 else waiting[0])(connection)
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    threading.Thread(target=run, daemon=True).start()
    try:
        yield server
    finally:
        # Closing alone leaves the thread that waits in accept a last connection.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@dataclass
class Names:
    """A directory of names; each look-up of a name gives its next answer, and is noted."""

    known: dict[str, list[Sequence[str]]]
    asked: list[str] = field(default_factory=list)

    def look_up(self, host: str, port: int) -> Sequence[str]:
        """The addresses, as the system would give them."""
        self.asked.append(host)
        answers = self.known.get(host)
        if not answers:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


def network(
    names: Names, *, patience: float = 5.0, also: Sequence[str] = ("127.0.0.1",), **given: object
) -> Network:
    """The network, with the names of a test and leave to ask its servers."""
    from onward.capture.addresses import is_public

    return Network(
        look_up=names.look_up, may_ask=lambda one: one in also or is_public(one), patience=patience, **given
    )
