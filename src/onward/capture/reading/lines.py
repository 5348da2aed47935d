"""The lines of a page as a reader would see them: headings, items, and labels beside their values."""

import re
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborNode

from onward.base.invisible import visible
from onward.capture.reading import words

#: Lines of a page that are read.
MOST: Final = 4000

_DROPPED: Final = frozenset(
    "script style head title template noscript textarea select object svg math iframe audio video canvas datalist map "
    "nav footer button dialog input -comment -doctype".split()
)
_LINE: Final = frozenset(
    "div tr table tbody thead tfoot li dt dd section article header main aside address center form fieldset figure "
    "figcaption caption body html details summary option p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre hr td th legend "
    "footer nav label".split()
)
_PARAGRAPH: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre hr table section article".split())
_ROLES: Final = frozenset("navigation contentinfo dialog alertdialog search menu menubar banner".split())
_HIDING: Final = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHROME: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|newsletter|social|sharing|modal|popup|skip-?link|site-?nav|navbar"
    r"|navigation|footer|sidebar|similar|related|recommended|recommendations)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: heading (with its level), item, text, or pair (a label beside its value)."""

    kind: str
    text: str
    level: int = 0
    label: str = ""
    #: An empty line comes before it.
    apart: bool = False

    def written(self) -> str:
        """The line as plain text."""
        if self.kind == "pair":
            return f"{self.label.rstrip(' :')}: {self.text}"
        return f"- {self.text}" if self.kind == "item" else self.text


def written(lines: list[Line]) -> str:
    """The lines as plain text, paragraphs apart."""
    return "".join(
        f"{'' if not number else chr(10) * 2 if one.apart else chr(10)}{one.written()}"
        for number, one in enumerate(lines)
    )


class _Writer:
    """The lines written so far and the one being written."""

    def __init__(self) -> None:
        self.lines: list[tuple[Line, int, int]] = []
        self.current: list[str] = []
        self.kind, self.level = "text", 0
        self.row = self.cell = 0
        self.apart = False

    def write(self, text: str) -> None:
        if self.current or text.strip():
            self.current.append(text)

    def mark_label(self) -> None:
        """A label that is set apart by its looks alone gets the colon that it stands for."""
        text = "".join(self.current[-3:]).strip() if len(self.current) < 4 else ""
        if text and text[-1] != ":" and words.field_of(text):
            self.current.append(": ")

    def end(self) -> None:
        text = _SPACE.sub(" ", visible("".join(self.current))).strip()
        self.current = []
        if text and len(self.lines) < MOST:
            self.lines.append((Line(self.kind, text, self.level, apart=self.apart), self.row, self.cell))
            self.apart = False
        if self.kind == "item" and text:
            self.kind = "text"


#: What returns when an element ends: kind, level, row, cell, whether it ends a line, a paragraph, preformatted.
_State = tuple[str, int, int, int, bool, bool, bool]


def of_node(top: LexborNode | None) -> list[Line]:
    """Walk the tree with a stack of its own, as its depth is the page's choice."""
    if top is None:
        return []
    out = _Writer()
    rows = cells = 0
    pre = False
    stack: list[LexborNode | _State | None] = [top.child]
    while stack:
        item = stack.pop()
        if item is None:
            continue
        if isinstance(item, tuple):
            kind, level, row, cell, is_line, is_paragraph, pre = item
            if is_line:
                out.end()
                out.apart = out.apart or is_paragraph
            else:
                out.mark_label()
            out.kind, out.level, out.row, out.cell = kind, level, row, cell
            continue
        stack.append(item.next)
        tag = item.tag or ""
        if tag == "-text":
            text = item.text_content or ""
            first, *others = text.split("\n") if pre else [text]
            out.write(first)
            for line in others:
                out.end()
                out.apart = out.apart or not line.strip()
                out.write(line)
            continue
        if tag == "br":
            out.end()
            continue
        if tag in _DROPPED or _is_chrome(item, tag):
            continue
        is_line, is_paragraph = tag in _LINE, tag in _PARAGRAPH
        before: _State = (out.kind, out.level, out.row, out.cell, is_line, is_paragraph, pre)
        if is_line:
            out.end()
            out.apart = out.apart or is_paragraph
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            out.kind, out.level = "heading", int(tag[1])
        elif tag == "li":
            out.kind, out.level = "item", 0
        elif tag in {"dt", "dd"}:
            out.kind, out.level = tag, 0
        elif tag == "tr":
            rows += 1
            out.row = rows
        elif tag in {"td", "th"}:
            cells += 1
            out.cell = cells
        elif tag == "pre":
            pre = True
        elif not is_line:
            out.write(
                ""
                if tag in {"b", "strong", "i", "em", "span", "a", "font", "u", "small", "sup", "sub"}
                else " "
            )
        stack.append(before)
        stack.append(item.child)
    out.end()
    return _paired(out.lines)


def _is_chrome(node: LexborNode, tag: str) -> bool:
    """Whether a part is hidden, or belongs to the site and not to what the page is about."""
    if tag == "header":
        return node.css_first("h1") is None
    if tag == "aside":
        return True
    given = node.attributes
    if not given or tag in {"body", "main", "html", "h1"}:
        return False
    if "hidden" in given or given.get("aria-hidden") == "true" or _HIDING.search(given.get("style") or ""):
        return True
    if (given.get("role") or "").lower() in _ROLES:
        return True
    marks = f"{given.get('id') or ''} {given.get('class') or ''}"
    return bool(_CHROME.search(marks)) and node.css_first("h1") is None


def _paired(given: list[tuple[Line, int, int]]) -> list[Line]:
    """The lines with labels put beside their values: rows of two cells, and terms with what they mean."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for number, (_line, row, cell) in enumerate(given):
        if row:
            by_row.setdefault(row, []).append((number, cell))
    labels: dict[int, int] = {}
    for found in by_row.values():
        if len(found) == 2 and found[0][1] != found[1][1] and len(given[found[0][0]][0].text) < 60:
            labels[found[0][0]] = found[1][0]
    lines = [line for line, _row, _cell in given]
    for number in range(len(lines) - 1):
        if lines[number].kind == "dt" and lines[number + 1].kind == "dd":
            labels[number] = number + 1
    values = {value: key for key, value in labels.items()}
    out: list[Line] = []
    for number, one in enumerate(lines):
        if number in labels:
            continue
        if number in values:
            name = lines[values[number]]
            out.append(Line("pair", one.text, label=name.text, apart=name.apart))
        elif one.kind == "dd" and out and out[-1].kind == "pair":
            out[-1] = replace(out[-1], text=f"{out[-1].text}; {one.text}")
        else:
            out.append(replace(one, kind="text") if one.kind in {"dt", "dd"} else one)
    return out
