"""Members of a spreadsheet's zip and the XML in them, within bounds that no honest file meets.

Expat reads the XML as a stream and this refuses any document type, so that no entity is ever expanded.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from itertools import count
from xml.parsers import expat

from django.utils.translation import gettext as _

from onward.base.errors import Problem

_MOST_MEMBERS = 5_000
_MOST_UNPACKED = 300 * 1024 * 1024
_PIECE = 256 * 1024
#: Tags of a member: a table of 50,000 rows and 40 columns has six million.
_MOST_TAGS = 8_000_000

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class _DoctypeError(Exception):
    """The XML declares a document type, which a spreadsheet has no need of."""


def opened(content: bytes) -> zipfile.ZipFile:
    """The zip, once its size when unpacked is known to be bearable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Problem(_("This spreadsheet is damaged and cannot be opened. Nothing was changed.")) from error
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise Problem(_("This spreadsheet unpacks to far more than a table holds. Nothing was changed."))
    if any(one.flag_bits & 1 for one in members):
        raise Problem(_("This spreadsheet has a password. Save it without one, and bring that in."))
    return archive


def walk(archive: zipfile.ZipFile, name: str, start: Start, end: End, text: Text) -> None:
    """Call back for each tag and text of a member; names come without their namespace's prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    tags = count(1)

    def begin(tag: str, values: Mapping[str, str]) -> None:
        if next(tags) > _MOST_TAGS:
            raise Problem(_("This spreadsheet unpacks to far more than a table holds. Nothing was changed."))
        start(tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in values.items()})

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    left = _MOST_UNPACKED
    try:
        with archive.open(name) as file:
            while piece := file.read(_PIECE):
                # What the zip says of its sizes may be a lie; what comes out of it is counted.
                left -= len(piece)
                if left < 0:
                    raise Problem(
                        _("This spreadsheet unpacks to far more than a table holds. Nothing was changed.")
                    )
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except _DoctypeError as error:
        raise Problem(
            _("This spreadsheet holds definitions that no spreadsheet needs, so it was not opened.")
        ) from error
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise Problem(_("This spreadsheet is damaged and cannot be opened. Nothing was changed.")) from error


def _refuse(*_given: object) -> None:
    raise _DoctypeError
