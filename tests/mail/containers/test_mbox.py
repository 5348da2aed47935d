"""An mbox is cut at its real separators, and only there."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onward.mail.containers import Locator, load, mbox, walk

SEPARATOR = b"From anna@example.org Mon Jan  6 10:00:00 2025\n"


def messages(path: Path, content: bytes) -> list[bytes]:
    path.write_bytes(content)
    found = list(walk([path]))
    assert all(isinstance(one, Locator) for one in found), found
    return [load(one) for one in found if isinstance(one, Locator)]


def mail(body: bytes) -> bytes:
    return b"From: Anna <anna@example.org>\nSubject: Hello\n\n" + body


def quoted_rd(message: bytes) -> bytes:
    lines = message.split(b"\n")
    return b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)


def test_two_messages_are_numbered_from_one(tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    path.write_bytes(SEPARATOR + mail(b"one\n") + b"\n" + SEPARATOR + mail(b"two\n") + b"\n")
    found = [one for one in walk([path]) if isinstance(one, Locator)]
    assert [one.source for one in found] == [f"{path}#1", f"{path}#2"]
    assert [load(one) for one in found] == [mail(b"one\n"), mail(b"two\n")]


def test_from_inside_a_paragraph_is_text(tmp_path: Path) -> None:
    body = b"We come\nFrom the office.\n\nFrom there on.\nFrom x@example.org Mon Jan  6 10:00:00 2025\nend\n"
    assert messages(tmp_path / "a.mbox", SEPARATOR + mail(body) + b"\n") == [mail(body)]


def test_a_cut_off_message_does_not_swallow_the_next(tmp_path: Path) -> None:
    content = SEPARATOR + mail(b"cut off in the mid\n") + SEPARATOR + mail(b"whole\n")
    assert messages(tmp_path / "a.mbox", content) == [mail(b"cut off in the mid\n"), mail(b"whole\n")]


def test_takeout_separators_and_crlf(tmp_path: Path) -> None:
    separator = b"From 1790000000000000001@xxx Mon Jan 06 10:00:00 +0000 2025\r\n"
    one = mail(b"one\nFrom 12 to 14 we eat.\n").replace(b"\n", b"\r\n")
    content = separator + one + b"\r\n" + separator + one
    assert messages(tmp_path / "All mail.mbox", content) == [one, one]


def test_thunderbird_separators_leave_dated_lines_of_text_alone(tmp_path: Path) -> None:
    separator = b"From - Mon Jan 06 10:00:00 2025\n"
    body = b"He wrote:\n\nFrom bob@example.org Mon Jan  6 11:00:00 2025\nand then nothing.\n"
    content = separator + mail(body) + b"\n" + separator + mail(b"two\n")
    assert messages(tmp_path / "Inbox", content) == [mail(body), mail(b"two\n")]


def test_a_right_content_length_covers_a_mailbox_within_a_mail(tmp_path: Path) -> None:
    body = b"Look:\n\n" + SEPARATOR + mail(b"inner\n")
    head = b"From: a@example.org\nSubject: x\nContent-Length: %d\n\n" % len(body)
    content = SEPARATOR + head + body + b"\n" + SEPARATOR + mail(b"next\n")
    assert messages(tmp_path / "a.mbox", content) == [head + body, mail(b"next\n")]


def test_a_wrong_content_length_is_not_believed(tmp_path: Path) -> None:
    for stated in (0, 3, 60, 100_000, 10**11):
        head = b"From: a@example.org\nSubject: x\nContent-Length: %d\n\nbody\n" % stated
        content = (SEPARATOR + head + b"\n") * 3
        assert messages(tmp_path / "a.mbox", content) == [head] * 3


def test_a_message_longer_than_a_block_and_marks_across_blocks(tmp_path: Path) -> None:
    for extra in range(12):
        long = mail(b"x" * (mbox.BLOCK - len(SEPARATOR) - len(mail(b"")) - 8 + extra) + b"\n")
        content = SEPARATOR + long + b"\n" + SEPARATOR + mail(b"two\n")
        assert messages(tmp_path / "a.mbox", content) == [long, mail(b"two\n")]


def test_text_before_the_first_separator_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"half a sentence\n\n" + SEPARATOR + mail(b"one\n"))
    skipped, found = walk([path])
    assert "belongs to no message" in getattr(skipped, "why", "")
    assert isinstance(found, Locator)
    assert load(found) == mail(b"one\n")


BODY = st.lists(
    st.sampled_from(
        [b"", b"From ", b">From me", b"From a@b.c Mon Jan  6 10:00:00 2025", b">>From x", b"text", b"--"]
    )
    | st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b"")),
    max_size=12,
).map(lambda lines: b"".join(line + b"\n" for line in lines))


@settings(max_examples=150, deadline=None)
@given(st.lists(BODY, min_size=1, max_size=6))
def test_any_bodies_come_back_from_an_mboxrd(bodies: list[bytes]) -> None:
    content = b"".join(SEPARATOR + quoted_rd(mail(body)) + b"\n" for body in bodies)
    spans = list(mbox.spans(io.BytesIO(content).read, keep=True))
    assert [mbox.unwrap(span.raw or b"") for span in spans] == [mail(body) for body in bodies]
    assert [content[span.start : span.end] for span in spans] == [span.raw for span in spans]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_are_covered_once_whatever_the_size_of_reads(content: bytes, size: int) -> None:
    source = io.BytesIO(content)
    spans = list(mbox.spans(lambda wanted: source.read(min(size, wanted)), keep=True))
    joined = b"".join(span.raw or b"" for span in spans)
    assert content.endswith(joined)
    assert not content[: len(content) - len(joined)].strip(b"\r\n\xef\xbb\xbf")
