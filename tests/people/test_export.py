"""The archive of a journal: complete, readable, private, and only one's own."""

import io
import json
import os
import sqlite3
import stat
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from onward import takeaway
from onward.applications.actions import create_application
from onward.applications.stages import Fact
from onward.mail.models import Message, RawMessage
from onward.people import export
from onward.people.models import User

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
RAW = b"Message-ID: <7@nordlicht.example>\r\nSubject: Your application\r\n\r\nNo.\r\n"


def live(person: User, company: str) -> None:
    message = Message.objects.create(
        owner=person, kind="rejection", confidence=1, header_id="7@nordlicht.example"
    )
    RawMessage.objects.create(message=message, content=zlib.compress(RAW))
    create_application(person, {"company": company}, [Fact("rejected", NOON, "mail", message.pk)])


def opened(content: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def test_archive_holds_applications_and_mails_as_they_came(owner: User, other: User, settings) -> None:
    settings.HOSTED = True  # without the copy of the database, which the next test looks at
    live(owner, "Nordlicht")
    live(other, "Cobalt & Daughters")
    archive = opened(b"".join(export.archive(owner, takeaway.parts)))
    listed = json.loads(archive.read("applications.json"))
    assert [one["company"] for one in listed] == ["Nordlicht"]
    assert listed[0]["events"][0]["message_id"] == "7@nordlicht.example"
    mails = [name for name in archive.namelist() if name.endswith(".eml")]
    assert [archive.read(name) for name in mails] == [RAW]
    assert "journal.sqlite3" not in archive.namelist()


@pytest.mark.django_db(transaction=True)
def test_the_database_is_copied_whole_without_sessions(
    owner: User, signed_in: Client, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the journal is no file here")
    live(owner, "Nordlicht")
    answer = signed_in.get("/settings/journal.zip")
    assert answer.streaming
    archive = opened(b"".join(answer.streaming_content))
    archive.extract("journal.sqlite3", tmp_path)
    with sqlite3.connect(tmp_path / "journal.sqlite3") as copy:
        assert copy.execute("SELECT company FROM onward_application").fetchall() == [("Nordlicht",)]
        assert copy.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_file_is_private_and_never_half_written(owner: User, tmp_path: Path, settings) -> None:
    settings.HOSTED = True
    place = tmp_path / "onward.zip"
    export.write(owner, takeaway.parts, place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600

    def broken(person: User):
        yield "first.txt", [os.urandom(1000)]
        raise OSError("the disk is full")

    place.unlink()
    with pytest.raises(OSError, match="full"):
        export.write(owner, broken, place)
    assert list(tmp_path.iterdir()) == []


def test_pieces_come_while_it_is_written(owner: User, settings) -> None:
    settings.HOSTED = True
    asked = []

    def slow(person: User):
        for number in range(3):
            asked.append(number)
            yield f"{number}.bin", [os.urandom(200_000)]

    pieces = export.archive(owner, slow)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > 100_000:
            break
    assert asked == [0]
