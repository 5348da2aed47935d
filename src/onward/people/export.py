"""The journal as it is, in one zip: written piece by piece, so that no size of journal fills the memory.

The same journal gives the same bytes; docs/format.md describes them.
"""

import glob
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.db import connection
from django.db.models import Model

from onward.people.archive import codec, contents, database, sealed
from onward.people.archive.manifest import LINES, NAME, Manifest
from onward.people.archive.unseen import Numbers
from onward.people.models import User

#: A file of the archive: its name, and its bytes in pieces.
Part = tuple[str, Iterable[bytes]]
#: What the doors add to an archive from the domains above.
Parts = Callable[[User], Iterator[Part]]
PERSON = "person.json"
_PIECE = 1 << 16
_PART = ".part"

READ_ME = """This is your Onward journal as it was when you downloaded it.

applications.json  your applications with their events, for any program
journal.md         what you wrote and the lessons you kept, to read (missing while there is nothing)
messages/          the mails of your search as they came, one .eml each
postings/          the postings that you kept, as they were (missing while there are none)
rows/              everything that is recorded, one file a table and one line of JSON a row
person.json        your settings
rest.b64           the rest, packed: only Onward reads it. It is always there, and of the same size for most people
journal.sqlite3    everything in one file, as Onward keeps it (missing where the journal lies on a shared host)
manifest.json      the name, size and SHA-256 of each file and the number of rows; lines.crc32 has a sum of each line

To bring it back: onward restore THIS-FILE. Onward checks every file and every row first, and asks before it changes a
journal that is not empty. What each column means: docs/format.md in Onward's source, and the models that it names.

Whoever has this file can read all of it. Keep it where you keep private things.
"""


def archive(owner: User, parts: Parts) -> Iterator[bytes]:
    """The bytes of the zip, in pieces, while it is being put together."""
    sink = _Sink()
    manifest = Manifest()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, pieces in _all_parts(owner, parts, manifest):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same bytes on every system
            info.external_attr = 0o600 << 16
            with archive.open(info, "w", force_zip64=True) as target:
                for piece in manifest.through(name, pieces):
                    target.write(piece)
                    yield from sink.taken()
            yield from sink.taken()
    yield from sink.taken()


def write(owner: User, parts: Parts, place: Path) -> int:
    """Write the zip to a file that only its owner may read; its size.

    A half-written file never stays, but where the process is killed; then it can be seen for what it is, and goes when
    the same file is written again.
    """
    for left in place.parent.glob(f"{glob.escape(place.name)}.*{_PART}"):
        left.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=place.parent, prefix=f"{place.name}.", suffix=_PART, delete=False
    ) as file:
        try:
            for piece in archive(owner, parts):
                file.write(piece)
            size = file.tell()
            file.close()
            Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return size


def readable(owner: User, parts: Parts, manifest: Manifest | None = None) -> Iterator[Part]:
    """All that can be read without unpacking anything on purpose; nothing in it tells of what is to be seen later."""
    manifest = manifest or Manifest()
    yield from parts(owner)
    unseen = contents.hidden(owner)
    # What refers comes before what it refers to: a row that is written meanwhile leads nowhere in no file.
    for model in reversed(contents.tables()):
        elsewhere: dict[int, dict[str, Any]] = {}
        for key, field, note, content in contents.files(owner, model, unseen):
            elsewhere[key] = {field.name: note}
            yield note[codec.FILE], [content]
        name = contents.name_of(model)
        yield name, _together(_lines(owner, model, unseen, elsewhere, manifest))
    yield PERSON, [json.dumps(contents.person(owner), ensure_ascii=False, indent=1).encode() + b"\n"]


def _all_parts(owner: User, parts: Parts, manifest: Manifest) -> Iterator[Part]:
    yield "README.txt", [READ_ME.encode()]
    if connection.vendor == "sqlite" and not settings.HOSTED:
        yield database.NAME, database.pieces()
    yield from readable(owner, parts, manifest)
    yield sealed.NAME, [sealed.pack(_unseen(owner))]
    yield LINES, [manifest.sums()]
    yield NAME, [manifest.text()]


def _lines(
    owner: User,
    model: type[Model],
    unseen: Numbers,
    elsewhere: dict[int, dict[str, Any]],
    manifest: Manifest,
) -> Iterator[bytes]:
    name, key = contents.name_of(model), model._meta.pk.name
    manifest.rows[model._meta.model_name or ""] = 0
    for row in contents.rows(owner, model):
        if (shown := contents.without(model, row, unseen)) is None:
            continue
        line = codec.line({**shown, **elsewhere.get(row[key], {})})
        manifest.line(name, line)
        manifest.rows[model._meta.model_name or ""] += 1
        yield line


def _unseen(owner: User) -> Iterator[dict[str, Any]]:
    """The rows to be seen later, whole, and those that speak of them."""
    unseen = contents.hidden(owner)
    for model in contents.tables() if any(unseen.values()) else ():
        for row in contents.rows(owner, model):
            if contents.without(model, row, unseen) != row:
                yield {"table": model._meta.model_name, "row": row}


def _together(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some size."""
    held = bytearray()
    for line in lines:
        held += line
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


class _Sink:
    """A file that can only be written to; what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written in all."""
        return self._position

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> list[bytes]:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return pieces
