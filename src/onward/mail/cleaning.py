"""Makes the HTML of a mail safe to look at: text and structure stay, whatever acts, fetches or hides goes."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser

from onward.base.invisible import one_line, visible
from onward.base.tangled import is_tangled
from onward.mail import links, marking

#: Characters of HTML that are parsed; a longer mail is shown as text.
MAX_HTML: Final = 600_000

_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details",
        "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_INLINE: Final = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "i", "img",
        "ins", "kbd", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt",
        "u", "var", "wbr",
    }
)  # fmt: skip
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"alt", "src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
#: Their content is no text for people.
_SILENT: Final = set("button script style title template noscript textarea select object svg math".split())
_TOKEN: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE: Final = re.compile(r'([\w:-]+)="([^"]*)"')
_MAY_HIDE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\bhidden\b", re.IGNORECASE)
_HIDING: Final = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: A table of thousands of columns stops a browser.
_MANY: Final = 100


@dataclass(frozen=True, slots=True)
class Cleaned:
    """HTML that may be shown, and how many pictures of the mail it leaves out."""

    html: str
    pictures: int


@dataclass(slots=True)
class _Token:
    """A tag, or a stretch of text with its characters as they are read."""

    text: str = ""
    tag: str = ""
    closing: bool = False
    attributes: str = ""


def clean(source: str, quotes: Iterable[object] = ()) -> Cleaned | None:
    """The HTML with its evidence marked; None when it is too large or tangled to be parsed in good time."""
    if len(source) > MAX_HTML or is_tangled(source):
        return None
    safe = nh3.clean(
        _without_hidden(source),
        tags=set(_BLOCKS | _INLINE),
        clean_content_tags=_SILENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https", "mailto"},
        generic_attribute_prefixes=set(),
        strip_comments=True,
    )
    tokens = list(_tokens(safe))
    marked = _marked(tokens, tuple(quotes))
    return Cleaned("".join(_written(tokens, marked)), sum(one.tag == "img" for one in tokens))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value that an attribute keeps; None takes the attribute away."""
    if name == "href":
        found = links.target(value)
        return found.address if found else None
    if name == "alt":
        return one_line(value)[:200]
    if name == "src":
        return None
    if name in {"colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and int(value) <= _MANY else None
    # What nh3 itself sets on links.
    return value if (tag, name) in {("a", "target"), ("a", "rel")} else None


def _without_hidden(source: str) -> str:
    """The HTML without what its sender hides: lines for the list of a mailbox, text for filters only."""
    if not _MAY_HIDE.search(source):
        return source
    tree = LexborHTMLParser(source)
    for node in tree.css("[style], [hidden]"):
        attributes = node.attributes
        hides = "hidden" in attributes or _HIDING.search(attributes.get("style") or "")
        if hides and node.tag not in {"html", "body"}:
            node.decompose()
    return tree.html or ""


def _tokens(safe: str) -> Iterator[_Token]:
    """What nh3 has written, taken apart; it escapes every quote in a value, so the tags are certain."""
    at = 0
    for found in _TOKEN.finditer(safe):
        if found.start() > at:
            yield _text(safe[at : found.start()])
        yield _Token(tag=found[2], closing=bool(found[1]), attributes=found[3])
        at = found.end()
    if at < len(safe):
        yield _text(safe[at:])


def _text(escaped: str) -> _Token:
    return _Token(text=visible(html.unescape(escaped)))


def _marked(tokens: Sequence[_Token], quotes: Sequence[object]) -> dict[int, list[tuple[int, int]]]:
    """For each token of text, by its place in the list, the stretches that are evidence."""
    if not quotes:
        return {}
    parts: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for place, token in enumerate(tokens):
        part = token.text if not token.tag else " " if token.tag in _BLOCKS else ""
        if not token.tag:
            starts[place] = length
        parts.append(part)
        length += len(part)
    found = marking.spans("".join(parts), quotes)
    marked: dict[int, list[tuple[int, int]]] = {}
    for place, start in starts.items():
        size = len(tokens[place].text)
        inside = [
            (max(a - start, 0), min(b - start, size)) for a, b in found if a < start + size and b > start
        ]
        if inside and tokens[place].text.strip():
            marked[place] = inside
    return marked


def _written(tokens: Sequence[_Token], marked: dict[int, list[tuple[int, int]]]) -> Iterator[str]:
    """The tokens as HTML again: pictures as their description, behind each link where it leads."""
    leads = ""
    for place, token in enumerate(tokens):
        if not token.tag:
            yield from _with_marks(token.text, marked.get(place, ()))
        elif token.tag == "img":
            described = html.unescape(dict(_ATTRIBUTE.findall(token.attributes)).get("alt", "")).strip()
            if described:
                yield f'<span class="picture">{html.escape(described)}</span>'
        else:
            yield f"<{'/' * token.closing}{token.tag}{token.attributes}>"
            if token.tag == "a":
                if token.closing and leads:
                    yield f' <span class="leads">({html.escape(leads)})</span>'
                href = html.unescape(dict(_ATTRIBUTE.findall(token.attributes)).get("href", ""))
                known = links.target(href) if href else None
                leads = known.shown if known and not token.closing else ""


def _with_marks(text: str, inside: Iterable[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in inside:
        yield f"{html.escape(text[at:start])}<mark>{html.escape(text[start:end])}</mark>"
        at = end
    yield html.escape(text[at:])
