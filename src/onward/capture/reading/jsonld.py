"""Data that pages carry as JSON-LD, read although it is often broken, wrapped or escaped."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

_LARGEST: Final = 2_000_000
_MANY: Final = 5000
#: Objects that stand one after the other in one script.
_ROW: Final = 50
_WRAPPING: Final = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_BAD_ESCAPE: Final = re.compile(r'\\(?!["\\/bfnrtu])')


def objects(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """Every object in the page's scripts, each with what its references name put in place."""
    found: list[dict[str, Any]] = []
    for node in tree.css("script"):
        kind = (node.attributes.get("type") or "").lower()
        text = node.text() or ""
        # Some pages carry the same among the data of their own scripts.
        if "ld+json" in kind or (kind == "application/json" and "JobPosting" in text):
            found.extend(_all_in(parse(text)))
    known = {str(one["@id"]): one for one in found if "@id" in one and len(one) > 1}
    return [_resolved(one, known) for one in found]


def parse(text: str) -> Any:
    """The value, mended where pages write it wrong; None for what is beyond mending."""
    if len(text) > _LARGEST:
        return None
    text = text.strip().removeprefix("\ufeff")
    for _round in range(2):
        text = _WRAPPING.sub("", text).strip()
    plain = html.unescape(text)
    for one in dict.fromkeys((text, _mended(text), plain, _mended(plain))):
        try:
            return json.loads(one, strict=False)
        except (ValueError, RecursionError):
            pass
        try:
            # What follows a whole object, such as a semicolon or a second one, does not spoil it.
            if (found := _one_after_another(one)) is not None:
                return found
        except (ValueError, RecursionError):
            continue
    return None


def _one_after_another(text: str) -> Any:
    """The value that a text begins with, or a list of all that follow each other with nothing but marks between them."""
    found: list[Any] = []
    at = 0
    while len(found) < _ROW and (start := re.search(r"[{\[]", text[at:])) is not None:
        if found and text[at : at + start.start()].strip(" \t\r\n;,"):
            break
        try:
            value, at = json.JSONDecoder(strict=False).raw_decode(text, at + start.start())
        except ValueError:
            if not found:
                raise
            break
        found.append(value)
    return (found if len(found) > 1 else found[0]) if found else None


def _mended(text: str) -> str:
    return _BAD_ESCAPE.sub(r"\\\\", _without_commas(text))


def _without_commas(text: str) -> str:
    """The text without commas before a closing bracket, outside of strings."""
    out: list[str] = []
    quoted = escaped = False
    for char in text:
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "}]":
            while out and out[-1].isspace():
                out.pop()
            if out and out[-1] == ",":
                out.pop()
        out.append(char)
    return "".join(out)


def _all_in(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    seen = 0
    while waiting and seen < _MANY:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting.extend(inner for inner in one.values() if isinstance(inner, (dict, list)))
        elif isinstance(one, list):
            waiting.extend(inner for inner in one if isinstance(inner, (dict, list)))


def _resolved(one: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: _put(value, known) for name, value in one.items()}


def _put(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_put(one, known) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and str(value.get("@id")) in known:
        return known[str(value["@id"])]
    return value


def is_posting(one: Mapping[str, Any]) -> bool:
    """Whether an object says that it is a JobPosting."""
    given = one.get("@type", one.get("type"))
    types: Iterable[Any] = given if isinstance(given, list) else [given]
    return any(str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "JobPosting" for name in types)
