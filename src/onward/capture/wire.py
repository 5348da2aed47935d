"""A connection that ends when its time is over or too much has come, however slowly or endlessly it comes."""

import io
import socket
from collections.abc import Callable
from typing import Any, Final

_PIECE: Final = 65_536


class Late(Exception):
    """The time for everything together is over."""


class TooMuch(Exception):
    """More came than a page holds."""


class Wire:
    """What http.client takes for a socket; `time_left` gives the seconds left, `most` the bytes that may come."""

    def __init__(self, plain: socket.socket, time_left: Callable[[], float], most: int) -> None:
        self._plain, self._time_left, self._most = plain, time_left, most

    def sendall(self, data: Any) -> None:
        """Send the request."""
        self._plain.settimeout(max(0.001, self._time_left()))
        self._plain.sendall(data)

    def makefile(self, *_arguments: Any, **_named: Any) -> io.BufferedReader:
        """What the answer is read from."""
        return io.BufferedReader(_Ears(self._plain, self._time_left, self._most), _PIECE)

    def close(self) -> None:
        """http.client says so as soon as it knows that no other request follows: the answer is still to be read."""

    def end(self) -> None:
        """End the connection."""
        self._plain.close()


class _Ears(io.RawIOBase):
    """The reading side: a limit on each read alone would let a server send a byte a minute for ever."""

    def __init__(self, plain: socket.socket, time_left: Callable[[], float], most: int) -> None:
        self._plain, self._time_left, self._left = plain, time_left, most

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes, or an end to it."""
        left = self._time_left()
        if left <= 0:
            raise Late
        self._plain.settimeout(left)
        count = self._plain.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise TooMuch
        return count
