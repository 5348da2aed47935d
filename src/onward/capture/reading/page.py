"""A page taken apart: its title, what its head says of it, and its lines as a reader would see them."""

import html as entities
import re
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onward.base.invisible import one_line, visible
from onward.base.tangled import is_tangled
from onward.capture.reading import words

#: Characters of HTML that are parsed.
MAX_HTML: Final = 6_000_000
_MAX_LINES: Final = 4000

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
_OPENS: Final = re.compile("<script", re.IGNORECASE)
_CLOSES: Final = re.compile("</script", re.IGNORECASE)
_CRUDE_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


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


@dataclass(frozen=True)
class Page:
    """What a page says, and its tree for those who look for marked-up data."""

    title: str = ""
    language: str = ""
    #: Name or property of a meta tag → content, small letters.
    metas: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    tree: LexborHTMLParser | None = None


def of_html(source: str) -> Page:
    """Take the page apart; one that is too large or tangled to be parsed in good time gives its bare words."""
    if len(source) > MAX_HTML or is_tangled(_without_scripts(source)):
        bare = _CRUDE_TAG.sub("\n", _without_scripts(source[:MAX_HTML]))
        return Page(lines=of_text(entities.unescape(bare)).lines)
    tree = LexborHTMLParser(source)
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        given = node.attributes
        name = (given.get("property") or given.get("name") or "").strip().lower()
        if name and (content := one_line(given.get("content") or "")):
            metas.setdefault(name, content)
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None and root.tag == "html" else ""
    head = tree.css_first("head title") or tree.css_first("title")
    title = one_line(head.text()) if head is not None else ""
    return Page(title, language.strip()[:20], metas, _without_similar(_lines(_main(tree))), tree)


def _without_scripts(source: str) -> str:
    """The HTML without its scripts, whose text looks like thousands of open tags."""
    kept: list[str] = []
    at = 0
    while (start := _OPENS.search(source, at)) is not None:
        kept.append(source[at : start.start()])
        end = _CLOSES.search(source, start.end())
        if end is None:
            return "".join(kept)
        at = end.end()
    return "".join([*kept, source[at:]])


def of_text(text: str) -> Page:
    """A posting that was pasted: each line is a line; its first is the heading when it looks like one."""
    found: list[Line] = []
    apart = False
    for raw in visible(text).split("\n")[: 4 * _MAX_LINES]:
        line = _SPACE.sub(" ", raw).strip()
        if not line:
            apart = True
            continue
        bullet = re.match(r"[-•*·–‣◦]\s+", line)
        cells = [cell.strip() for cell in raw.split("\t") if cell.strip()]
        if len(cells) == 2 and len(cells[0]) < 60:
            found.append(
                Line("pair", _SPACE.sub(" ", cells[1]), label=_SPACE.sub(" ", cells[0]), apart=apart)
            )
        elif bullet:
            found.append(Line("item", line[bullet.end() :], apart=apart))
        else:
            found.append(Line("text", line, apart=apart))
        apart = False
    return Page(lines=_without_similar(found[:_MAX_LINES]))


def text_of(source: str) -> str:
    """HTML, or text in which HTML was written twice over, as clean text."""
    for _round in range(2):
        if "<" not in source and re.search(
            r"&(?:lt|amp|nbsp|#\d+|#x[0-9a-f]+|[a-z]{3,8});", source, re.IGNORECASE
        ):
            source = entities.unescape(source)
    if not re.search(r"<[a-zA-Z/!]", source):
        return written(of_text(source).lines)
    if is_tangled(source) or len(source) > MAX_HTML:
        return written(of_text(entities.unescape(_CRUDE_TAG.sub("\n", source))).lines)
    top = LexborHTMLParser(source).body
    return written(_lines(top)) if top is not None else ""


def text_of_node(node: LexborNode) -> str:
    """What stands in a part of the page, as clean text."""
    return written(_lines(node))


def written(lines: list[Line]) -> str:
    """The lines as plain text, paragraphs apart."""
    return "".join(
        f"{'' if not number else chr(10) * 2 if one.apart else chr(10)}{one.written()}"
        for number, one in enumerate(lines)
    )


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The part that the page is about, where it says so and the part holds its heading."""
    body = tree.body or tree.root
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if (
            len(found) == 1
            and found[0].css_first("h1, h2") is not None
            and len(found[0].text(strip=True)) > 200
        ):
            return found[0]
    return body


def _without_similar(lines: list[Line]) -> list[Line]:
    """The lines up to where a page goes on to other jobs."""
    for number, one in enumerate(lines):
        if number > 2 and one.kind in {"heading", "text"} and words.field_of(one.text) == "similar":
            return lines[:number]
    return lines


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
        if text and len(self.lines) < _MAX_LINES:
            self.lines.append((Line(self.kind, text, self.level, apart=self.apart), self.row, self.cell))
            self.apart = False
        if self.kind == "item" and text:
            self.kind = "text"


#: What returns when an element ends: kind, level, row, cell, whether it ends a line, a paragraph, preformatted.
_State = tuple[str, int, int, int, bool, bool, bool]


def _lines(top: LexborNode | None) -> list[Line]:
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
