"""Servers that answer as they should not: nothing stops, nothing is believed without bound, what is left out is named."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from bench.dovecot import PASSWORD, USER

from onward.base.errors import Problem
from onward.mail import intake
from onward.mail.models import Message, Reading
from onward.mailbox import actions
from onward.people.models import User
from tests.mail.letters import search
from tests.mailbox.test_reading import SOURCE

Say = Callable[[int, str], bytes | None]


@contextmanager
def serving(mails: list[bytes], odd: Say) -> Iterator[int]:
    """A server of a few lines; `odd(uid, item)` says something else about a message."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_accept, args=(listener, mails, odd), daemon=True).start()
        yield listener.getsockname()[1]


def _accept(listener: socket.socket, mails: list[bytes], odd: Say) -> None:
    with suppress(OSError):
        while True:
            made, _ = listener.accept()
            threading.Thread(target=_talk, args=(made, mails, odd), daemon=True).start()


def _talk(made: socket.socket, mails: list[bytes], odd: Say) -> None:
    with suppress(OSError), made, made.makefile("rwb") as file:
        file.write(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
        file.flush()
        for line in file:
            tag, _, rest = line.decode("latin-1").strip().partition(" ")
            for piece in _answers(rest, mails, odd):
                file.write(piece)
            file.write(f"{tag} OK done\r\n".encode())
            file.flush()


def _answers(command: str, mails: list[bytes], odd: Say) -> Iterator[bytes]:
    n = len(mails)
    if command.startswith("CAPABILITY"):
        yield b"* CAPABILITY IMAP4rev1\r\n"
    elif command.startswith("LIST"):
        yield b'* LIST () "/" INBOX\r\n* LIST () "/" "Caf\xe9 &broken"\r\n* LIST (\\Noselect) "/" {4}\r\nNone\r\n'
    elif command.startswith("STATUS"):
        there = n if "INBOX" in command else 0
        name = command.split(" ", 1)[1].rpartition(" (")[0].encode("latin-1")
        yield b"* STATUS " + name + f" (MESSAGES {there} UIDNEXT {n + 1} UIDVALIDITY 7)\r\n".encode()
    elif command.startswith("EXAMINE"):
        there = n if "INBOX" in command else 0
        yield f"* {there} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {n + 1}] x\r\n".encode()
    elif "SEARCH" in command:
        yield ("* SEARCH " + " ".join(str(uid) for uid in range(1, n + 1)) + "\r\n").encode()
    elif "FETCH" in command:
        for uid in (int(one) for one in re.findall(r"\d+", command.split(" ")[2])):
            yield _fetched(uid, command, mails[uid - 1].replace(b"\n", b"\r\n"), odd)


def _fetched(uid: int, command: str, raw: bytes, odd: Say) -> bytes:
    head, _, text = raw.partition(b"\r\n\r\n")
    item = "HEADER" if "HEADER" in command else "TEXT" if "[TEXT]" in command else ""
    body = {"HEADER": head + b"\r\n\r\n", "TEXT": text, "": raw}[item]
    if (said := odd(uid, item)) is not None:
        return said
    size = f" RFC822.SIZE {len(raw)}" if item == "HEADER" else ""
    return f"* {uid} FETCH (UID {uid}{size} BODY[{item}] {{{len(body)}}}\r\n".encode() + body + b")\r\n"


def read(owner: User, odd: Say) -> Reading:
    with serving(search(), odd) as port:
        given = {"address": USER, "host": "127.0.0.1", "port": port, "security": "plain", "login": USER,
                 "sign_in": "password"}  # fmt: skip
        actions.set_up(owner, given, {"password": PASSWORD})
        return intake.read(owner, [SOURCE])


def test_a_plain_server_without_any_extension(owner: User) -> None:
    reading = read(owner, lambda uid, item: None)
    assert (reading.kept, reading.skipped) == (4, [])


@pytest.mark.parametrize(
    "said",
    [
        b'* 5 FETCH (UID 5 RFC822.SIZE "many" BODY[HEADER] NIL)\r\n',
        b"* 5 FETCH (UID 5 BODY[HEADER] (((\r\n",
        b'* 5 FETCH (UID five "\r\n',
        b"",
    ],
)
def test_a_broken_header_stops_nothing_else(owner: User, said: bytes) -> None:
    reading = read(owner, lambda uid, item: said if (uid, item) == (5, "HEADER") else None)
    assert reading.state == "done"
    assert Message.objects.count() >= 3
    assert all("cannot be read" in one["why"] for one in reading.skipped)


@pytest.mark.parametrize(
    "said", [b"* 5 FETCH (UID 5 BODY[] NIL)\r\n", b"* 5 FETCH (UID 5 BODY[] \x80\xff(\r\n"]
)
def test_a_broken_message_is_named(owner: User, said: bytes) -> None:
    reading = read(owner, lambda uid, item: said if (uid, item) == (5, "") else None)
    assert (reading.state, reading.kept) == ("done", 3)
    assert reading.skipped == [
        {"source": f"{SOURCE}/INBOX/5", "why": "What the server says about this message cannot be read."}
    ]


def test_a_size_without_bound_is_not_believed(owner: User) -> None:
    huge = b"* 5 FETCH (UID 5 BODY[] {99999999999}\r\n"
    with pytest.raises(Problem, match="closed the connection"):
        read(owner, lambda uid, item: huge if (uid, item) == (5, "") else None)
    assert Reading.objects.get().state == "broken"


def test_eight_bits_anywhere(owner: User) -> None:
    def odd(uid: int, item: str) -> bytes | None:
        if item != "HEADER" or uid != 2:
            return None
        head = "From: Jürgen <j@example.net>\r\nSubject: Grüße \udc80\r\n\r\n".encode(
            "utf-8", "surrogateescape"
        )
        return f"* 2 FETCH (UID 2 RFC822.SIZE 300 BODY[HEADER] {{{len(head)}}}\r\n".encode() + head + b")\r\n"

    assert read(owner, odd).kept == 4
