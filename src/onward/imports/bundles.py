"""Tables in the zips that programs hand out: LinkedIn's archive of everything, a page of Notion."""

import zipfile
import zlib

from django.utils.translation import gettext as _

from onward.base.errors import Problem

_KINDS = (".csv", ".tsv", ".xlsx", ".ods")
_MOST = 10


def tables(archive: zipfile.ZipFile, most_bytes: int) -> list[tuple[str, bytes]]:
    """Name and content of each table in the zip that may tell of applications; a Problem where none does, or too many."""
    names = [
        one.filename
        for one in archive.infolist()
        if one.filename.lower().endswith(_KINDS) and not one.filename.startswith("__MACOSX/")
    ]
    # Notion writes a view, and beside it all that is in its table.
    whole = {name.removesuffix("_all.csv") for name in names if name.endswith("_all.csv")}
    names = [name for name in names if name.removesuffix(".csv") not in whole]
    names = [name for name in names if "application" in _last(name).lower()] or names
    if not 1 <= len(names) <= _MOST:
        raise Problem(
            _("This zip holds no spreadsheet. Unpack it, and bring in the table that is in it.")
            if not names
            else _("This zip holds %(n)d tables. Unpack it, and bring in the one with your applications.")
            % {"n": len(names)}
        )
    found = []
    for name in names:
        try:
            with archive.open(name) as file:
                content = file.read(most_bytes + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
        ) as error:
            raise Problem(
                _("This spreadsheet is damaged and cannot be opened. Nothing was changed.")
            ) from error
        found.append((_last(name), content))
        most_bytes -= len(content)
        if most_bytes < 0:
            raise Problem(_("This spreadsheet unpacks to far more than a table holds. Nothing was changed."))
    return found


def _last(name: str) -> str:
    return name.rpartition("/")[2]
