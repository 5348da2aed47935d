"""Finds the messages within archives, unpacking in memory and bounded: no member's name becomes a path."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import IO, Final

from onward.mail.containers import mbox
from onward.mail.containers.budget import (
    MAX_MESSAGE_MEMBER,
    MAX_NESTED_ARCHIVE,
    MAX_NESTING,
    ArchiveRefused,
    Budget,
    MemberRefused,
)
from onward.mail.containers.locator import Locator, Skipped, printable
from onward.mail.containers.recognise import Kind, by_first_bytes, by_name, not_mail
from onward.mail.containers.stream import Stream
from onward.mail.containers.tarball import tar_members
from onward.mail.containers.zipfiles import open_zip, refusal

Found = Iterator[Locator | Skipped]

_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError,
)  # fmt: skip


def in_zip(file: IO[bytes], source: str, path: str, budget: Budget, depth: int = 1) -> Found:
    """Yield what lies in an opened zip file, in the order of its list of members."""
    try:
        with closing(open_zip(file)) as archive:
            for member in archive.infolist():
                budget.member()
                if member.is_dir():
                    continue
                name = f"{source}!/{_shown(member.filename)}"
                why = refusal(member)
                if why is not None:
                    yield Skipped(name, why)
                    continue
                try:
                    with archive.open(member) as content:
                        yield from in_stream(
                            Stream(content.read, budget), name, path, member.filename, budget, depth
                        )
                except _BROKEN:
                    yield Skipped(
                        name, "The archive is damaged here; this file could not be read to its end."
                    )
    except ArchiveRefused as refused:
        yield Skipped(source, str(refused))
    except _BROKEN:
        yield Skipped(source, "The archive is damaged and could not be read to its end.")


def in_tar(stream: Stream, source: str, path: str, budget: Budget, depth: int = 1) -> Found:
    """Yield what lies in a tar stream, in its order."""
    try:
        for member in tar_members(stream):
            budget.member()
            if member.folder:
                continue
            name = f"{source}!/{_shown(member.name)}"
            if not member.ordinary:
                yield Skipped(name, "This is a link or a device, not an ordinary file.")
                continue
            yield from in_stream(Stream(member.read), name, path, member.name, budget, depth)
    except ArchiveRefused as refused:
        yield Skipped(source, str(refused))
    except _BROKEN:
        yield Skipped(source, "The archive is damaged and could not be read to its end.")


def in_gzip(file: IO[bytes], source: str, path: str, budget: Budget, depth: int = 1) -> Found:
    """Yield what lies in a .gz, .tgz or .tar.gz: a tar, or one packed mailbox or message."""
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            stream = Stream(unpacked.read, budget)
            kind, _ = by_first_bytes(stream.head())
            if kind == "tar":
                yield from in_tar(stream, source, path, budget, depth)
            else:
                yield from in_stream(stream, source, path, _unpacked_name(source), budget, depth)
    except ArchiveRefused as refused:
        yield Skipped(source, str(refused))
    except _BROKEN:
        yield Skipped(source, "The archive is damaged and could not be read to its end.")


def in_stream(
    stream: Stream, source: str, path: str, name: str, budget: Budget, depth: int, by_content: bool = False
) -> Found:
    """Yield what one stream of bytes holds: a mailbox, a message, an archive, or something to be named."""
    kind, what = _kind(stream, name, by_content)
    if kind == "silent":
        return
    if kind == "other":
        yield Skipped(source, not_mail(what))
        return
    try:
        if kind == "mbox":
            yield from _in_mbox(stream, source, path)
        elif kind in ("zip", "tar", "gzip"):
            yield from _in_nested(stream, kind, source, path, budget, depth)
        else:
            content = stream.read_up_to(MAX_MESSAGE_MEMBER)
            yield Locator(source, path, 0, len(content), content, "emlx" if kind == "emlx" else "bytes")
    except MemberRefused as refused:
        yield Skipped(source, str(refused))


def _kind(stream: Stream, name: str, by_content: bool) -> tuple[Kind, str]:
    if by_content:
        return by_first_bytes(stream.head())
    place = PurePosixPath(name.replace("\\", "/"))
    kind, what = by_name(place.name)
    folder = place.parent.name
    if folder in ("cur", "new") and kind in ("unknown", "other"):
        return "message", ""
    if folder == "tmp" and kind == "unknown" and place.parent.parent.name not in ("", "."):
        return "silent", ""
    if kind == "unknown" or kind == "mbox":
        seen, what = by_first_bytes(stream.head())
        return (kind, "") if kind == "mbox" and seen not in ("other", "zip", "gzip") else (seen, what)
    return kind, what


def _in_mbox(stream: Stream, source: str, path: str) -> Found:
    number = 0
    for span in mbox.spans(stream.read, keep=True):
        if not span.separated and not (span.raw or b"").strip():
            continue
        number += 1
        yield Locator(f"{source}#{number}", path, span.start, span.end - span.start, span.raw, "mbox")


def _in_nested(stream: Stream, kind: Kind, source: str, path: str, budget: Budget, depth: int) -> Found:
    if depth >= MAX_NESTING:
        yield Skipped(source, "This archive lies too deep within others and is not opened.")
        return
    if kind == "tar":
        yield from in_tar(stream, source, path, budget, depth + 1)
        return
    # A file without a name: nothing of the archive's own naming reaches the disk.
    with tempfile.TemporaryFile() as held:
        stream.copy_to(held, MAX_NESTED_ARCHIVE)
        held.seek(0)
        inner = in_zip if kind == "zip" else in_gzip
        yield from inner(held, source, path, budget, depth + 1)


def _unpacked_name(source: str) -> str:
    name = PurePosixPath(source).name
    lower = name.lower()
    if lower.endswith(".tgz"):
        return name[:-4] + ".tar"
    return name[:-3] if lower.endswith(".gz") else ""


def _shown(name: str) -> str:
    """Give a member's name for reading: one line, no control characters, bounded."""
    return printable("".join(char if char.isprintable() else "?" for char in name[:500]))
