"""Files that are given by drag: they go straight into the journal's folder and stay while they are read."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.utils.text import get_valid_filename

from onward.mail import sources
from onward.mail.models import Reading
from onward.people.places import INCOMING

_MARK = 8
_LONGEST = 120


class IncomingFile(UploadedFile):  # type: ignore[type-arg]
    """A file that has arrived; `place` is where it lies."""

    def __init__(self, place: Path, name: str | None, size: int) -> None:
        super().__init__(name=name, size=size)
        self.place = place


class IncomingHandler(FileUploadHandler):
    """Writes what a browser sends into the folder, piece by piece; what breaks off leaves nothing behind."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.written: list[Path] = []
        self._file: IO[bytes] | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder() / f"{secrets.token_hex(_MARK // 2)}-{_plain(self.file_name or '')}"
        self._file = place.open("xb")
        place.chmod(0o600)
        self.written.append(place)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece; nothing is kept in memory."""
        if self._file is not None:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> "IncomingFile | None":
        """Close the file; what arrived knows where it lies."""
        if self._file is None:
            return None
        self._file.close()
        self._file = None
        return IncomingFile(self.written[-1], self.file_name, file_size)

    def upload_interrupted(self) -> None:
        """The browser went away: what came of it is no mailbox."""
        self.discard()

    def discard(self) -> None:
        """Take away all that was written."""
        if self._file is not None:
            self._file.close()
            self._file = None
        for place in self.written:
            place.unlink(missing_ok=True)
        self.written.clear()


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.HOME) / INCOMING


def shown(source: str) -> str:
    """A source as the person knows it: for a file that was dragged, the name that it had."""
    if kind := sources.kind_of(source):
        return kind.shown(source)
    file, within, inner = source.partition("!/")
    path = Path(file)
    name = path.name[_MARK + 1 :] if path.parent == folder() else file
    return f"{name}{within}{inner}"


def discard(sources: Iterable[str]) -> None:
    """Take away those of the sources that lie in the folder; the person's own files are never touched."""
    for source in sources:
        if Path(source).parent == folder():
            Path(source).unlink(missing_ok=True)


def sweep() -> None:
    """Take away files of readings that are done: a process that was killed could not."""
    for names in Reading.objects.filter(state="done").order_by("-pk").values_list("sources", flat=True)[:50]:
        discard(names)


def _plain(name: str) -> str:
    """The name with nothing that a file system minds, its ending kept."""
    try:
        plain = get_valid_filename(Path(name).name)
    except SuspiciousFileOperation:  # nothing is left of the name
        plain = "mail"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:20]}" if dot else plain[:_LONGEST]
