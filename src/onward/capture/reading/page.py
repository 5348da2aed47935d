"""A page taken apart: its title, what its head says of it, and its lines as a reader would see them."""

import html as entities
import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onward.base.invisible import one_line, visible
from onward.base.tangled import is_tangled
from onward.capture.reading import words
from onward.capture.reading.lines import MOST, Line, of_node, written

#: Characters of HTML that are parsed.
MAX_HTML: Final = 6_000_000

_SPACE: Final = re.compile(r"\s+")
_OPENS: Final = re.compile("<script", re.IGNORECASE)
_CLOSES: Final = re.compile("</script", re.IGNORECASE)
_CRUDE_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


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
    return Page(title, language.strip()[:20], metas, _without_similar(of_node(_main(tree))), tree)


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
    for raw in visible(text).split("\n")[: 4 * MOST]:
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
    return Page(lines=_without_similar(found[:MOST]))


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
    return written(of_node(top)) if top is not None else ""


def text_of_node(node: LexborNode) -> str:
    """What stands in a part of the page, as clean text."""
    return written(of_node(node))


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
