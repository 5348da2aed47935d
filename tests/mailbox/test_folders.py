"""What folders are for, by what servers say and by names in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.mailbox.folders import at_first, listed, readable


def roles(*lines: tuple[str, str] | tuple[str, str, bytes]) -> dict[str, str]:
    """Title → what it is for; each line: name, flags, separator."""
    given = [
        (tuple(line[1].encode().split()), line[2] if len(line) > 2 else b"/", line[0].encode())
        for line in lines
    ]
    return {one.title: one.role for one in listed(given)}


def chosen(found: dict[str, str]) -> list[str]:
    return [title for title, role in found.items() if at_first(found.values(), role)]


def test_gmail_is_read_from_the_folder_that_holds_all() -> None:
    found = roles(
        ("INBOX", "\\HasNoChildren"), ("[Gmail]", "\\HasChildren \\Noselect"), ("[Gmail]/All Mail", "\\All"),
        ("[Gmail]/Drafts", "\\Drafts"), ("[Gmail]/Sent Mail", "\\Sent"), ("[Gmail]/Spam", "\\Junk"),
        ("[Gmail]/Starred", "\\Flagged"), ("[Gmail]/Trash", "\\Trash"), ("Jobs", ""),
    )  # fmt: skip
    assert found["[Gmail]/Sent Mail"] == "sent"
    assert "[Gmail]" not in found
    assert chosen(found) == ["[Gmail]/All Mail"]


def test_without_purposes_the_names_tell() -> None:
    found = roles(
        ("INBOX", "", b"."), ("INBOX.Gesendet", "", b"."), ("INBOX.Entw&APw-rfe", "", b"."),
        ("INBOX.Papierkorb", "", b"."), ("INBOX.Spam", "", b"."), ("INBOX.Bewerbungen", "", b"."),
        ("INBOX.Bewerbungen.Trash talk", "", b"."),
    )  # fmt: skip
    assert found["INBOX.Entwürfe"] == "drafts"
    assert chosen(found) == ["INBOX", "INBOX.Gesendet", "INBOX.Bewerbungen", "INBOX.Bewerbungen.Trash talk"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Sent Items", "sent"), ("Envoyés", "sent"), ("Posta inviata", "sent"), ("Wysłane", "sent"), ("Enviados", "sent"),
        ("Deleted Items", "trash"), ("Corbeille", "trash"), ("Cestino", "trash"), ("Junk E-mail", "spam"),
        ("Courrier indésirable", "spam"), ("Brouillons", "drafts"), ("Utkast", "drafts"), ("Archiv", "archive"),
        ("Jobs", "own"), ("Sentences", "own"),
    ],
)  # fmt: skip
def test_names_in_several_languages(name: str, role: str) -> None:
    from imapclient import imap_utf7

    line = ((), b"/", imap_utf7.encode(name))
    assert [(one.title, one.role) for one in listed([line])] == [(name, role)]


def test_sent_is_read_and_spam_is_not() -> None:
    assert at_first({"inbox", "sent"}, "sent")
    for role in ("spam", "trash", "drafts", "view"):
        assert not at_first({"inbox", "sent"}, role)


@given(st.binary(max_size=60))
def test_a_name_of_any_bytes_can_be_shown_and_asked_for(wire: bytes) -> None:
    assert readable(wire).isprintable()
    for one in listed([((), None, wire)]):
        assert one.name.encode("latin-1") == wire
