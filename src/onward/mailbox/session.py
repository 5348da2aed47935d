"""Asks a mailbox patiently: a connection that is cut is made again, a while later each time, and not for ever."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final, TypeVar

from django.utils.translation import gettext as _
from imapclient import exceptions

from onward.base.errors import Problem
from onward.mailbox import door
from onward.mailbox.client import Client
from onward.mailbox.models import Folder, Mailbox
from onward.mailbox.server import Cut, later, told

#: Seconds before each further try; answers in between begin the row anew.
WAITS: tuple[float, ...] = (0.5, 1, 2, 4, 8, 16, 32)
#: In a folder with more messages than this, UIDs are searched in stretches; wider ones where none is there.
MANY, STRETCH = 50_000, 20_000
#: UIDs that are asked for in one line.
AT_ONCE: Final = 256

Answer = TypeVar("Answer")


class Renumbered(Exception):
    """The server has numbered the folder anew: what was known of its UIDs is void."""


class Session:
    """One mailbox while it is read; `stopped` says when nobody waits for it any more."""

    def __init__(self, mailbox: Mailbox, stopped: Callable[[], bool]) -> None:
        self.mailbox = mailbox
        self.stopped = stopped
        self._client: Client | None = None
        self._opened: str | None = None
        self._tries = 0

    def close(self) -> None:
        """End the connection."""
        client, self._client, self._opened = self._client, None, None
        if client is not None:
            client.leave()

    def ask(self, what: Callable[[Client], Answer], folder: Folder | None = None) -> Answer:
        """The answer to a question, in this folder; asked again where the connection is cut."""
        while True:
            try:
                with told(door.server_of(self.mailbox), self.mailbox.login):
                    answer = what(self._at(folder))
            except Cut as cut:
                self._wait(cut)
                continue
            self._tries = 0
            return answer

    def numbers(self, folder: Folder, end: int, messages: int) -> Iterator[tuple[list[int], int]]:
        """The UIDs from the folder's next one up to the end (0: whatever is there), with the one that follows them.

        `messages` is how many there are in the folder: an answer of one line may not become too long to be read.
        """
        first, width = folder.next_uid, end if messages <= MANY else STRETCH
        while True:
            last = min(first + width, end) - 1 if end else 0
            if end and first >= end:
                return
            found = self.ask(lambda client, a=first, b=last: client.numbers(a, b), folder)  # type: ignore[misc]
            for begin in range(0, len(found), AT_ONCE):
                part = found[begin : begin + AT_ONCE]
                whole = begin + AT_ONCE >= len(found)
                yield part, (last + 1 if whole and end else part[-1] + 1)
            if not end:
                return
            if not found:
                yield [], last + 1
            width = STRETCH if found else 4 * width
            first = last + 1

    def each(
        self, what: Callable[[Client, list[int]], dict[int, Answer]], uids: list[int], folder: Folder
    ) -> tuple[dict[int, Answer], list[int]]:
        """The answers for these UIDs, and those about which the server says nothing that can be read.

        One broken answer would spoil those of all: then each is asked for by itself.
        """
        if not uids:
            return {}, []
        try:
            return self.ask(lambda client: what(client, uids), folder), []
        except Unreadable:
            pass
        found: dict[int, Answer] = {}
        broken = []
        for uid in uids:
            if self.stopped():
                break
            try:
                found |= self.ask(lambda client, one=uid: what(client, [one]), folder)  # type: ignore[misc]
            except Unreadable:
                broken.append(uid)
        return found, broken

    def _at(self, folder: Folder | None) -> Client:
        """The connection, with the folder open for looking."""
        if self._client is None:
            self._opened = None
            self._client = door.enter(self.mailbox)
        if folder is not None and self._opened != folder.name:
            validity = self._client.examine(folder.name)[0]
            self._opened = folder.name
            if validity and folder.uid_validity and validity != folder.uid_validity:
                self._opened = None
                raise Renumbered
        return _Careful(self._client)  # type: ignore[return-value]

    def _wait(self, cut: Cut) -> None:
        """Wait a while before the next try; after the last one the sentence stands."""
        client, self._client = self._client, None
        if client is not None:
            client.shutdown()
        if self._tries >= len(WAITS) or self.stopped():
            raise Problem(
                _("%(what)s Nothing is lost; Onward goes on from there when you press Continue.")
                % {"what": cut}
            ) from None
        until = time.monotonic() + WAITS[self._tries]
        self._tries += 1
        while time.monotonic() < until and not self.stopped():
            time.sleep(min(0.5, max(0.0, until - time.monotonic())))


class Unreadable(Problem):
    """An answer that follows no rule, or a no to one question."""


class _Careful:
    """A client whose unreadable answers are told apart from a connection that is gone."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __getattr__(self, name: str) -> object:
        asked = getattr(self._client, name)

        def careful(*given: object) -> object:
            try:
                return asked(*given)
            except exceptions.IMAPClientAbortError:
                raise
            except (exceptions.IMAPClientError, ValueError, TypeError, IndexError, KeyError) as error:
                if later(error):
                    raise
                with suppress(OSError, exceptions.IMAPClientAbortError):
                    self._client.still_there()
                    raise Unreadable(
                        _("%(host)s answers something that Onward does not understand.")
                        % {"host": self._client.server.host}
                    ) from None
                raise exceptions.IMAPClientAbortError(str(error)) from None

        return careful
