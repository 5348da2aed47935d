"""Spreadsheets made by hand, as small as their formats allow."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def xlsx(
    rows: Sequence[Sequence[str | int | float]],
    dates: Sequence[int] = (),
    links: dict[str, str] | None = None,
    more: dict[str, Sequence[Sequence[str | int | float]]] | None = None,
    since_1904: bool = False,
) -> bytes:
    """A workbook; numbers in the columns `dates` have a format that shows a date."""
    words: list[str] = []
    sheets = {"Search": rows, **(more or {})}
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="w" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    hyper = "".join(f'<hyperlink ref="{place}" r:id="l{n}"/>' for n, place in enumerate(links or {}))
    targets = "".join(
        f'<Relationship Id="l{n}" Type="h" Target={quoteattr(url)} TargetMode="External"/>'
        for n, url in enumerate((links or {}).values())
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns:r="r"><workbookPr date1904="{int(since_1904)}"/><sheets>{named}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/styles.xml": (
            '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="d\\.\\ mmm\\ yyyy"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{targets}</Relationships>",
    }
    for n, lines in enumerate(sheets.values(), start=1):
        body = "".join(_row(number, line, words, dates) for number, line in enumerate(lines, start=1))
        tail = f"<hyperlinks>{hyper}</hyperlinks>" if n == 1 else ""
        members[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns:r="r"><sheetData>{body}</sheetData>{tail}</worksheet>'
        )
    shared = "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
    members["xl/sharedStrings.xml"] = f"<sst>{shared}</sst>"
    return zipped(members)


def _row(number: int, line: Sequence[str | int | float], words: list[str], dates: Sequence[int]) -> str:
    cells = []
    for column, value in enumerate(line):
        place = f"{chr(65 + column)}{number}"
        if isinstance(value, str):
            if value:
                words.append(value)
                cells.append(f'<c r="{place}" t="s"><v>{len(words) - 1}</v></c>')
        else:
            style = ' s="1"' if column in dates else ""
            cells.append(f'<c r="{place}"{style}><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def ods(rows: Sequence[Sequence[str]], doctype: str = "", tail: str = "") -> bytes:
    """A LibreOffice table; cells such as 2025-03-03 are dates, as it writes them."""
    lines = []
    for row in rows:
        cells = "".join(_ods_cell(value) for value in row)
        empty = '<table:table-cell table:number-columns-repeated="16000"/>'
        lines.append(f"<table:table-row>{cells}{empty}</table:table-row>")
    body = (
        f'<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        f'<table:table table:name="Search">{"".join(lines)}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        f"</table:table>{tail}</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": body})


def _ods_cell(value: str) -> str:
    if len(value) == 10 and value[4] == "-":
        shown = f"{value[8:]}/{value[5:7]}/{value[2:4]}"
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
