"""A proxy on loopback that counts bytes and cuts connections where it is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """`received` counts what the server sent; each number of `cuts` ends a connection after so many bytes in all."""

    port: int
    received: int = 0
    sent: int = 0
    connections: int = 0
    cuts: list[int] = field(default_factory=list)
    said: bytes = b""

    def may_pass(self, size: int) -> int:
        """How many of the next bytes pass before the next cut."""
        return min(size, self.cuts[0] - self.received) if self.cuts else size


@contextmanager
def between(port: int) -> Iterator[Proxy]:
    """A proxy in front of a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = Proxy(listener.getsockname()[1])
        threading.Thread(target=_serve, args=(listener, port, proxy), daemon=True).start()
        yield proxy


def _serve(listener: socket.socket, port: int, proxy: Proxy) -> None:
    with suppress(OSError):
        while True:
            near, _ = listener.accept()
            proxy.connections += 1
            far = socket.create_connection(("127.0.0.1", port))
            threading.Thread(target=_upwards, args=(near, far, proxy), daemon=True).start()
            threading.Thread(target=_downwards, args=(near, far, proxy), daemon=True).start()


def _upwards(near: socket.socket, far: socket.socket, proxy: Proxy) -> None:
    with suppress(OSError):
        while piece := near.recv(65536):
            proxy.sent += len(piece)
            proxy.said = (proxy.said + piece)[-200_000:]
            far.sendall(piece)
    _end(near, far)


def _downwards(near: socket.socket, far: socket.socket, proxy: Proxy) -> None:
    with suppress(OSError):
        while piece := far.recv(65536):
            passing = proxy.may_pass(len(piece))
            proxy.received += passing
            near.sendall(piece[:passing])
            if passing < len(piece) or (proxy.cuts and proxy.received >= proxy.cuts[0]):
                proxy.cuts.pop(0)
                break
    _end(near, far)


def _end(near: socket.socket, far: socket.socket) -> None:
    for one in (near, far):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            one.close()
