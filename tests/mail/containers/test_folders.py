"""Folders of mail are walked in a stable order, without circles and without Maildir's own files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from onward.mail.containers import Locator, MailFileError, Skipped, load, total_bytes, walk

MAIL = b"From: anna@example.org\nSubject: Hello\n\nText\n"


def sources(*paths: Path) -> list[str]:
    return [one.source for one in walk(paths)]


def maildir(folder: Path, *names: str) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(MAIL)
    return folder


def test_maildir_with_folders_of_its_own(tmp_path: Path) -> None:
    top = maildir(tmp_path / "Maildir", "cur/2.host:2,S", "new/1.host", "tmp/3.host")
    maildir(top / ".Jobs", "cur/4.host.zip:2,")
    (top / "dovecot-uidlist").write_text("3 V1\n")
    (top / "dovecot.index.log").write_bytes(b"\x00")
    assert sources(top) == [
        f"{top}/cur/2.host:2,S",
        f"{top}/new/1.host",
        f"{top}/.Jobs/cur/4.host.zip:2,",
    ]


def test_folders_in_folders_by_name_and_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.eml").write_bytes(MAIL)
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "c.eml").write_bytes(MAIL)
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    assert sources(tmp_path) == [f"{tmp_path}/a.eml", f"{tmp_path}/b/2.eml", f"{tmp_path}/c.eml"]


def test_what_is_no_mail_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pst").write_bytes(b"!BDN")
    (tmp_path / "b.PDF").write_bytes(b"%PDF-1.4")
    (tmp_path / "c").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "d").write_bytes(b"just a note\n")
    os.mkfifo(tmp_path / "e")
    (tmp_path / "f").symlink_to(tmp_path / "nowhere")
    whys = [one.why for one in walk([tmp_path]) if isinstance(one, Skipped)]
    assert len(whys) == 6
    for word in (
        "Outlook data file",
        "PDF",
        "picture",
        "plain text",
        "not an ordinary file",
        "no longer there",
    ):
        assert any(word in why for why in whys), word


def test_what_to_do_about_a_file_stands_behind_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.pst").write_bytes(b"!BDN")
    (tmp_path / "b.zip").write_bytes(b"PK\x05\x06" + b"\x00" * 18)
    assert [one.why for one in walk([tmp_path]) if isinstance(one, Skipped)] == [
        "This is an Outlook data file, not mail; export it from Outlook as mbox or .eml.",
        "This is an archive with nothing in it, not mail.",
    ]


@pytest.mark.parametrize(
    "stored",
    [
        b"\r\n\n" + MAIL,
        MAIL.decode().encode("utf-16"),
        b"From anna@example.org\n" + MAIL,
        b"From anna@example.org Mon Apr  1 09:00:00 2024\n" + MAIL,
    ],
)
def test_a_message_begins_with_its_header(tmp_path: Path, stored: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(stored)
    assert [load(one) for one in walk([tmp_path]) if isinstance(one, Locator)] == [MAIL]


def test_a_file_without_suffix_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "1").write_bytes(MAIL)
    (tmp_path / "Inbox").write_bytes(b"From - Mon Jan 06 10:00:00 2025\n" + MAIL)
    (tmp_path / "mail.txt").write_bytes(MAIL)
    found = [one for one in walk([tmp_path]) if isinstance(one, Locator)]
    assert [one.form for one in found] == ["file", "mbox", "file"]
    assert [load(one) for one in found] == [MAIL] * 3


def test_emlx_with_right_and_wrong_length(tmp_path: Path) -> None:
    tail = b'<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict/></plist>\n'
    for number, stated in enumerate((len(MAIL), 5, 9999)):
        (tmp_path / f"{number}.emlx").write_bytes(b"%-10d\n" % stated + MAIL + tail)
    assert [load(one) for one in walk([tmp_path]) if isinstance(one, Locator)] == [MAIL] * 3


def test_what_is_missing_or_vanishes_is_a_sentence(tmp_path: Path) -> None:
    (only,) = walk([tmp_path / "nowhere.mbox"])
    assert only == Skipped(str(tmp_path / "nowhere.mbox"), "There is no such file or folder.")
    path = tmp_path / "a.eml"
    path.write_bytes(MAIL)
    (found,) = walk([path])
    path.unlink()
    assert isinstance(found, Locator)
    with pytest.raises(MailFileError, match="no longer there"):
        load(found)


def test_a_shortened_mailbox_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"From a@b.c Mon Jan  6 10:00:00 2025\n" + MAIL)
    (found,) = walk([path])
    path.write_bytes(b"From a@")
    assert isinstance(found, Locator)
    with pytest.raises(MailFileError, match="shorter"):
        load(found)


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.eml"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(MAIL)
    (found,) = walk([tmp_path])
    assert isinstance(found, Locator)
    found.source.encode("utf-8")
    assert load(found) == MAIL


def test_a_large_message_is_cut_and_sizes_are_summed(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL + b"x" * 1000)
    (found,) = walk([tmp_path])
    assert isinstance(found, Locator)
    assert load(found, max_bytes=20) == MAIL[:20]
    assert total_bytes([tmp_path, "-", tmp_path / "nowhere"]) == len(MAIL) + 1000


def test_of_a_folder_of_many_files_the_size_is_a_guess_from_some(tmp_path: Path) -> None:
    for number in range(1200):
        (tmp_path / f"{number}.eml").write_bytes(b"x" * 10)
    assert abs(total_bytes([tmp_path]) - 12_000) < 600


def test_what_may_hold_many_messages_counts_wherever_it_lies_in_a_large_folder(tmp_path: Path) -> None:
    large = range(1000, 1240, 8)
    for number in range(1240):
        name = f"{number}.mbox" if number in large else f"{number}.txt" if number % 2 else f"{number}.eml"
        (tmp_path / name).write_bytes(b"x" * 5000 if number in large else b"")
    assert total_bytes([tmp_path]) == 5000 * len(large)


def test_of_a_maildir_of_many_messages_the_size_is_a_guess_too(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    for number in range(1200):
        (tmp_path / "cur" / f"17{number}.M1P2.host:2,S").write_bytes(b"x" * 10)
    for named in (tmp_path, f"{tmp_path}/cur/"):
        assert abs(total_bytes([named]) - 12_000) < 600, named


def test_many_files_are_walked_quickly(tmp_path: Path) -> None:
    top = maildir(tmp_path)
    for number in range(3000):
        os.close(os.open(f"{top}/cur/{number}.host:2,S", os.O_CREAT))
    begin = time.process_time()
    assert sum(1 for _ in walk([top])) == 3000
    assert time.process_time() - begin < 0.15
