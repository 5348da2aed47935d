"""Tables pasted as text that was meant for the eye: HTML and Markdown."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onward.imports.grids import Grid

_TABLE = re.compile(r"<table[\s>]", re.I)
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[([^\]]*)\]\((\S+?)\)")
_MOST_SPAN = 200


def read(text: str) -> list[Grid]:
    """The tables, or none when the text holds neither kind."""
    if _TABLE.search(text):
        return _html(text)
    grid = _markdown(text)
    return [grid] if grid else []


def _html(text: str) -> list[Grid]:
    found = []
    for table in LexborHTMLParser(text).css("table"):
        rows: list[list[str]] = []
        links: dict[tuple[int, int], str] = {}
        merged: dict[tuple[int, int], int] = {}
        #: Column → rows in which a cell from above still takes its place.
        taken: dict[int, int] = {}
        for line in table.css("tr"):
            cells: list[str] = []
            above, taken = taken, {column: left - 1 for column, left in taken.items() if left > 1}
            for cell in line.css("td, th"):
                while len(cells) in above:
                    cells.append("")
                if (down := _span(cell, "rowspan")) > 1:
                    merged[len(rows), len(cells)] = down
                    taken |= dict.fromkeys(range(len(cells), len(cells) + _span(cell, "colspan")), down - 1)
                if (link := cell.css_first("a[href]")) is not None:
                    links[len(rows), len(cells)] = link.attributes.get("href") or ""
                cells.append(_words(cell))
                cells.extend([""] * (_span(cell, "colspan") - 1))
            rows.append(cells)
        found.append(Grid(rows, links, merged=merged))
    return found


def _words(cell: LexborNode) -> str:
    return re.sub(r"[ \t]+", " ", cell.text(separator=" ")).strip()


def _span(cell: LexborNode, way: str) -> int:
    given = cell.attributes.get(way) or "1"
    return max(1, min(_MOST_SPAN, int(given))) if given.isascii() and given.isdigit() else 1


def _markdown(text: str) -> Grid | None:
    """The lines with bars, when a rule of dashes lies under the first of them."""
    lines = text.splitlines()
    rule = next((n for n, line in enumerate(lines[:60]) if "|" in line and _RULE.fullmatch(line)), 0)
    if rule < 1 or "|" not in lines[rule - 1]:
        return None
    rows: list[list[str]] = []
    links: dict[tuple[int, int], str] = {}
    for line in (lines[rule - 1], *lines[rule + 1 :]):
        if not line.strip():
            rows.append([])
            continue
        if "|" not in line:
            rows.append([line.strip()])
            continue
        inner = line.strip()
        inner = inner[1:] if inner.startswith("|") else inner
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        cells = []
        for number, cell in enumerate(_CELL_END.split(inner)):
            if match := _LINK.search(cell):
                links[len(rows), number] = match[2]
            cell = _LINK.sub(lambda found: found[1], cell).replace("\\|", "|")
            cells.append(re.sub(r"<br\s*/?>", "\n", cell.strip().strip("*"), flags=re.I))
        rows.append(cells)
    return Grid(rows, links)
