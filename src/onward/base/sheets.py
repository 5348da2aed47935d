"""Tables as files for spreadsheets: CSV and XLSX, in which no cell of a stranger's can become a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

Cell = str | int | float | date | None
#: What a spreadsheet program takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: The same behind a mark or a line's end: a program that takes commas for text begins a cell there.
_BEFORE = re.compile(r"""(?<!["'\s;|])["'\s;|]++(?=[=+\-@＝＋－＠])""")
_MARKS = frozenset(";|\t\r\n")
#: The longest text that a cell of XLSX holds.
_LONGEST = 32_767
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_EPOCH = date(1899, 12, 30)
#: Cell formats, by their place in styles.xml: plain, a day, a heading, text that looks like a formula.
_DAY, _HEAD, _QUOTED = 1, 2, 3


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The table as CSV, line by line: commas, UTF-8 with the mark by which spreadsheet programs know it."""
    yield b"\xef\xbb\xbf"
    for row in (heads, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in row])
        yield line.getvalue().encode("utf-8", "replace")


def as_xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a workbook with one sheet; the same table gives the same bytes."""
    lines = list(rows)
    widths = [
        min(60, max([len(head), *(len(str(row[place] or "")) for row in lines[:500])]) + 2)
        for place, head in enumerate(heads)
    ]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    body = "".join(
        f'<row r="{number}">{"".join(_cell(value, number, place) for place, value in enumerate(row))}</row>'
        for number, row in enumerate((heads, *lines), start=1)
    )
    sheet = (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        f"<sheetData>{body}</sheetData></worksheet>"
    )
    title = escape(re.sub(r"[\[\]:*?/\\]", " ", name)[:31], {'"': "&quot;"})
    parts = {**_PARTS, "xl/workbook.xml": _WORKBOOK.format(name=title), "xl/worksheets/sheet1.xml": sheet}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for place, content in parts.items():
            info = zipfile.ZipInfo(place, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, content.encode())
    return packed.getvalue()


def _harmless(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    text = _CONTROL.sub("", str(cell))
    if not isinstance(cell, str):
        return text
    # The mark is seen, and keeps what follows from being computed.
    text = _BEFORE.sub(lambda run: run[0] if _MARKS.isdisjoint(run[0]) else f"{run[0]}'", text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: Cell, number: int, place: int) -> str:
    where = f"{_letters(place)}{number}"
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return (
            f'<c r="{where}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
            if value > _EPOCH
            else _text(value.isoformat(), where, 0)
        )
    if isinstance(value, (int, float)):
        return f'<c r="{where}"><v>{value}</v></c>'
    style = _HEAD if number == 1 else _QUOTED if value.startswith(_FORMULA) else 0
    return _text(value, where, style)


def _text(value: str, where: str, style: int) -> str:
    text = escape(_CONTROL.sub("", value)[:_LONGEST])
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(place: int) -> str:
    """A, B … Z, AA: what a column is called."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="{{name}}" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
        '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
        'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
        'xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" '
        'fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" '
        'xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}
