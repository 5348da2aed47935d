"""Turns the HTML of a mail into lines of text, as a reader would see it."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onward.base.invisible import visible
from onward.base.tangled import is_tangled
from onward.mail.mime.lines import Line, Mark

_DROPPED: Final = frozenset(
    {
        "script", "style", "head", "title", "template", "noscript", "textarea", "select", "object", "svg",
        "math",
        "iframe", "audio", "video", "canvas", "datalist", "map", "-comment", "-doctype", "!--", "!doctype",
    }
)  # fmt: skip
_LINE: Final = frozenset(
    {
        "div", "tr", "table", "tbody", "thead", "tfoot", "li", "dt", "dd", "section", "article", "header",
        "footer",
        "main", "nav", "aside", "address", "center", "form", "fieldset", "figure", "figcaption", "caption",
        "body", "html", "details", "summary", "option", "dir", "menu",
    }
)  # fmt: skip
_PARAGRAPH: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "plaintext", "xmp"}
)
_CELL: Final = frozenset({"td", "th"})
_SEEN_STYLE: Final = frozenset({"style", "class", "id", "hidden", "type"})

_HIDING: Final = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0[a-z%]*\s*(?:;|!|$))",
    re.IGNORECASE,
)
_FONT_SIZE: Final = re.compile(r"(?:^|[;\s])font-size\s*:\s*([\d.]+)", re.IGNORECASE)
_MAY_HIDE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:|opacity\s*:\s*0|max-height\s*:|font-size\s*:\s*0|hidden", re.I
)
_MAY_QUOTE: Final = re.compile(
    r"gmail_|blockquote|divRplyFwdMsg|appendonsend|yahoo_quoted|moz-|protonmail|tutanota_quote"
    r"|reference-message-container|OutlookMessageHeader|ms-outlook",
    re.IGNORECASE,
)
_CUTTING_IDS: Final = re.compile(
    r"^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container"
    r"|ms-outlook-mobile-reference-message)$",
    re.IGNORECASE,
)
_QUOTED_CLASS: Final = re.compile(
    r"(?:^|\s)(?:x_)*(?:gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote)(?:\s|$)"
)
_CONTAINER_CLASS: Final = re.compile(r"yahoo_quoted|protonmail_quote|tutanota_quote")
_CUTTING_CLASS: Final = re.compile(r"(?:^|\s)(?:x_)*(?:OutlookMessageHeader)(?:\s|$)")
_SIGNATURE_CLASS: Final = re.compile(r"(?:^|\s)(?:x_)*(?:gmail_signature|moz-signature)(?:\s|$)")

_CRUDE_TAG: Final = re.compile(r"<[^<>]*>")
_CRUDE_BREAK: Final = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_CRUDE_DROPPED: Final = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)


def lines_of_html(html: str) -> tuple[list[Line], str | None]:
    """Give the visible lines of HTML with whose they are, and a sentence when the HTML is out of bounds."""
    if is_tangled(html):
        return _crude(html), "The HTML is nested beyond reason; only its plain text was taken."
    tree = LexborHTMLParser(html)
    top = tree.body or tree.root
    if top is None:
        return [], None
    page = _Page()
    looks = _MAY_HIDE.search(html) is not None or _MAY_QUOTE.search(html) is not None
    _render(top, page, looks)
    page.line_break(1)
    return page.lines, None


class _Page:
    """The lines written so far and the one being written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.current: list[str] = []
        self.mark = Mark.OWN
        self.bullet = False
        self._line_mark = Mark.OWN
        self._gap = 0

    def write(self, text: str) -> None:
        """Add running text to the current line."""
        if not self.current:
            if not text.strip():
                return
            self._line_mark = self.mark
        self.current.append(text)

    def line_break(self, gap: int) -> None:
        """End the current line; gap 2 asks for an empty line before the next."""
        if self.current:
            self._finish("".join(self.current))
            self.current = []
        self._gap = max(self._gap, gap)

    def hard_break(self) -> None:
        """End the line as <br> does: a second one leaves an empty line."""
        if self.current:
            self.line_break(1)
        else:
            self._gap = 2

    def verbatim(self, text: str) -> None:
        """Add preformatted text, whose line breaks count."""
        first, *others = text.split("\n")
        self.write(first)
        for line in others:
            self.hard_break()
            self.write(line)

    def cut(self) -> None:
        """Note that everything from here on is earlier mail."""
        self.line_break(1)
        self.lines.append(Line("", Mark.CUT))

    def _finish(self, text: str) -> None:
        text = " ".join(visible(text).split())
        if not text:
            return
        if self._gap == 2 and self.lines:
            self.lines.append(Line("", self._line_mark))
        if self.bullet:
            text = text if text[:1] in "-•*·–" else f"- {text}"
            self.bullet = False
        self.lines.append(Line(text, self._line_mark))
        self._gap = 0


# What has to be done when an element ends: the gap it leaves, and the state to return to.
_Closing = tuple[int, Mark, bool, bool, bool]


def _render(top: LexborNode, page: _Page, looks: bool) -> None:
    """Walk the tree with a stack of its own, as its depth is the sender's choice."""
    pre = shrunk = False
    stack: list[LexborNode | _Closing | None] = [top.child]
    while stack:
        item = stack.pop()
        if item is None:
            continue
        if isinstance(item, tuple):
            gap, page.mark, pre, shrunk, cell = item
            if gap:
                page.line_break(gap)
            elif cell:
                page.write(" ")
            continue
        node = item
        stack.append(node.next)
        tag = node.tag
        if tag == "-text":
            if shrunk:
                continue
            text = node.text_content
            if text:
                if pre:
                    page.verbatim(text)
                else:
                    page.write(text)
            continue
        if tag == "br":
            page.hard_break()
            continue
        if tag is None or tag in _DROPPED:
            continue
        child = node.child
        before = (page.mark, pre, shrunk)
        if looks:
            attributes = node.attributes
            if attributes:
                if _is_hidden(attributes):
                    continue
                style = attributes.get("style")
                if style and "font-size" in style.lower():
                    size = _FONT_SIZE.search(style)
                    if size:
                        shrunk = size.group(1).strip("0.") == ""
                _mark(tag, attributes, page)
            elif tag == "blockquote":
                pass
        gap = 2 if tag in _PARAGRAPH else 1 if tag in _LINE else 0
        if gap:
            page.line_break(gap)
            if tag == "li":
                page.bullet = True
            elif tag in ("pre", "plaintext", "xmp"):
                pre = True
        if child is not None:
            stack.append((gap, *before, tag in _CELL))
            stack.append(child)
        else:
            page.mark, pre, shrunk = before


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if not style:
        return False
    found = _HIDING.search(style)
    if not found:
        return False
    # A height of nothing hides only what may not stick out.
    return not found.group().strip("; \t\n").lower().startswith("max-height") or "overflow" in style.lower()


def _mark(tag: str, attributes: dict[str, str | None], page: _Page) -> None:
    identity = attributes.get("id") or ""
    classes = attributes.get("class") or ""
    if tag == "blockquote":
        style = (attributes.get("style") or "").lower()
        if (attributes.get("type") or "").lower() == "cite" or "quote" in classes or "border-left" in style:
            page.line_break(1)
            page.mark = Mark.QUOTED
    if (identity and _CUTTING_IDS.match(identity)) or (classes and _CUTTING_CLASS.search(classes)):
        page.cut()
    elif classes and page.mark == Mark.OWN:
        if _QUOTED_CLASS.search(classes):
            page.line_break(1)
            page.mark = Mark.QUOTED if _CONTAINER_CLASS.search(classes) else Mark.INTRODUCTION
        elif _SIGNATURE_CLASS.search(classes):
            page.line_break(1)
            page.mark = Mark.SIGNATURE


def _crude(html: str) -> list[Line]:
    text = _CRUDE_TAG.sub(" ", _CRUDE_BREAK.sub("\n", _CRUDE_DROPPED.sub(" ", html)))
    found = [" ".join(line.split()) for line in visible(text).split("\n")]
    return [Line(line, Mark.OWN) for line in found if line]
