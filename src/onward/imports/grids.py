"""A table as cells of text, whatever kind of file it came in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from onward.base.errors import Problem

#: Bounds, far above what a search needs: beyond them a file is a mistake or meant to harm.
MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 1_000
#: Of all sheets together, empty ones that lie between others included.
MOST_LINES = 200_000
MOST_CELLS = 4_000_000
#: Of all cells together: one text that thousands of cells share counts each time.
MOST_CHARACTERS = MOST_BYTES
#: Header fields that a mail begins with; two different ones at the top, and it is no table.
_MAIL = re.compile(
    rb"^(from|to|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type"
    rb"|dkim-signature|x-[a-z0-9-]+)[ \t]*:",
    re.I | re.M,
)
#: =HYPERLINK("https://employer.example/1","Employer") and Notion's "Employer (https://www.notion.so/…)".
_LEADING = re.compile(
    r'=HYPERLINK\("(?P<url>[^"]{1,2000})"\s*[,;]\s*"(?P<shown>[^"]{1,300})"\)'
    r"|(?P<name>[^()\n]{1,300}) \((?:(?P<card>https://(?:www\.)?notion\.so/[^\s()]{1,2000})|[^()\n]{1,500}\.md)\)",
    re.I,
)


class Bounds:
    """Counts what is read of one file: a few bytes can stand for more cells than any memory holds."""

    def __init__(self) -> None:
        self._lines = self._cells = self._characters = 0

    def count(self, *, lines: int = 0, cells: int = 0, characters: int = 0) -> None:
        """Count before it is made; a Problem beyond what a search can need."""
        self._lines += lines
        self._cells += cells
        self._characters += characters
        if self._lines > MOST_LINES or self._cells > MOST_CELLS:
            raise Problem(_("This table has too many rows to be a search. Nothing was changed."))
        if self._characters > MOST_CHARACTERS:
            raise Problem(_("This spreadsheet unpacks to far more than a table holds. Nothing was changed."))


@dataclass(frozen=True)
class Grid:
    """Rows of cells; a row may be shorter than others. `links` are where cells lead: (row, column) → address."""

    rows: Sequence[Sequence[str]]
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    #: The name of the sheet, where a file has several.
    name: str = ""
    #: Cells merged downwards: (row, column) → how many rows they take.
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    #: What the reader was not sure of, in sentences.
    doubts: tuple[str, ...] = ()

    def width(self) -> int:
        """The length of the longest row."""
        return max(map(len, self.rows), default=0)


def read(content: bytes, *, inside: bool = False) -> list[Grid]:
    """The tables of a file or of pasted text, none of them empty; the content decides, never the name.

    `inside` says that the file came out of a zip, in which no other zip is opened but a spreadsheet's own.
    """
    from onward.imports import bundles, delimited, encodings, markup, opendocument, workbook, zipped

    if len(content) > MOST_BYTES:
        raise Problem(
            _("This table is larger than %(n)d MB. Nothing was changed; bring in a part of it.")
            % {"n": MOST_BYTES // (1024 * 1024)}
        )
    if content[:4] == b"PK\x03\x04":
        archive = zipped.opened(content)
        names = set(archive.namelist())
        if "content.xml" in names:
            found = opendocument.read(archive)
        elif any(name.startswith("xl/") for name in names):
            found = workbook.read(archive)
        elif inside:
            raise Problem(_("This zip holds a zip. Unpack it, and bring in the table that is in it."))
        else:
            members = bundles.tables(archive, MOST_BYTES)
            found = [
                replace(grid, name=grid.name or name)
                for name, one in members
                for grid in read(one, inside=True)
            ]
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Problem(
            _(
                "This is an old Excel file or one with a password. Save it as .xlsx or .csv without a password,"
                " and bring that in."
            )
        )
    elif content[:5] == b"%PDF-":
        raise Problem(_("This is a PDF, not a table. Save the table as .csv or .xlsx, and bring that in."))
    elif _is_mail(content[:8192]):
        raise Problem(
            _(
                "This is mail, not a table. Nothing was changed. “Bring your search in” reads it, and so does"
                " `onward read`."
            )
        )
    else:
        text, doubts = encodings.decode(content)
        found = markup.read(text) or [delimited.read(text)]
        found = [replace(one, doubts=(*doubts, *one.doubts)) for one in found]
    kept = [_trimmed(one) for one in found]
    kept = [one for one in kept if one.rows]
    if not kept:
        raise Problem(_("There is no table in it: every cell is empty. Nothing was changed."))
    return kept


def _is_mail(head: bytes) -> bool:
    """Whether a file begins as a mailbox or a mail does: with its header fields, one to a line."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    # A table that holds such words has other lines between them; a mail begins with one.
    return bool(_MAIL.match(top)) and len({name.lower() for name in _MAIL.findall(top)}) >= 2


def _trimmed(grid: Grid) -> Grid:
    """Without empty cells at the right and empty rows at the end; every cell without stray space."""
    rows: list[list[str]] = []
    links = dict(grid.links)
    for row in grid.rows:
        cells = [cell.replace("\x00", "").replace("\xa0", " ").strip() for cell in row]
        for column, cell in enumerate(cells):
            if cell[-1:] == ")" and (found := _LEADING.fullmatch(cell)):
                # What is shown of a link, and of a card of another table.
                cells[column] = (found["shown"] or found["name"]).strip()
                if url := found["url"] or found["card"]:
                    links.setdefault((len(rows), column), url)
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    trimmed = replace(grid, rows=rows, links=links)
    if trimmed.width() > MOST_COLUMNS:
        raise Problem(
            _("This table has %(n)d columns, and Onward reads up to %(most)d. Nothing was changed.")
            % {"n": trimmed.width(), "most": MOST_COLUMNS}
        )
    if len(rows) > MOST_ROWS:
        raise Problem(
            _("This table has %(n)d rows, and Onward reads up to %(most)d at once. Nothing was changed.")
            % {"n": len(rows), "most": MOST_ROWS}
        )
    return trimmed
