"""The record of a posting, from whatever form it came in: marked-up data first, then what the page says in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from onward.capture.reading import heads, jsonld, kinds, markedup, pay, places, plain, schema
from onward.capture.reading.lines import written
from onward.capture.reading.page import Page, of_html, of_text
from onward.capture.reading.record import FIELDS, Found, Record
from onward.language import languages

#: Fewer words than this, and no marked-up data, is the shell of a page that scripts would have filled.
_LEAST: Final = 25
_LEAST_LABELLED: Final = 10


@dataclass(frozen=True)
class Reading:
    """What was read: the fields, the text to keep, its language; `empty` when there was nothing to read."""

    record: Record
    text: str
    language: str
    empty: bool = False


def read_html(source: str, url: str = "", seen: date | None = None) -> Reading:
    """Read a page; `seen` is the day on which it was there."""
    page = of_html(source)
    marked = _marked(page, url)
    text = written(page.lines)
    if marked is None and len(text.split()) < (_LEAST_LABELLED if plain.is_labelled(page) else _LEAST):
        return Reading({}, text, "", empty=True)
    language = _language(page.language, text)
    given = schema.record(marked[0], marked[1], language) if marked else {}
    return Reading(
        _joined(given, page, language, seen), text or str(_value(given, "description")), language[:8]
    )


def read_text(text: str, seen: date | None = None) -> Reading:
    """Read a posting that was pasted."""
    page = of_text(text)
    kept = written(page.lines)
    language = _language("", kept)
    return Reading(_joined({}, page, language, seen), kept, language[:8], empty=not kept)


def _joined(given: Record, page: Page, language: str, seen: date | None) -> Record:
    """The marked-up fields; where they are silent, what the page says."""
    said = plain.record(page, language, seen)
    found = {name: given.get(name) or said.get(name) for name in FIELDS}
    record: dict[str, Found] = {name: one for name, one in found.items() if one is not None}
    text = str(_value(given, "description"))
    if "pay" not in record and text:
        country = places.country_of(str(_value(record, "place")), language)
        for line in text.split("\n"):
            if spoken := pay.in_running_text(line, country):
                record["pay"] = Found(spoken[0].kept(), "page", spoken[1])
                break
    if text:

        def keep(name: str, value: Any, said: str) -> None:
            if value and name not in record:
                record[name] = Found(
                    value, given["description"].source if "description" in given else "page", said
                )

        plain.by_sentence(of_text(text).lines, language, seen, keep)
    if "remote" not in record and (title := str(_value(record, "title"))) and (away := kinds.remote(title)):
        record["remote"] = Found(away, record["title"].source, title)
    if "employer" not in record and text and (who := heads.employer(of_text(text), heads.Head("", -1), [])):
        record["employer"] = Found(who, given["description"].source, "")
    return record


def _value(record: Record, name: str) -> Any:
    return record[name].value if name in record else ""


def _marked(page: Page, url: str) -> tuple[Mapping[str, Any], str] | None:
    """The JobPosting that the page is about, with its syntax; of several the one that the page's title names."""
    if page.tree is None:
        return None
    for source, found in (
        ("json-ld", [one for one in jsonld.objects(page.tree) if jsonld.is_posting(one)]),
        ("microdata", markedup.microdata(page.tree)),
        ("rdfa", markedup.rdfa(page.tree)),
    ):
        telling = [one for one in found if len(one) > 2]
        if len(telling) == 1:
            return telling[0], source
        for one in telling:
            title = schema.title_of(one)
            if (url and schema.url_of(one) == url) or (title and _is_named(title, page)):
                return one, source
    return None


def _is_named(title: str, page: Page) -> bool:
    heads = [one.text.casefold() for one in page.lines if one.kind == "heading" and one.level == 1]
    return title.casefold() in page.title.casefold() or title.casefold() in heads


def _language(tag: str, text: str) -> str:
    """The page's own tag where its text does not speak against it; regions matter for signs and days."""
    spoken = languages.of(text, least=4) or ""
    if tag and (not spoken or tag.casefold().startswith(spoken)):
        return tag
    return spoken or tag
