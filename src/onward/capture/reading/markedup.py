"""Data that pages carry in their own tags, as microdata or RDFa, in the shape that JSON-LD has."""

from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from onward.capture.reading.page import text_of_node

_DEEPEST: Final = 40
_MOST_PARTS: Final = 20
_LINKS: Final = {"a": "href", "link": "href", "area": "href", "img": "src", "iframe": "src", "embed": "src"}
_LONG: Final = frozenset({"description", "responsibilities", "qualifications", "skills", "jobBenefits"})


def microdata(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The JobPosting items of the page."""
    found = tree.css("[itemtype*='JobPosting']")
    return [_item(node, "itemprop", 0) for node in found]


def rdfa(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The JobPosting resources of the page."""
    found = tree.css("[typeof*='JobPosting']")
    return [_item(node, "property", 0) for node in found]


def _item(node: LexborNode, name: str, depth: int) -> dict[str, Any]:
    """An item: its type, and each property with its values; `name` is the attribute that names properties."""
    scope, kind = ("itemscope", "itemtype") if name == "itemprop" else ("typeof", "typeof")
    item: dict[str, Any] = {"@type": (node.attributes.get(kind) or "").split()}
    waiting = [node.child]
    if name == "itemprop" and depth == 0:
        waiting += [one.child for one in _elsewhere(node)]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        waiting.append(one.next)
        given = one.attributes if (one.tag or "-")[0] != "-" else {}
        names = (given.get(name) or "").split()
        opens = scope in given
        if names:
            value: Any
            if opens and depth < _DEEPEST:
                value = _item(one, name, depth + 1)
                if len(value) == 1 and (text := text_of_node(one)):
                    value["name"] = [text]
            else:
                value = _value(one, given, names[0])
            for each in names:
                item.setdefault(each.rsplit(":", 1)[-1].rsplit("/", 1)[-1], []).append(value)
        if not opens:
            waiting.append(one.child)
    return item


def _elsewhere(node: LexborNode) -> list[LexborNode]:
    """The parts of the page that a posting names by their ids, because its properties lie there."""
    root: LexborNode = node
    while root.parent is not None:
        root = root.parent
    wanted = (node.attributes.get("itemref") or "").split()[:_MOST_PARTS]
    # Ids are compared, not put into a selector: they are the page's own words.
    return [one for one in root.css("[id]") if one.attributes.get("id") in wanted] if wanted else []


def _value(node: LexborNode, given: dict[str, str | None], name: str) -> str:
    tag = node.tag or ""
    if "content" in given:
        return (given["content"] or "").strip()
    if tag == "time" and given.get("datetime"):
        return (given["datetime"] or "").strip()
    if tag in {"data", "meter"} and given.get("value"):
        return (given["value"] or "").strip()
    text = text_of_node(node)
    if tag in _LINKS and not text:
        return (given.get(_LINKS[tag]) or "").strip()
    return text if name in _LONG else " ".join(text.split())
