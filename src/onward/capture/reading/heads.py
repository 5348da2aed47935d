"""The head of a posting: what the job is called, and who and where stand beside it without a label."""

import re
from dataclasses import dataclass
from typing import Final

from onward.capture.reading import kinds, pay, words
from onward.capture.reading.lines import Line
from onward.capture.reading.page import Page

_SUFFIX: Final = re.compile(
    r"(?<!\w)(?:GmbH(?: & Co\.? KG)?|gGmbH|AG|SE|KG|OHG|e\.\s?V\.|eG|Ltd\.?|Limited|LLP|plc|PLC|Inc\.?|LLC|Corp\.?|Pty Ltd|"
    r"S\.?A\.?S\.?|S\.?A\.?R\.?L\.?|SARL|SAS|S\.?A\.?|S\.?L\.?U?\.?|S\.p\.A\.|S\.?r\.?l\.?|B\.?V\.?|N\.?V\.?|AB|A/S|AS|ApS|Oy|"
    r"Sp\. z o\.\s?o\.|S\.A\. de C\.V\.|Ltda\.?|PT|Tbk|Pvt\.? Ltd\.?|Co-op)(?!\w)"
)
_BREAK: Final = re.compile(
    r"\s+[|·•–—@-]\s+|\s*[|·•]\s*|\s{2,}|\s+(?:at|bei|chez|presso|hos)\s+(?=[A-ZÀ-Þ0-9])"
)
_PARTS: Final = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*")
#: "at Northline", "Northline is hiring".
_AT: Final = re.compile(r"^(?:at|bei|chez|presso|hos|@)\s+(?=[A-ZÀ-Þ0-9])")
_SEEKS: Final = re.compile(
    r"\s+(?:is\s+)?(?:hiring|recruiting|seeks|sucht|recrute|busca|cerca|zoekt|szuka|söker)$"
)
_IN: Final = re.compile(
    r"\s(?:in|à|en|em|a|i|te|w|di)\s+([A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[\s-][A-ZÀ-Þ][\w'’.-]+){0,3})"
)
_NAME: Final = (
    r"(?:[A-ZÀ-ÞŁŚŻ0-9][\w'’&.+-]*|&|of|the|de|du|des|la|le|van|und|and|et|y|e|für|di|del|della|do|da)"
)
_PRONOUNS: Final = frozenset(
    "we|our team|our client|the company|this|it|who|you|he|she|they|the team|our company|wir|sie|unser kunde|nous|"
    "notre client|on|nuestro cliente|empresa|se|wij|my|vi|nosotros|noi|nós|kami|per|por|if".split("|")
)
_NEAR: Final = 14


@dataclass(frozen=True, slots=True)
class Head:
    """What the job is called and the number of the line that says so; -1 when no line does."""

    title: str
    at: int


def head(page: Page) -> Head:
    """The heading that names the job: one that the page's title repeats, else the first that is not the site's."""
    headings = [
        (number, one) for number, one in enumerate(page.lines) if one.kind == "heading" and _can_name(one)
    ]
    repeated = [pair for pair in headings if pair[1].text.casefold() in page.title.casefold()]
    for number, one in (repeated or headings)[:1]:
        if repeated or one.level <= 2 or len(headings) == 1:
            return Head(_bare(one.text), number)
    shared = page.metas.get("og:title", "")
    for number, one in enumerate(page.lines[:_NEAR]):
        text = one.text.strip()
        following = page.lines[number + 1].text if number + 1 < len(page.lines) else ""
        if one.kind != "text" or not _can_name(one) or (len(text) > 40 and following[:1].islower()):
            continue
        if not shared or text.casefold() in shared.casefold():
            return Head(_bare(text), number)
    return Head(_BREAK.split(shared)[0], -1) if shared else Head("", -1)


def parts(line: str) -> list[str]:
    """What a line of the head says one beside the other: "Northline · Aberdeen · Contract"."""
    found = (_AT.sub("", part.strip(" /\t")) for part in _PARTS.split(line))
    return [part for part in found if part]


def employer(page: Page, named: Head, around: list[str]) -> str:
    """Who offers the job, where two places of the page agree on it; "" when nothing says so."""
    if said := _who_seeks(page):
        return said
    others = [part for part in _other_parts(page, named) if _may_be_name(part)]
    lines = [part for part in around if _may_be_name(part)]
    for part in lines:
        if _SUFFIX.search(part) and not kinds.employment_alone(part):
            return part
    for other in others:
        for line in lines:
            if re.match(rf"{re.escape(other)}(?!\w)", line, re.IGNORECASE):
                return line
    whole = "\n".join(one.text for one in page.lines)
    for other in others:
        if _SUFFIX.search(other) or re.search(
            rf"(?m)(?:^|[.!?:]\s|\b[Aa]bout\s){re.escape(other)}(?!\w)", whole
        ):
            return other
    for part in lines[:2]:
        # A name that stands beneath the title and again in the text, at the beginning of a sentence.
        if re.search(rf"(?m)(?:^|[.!?]\s|\b[Aa]bout\s){re.escape(part)}\s+\w+", whole):
            return part
    return ""


def place(page: Page, named: Head, around: list[str], employer: str) -> str:
    """Where the job is, by a line of the head that the page's title knows too; "" when nothing says so."""
    title = page.title.replace(named.title, " ", 1) if named.title else page.title
    spoken = _IN.search(f" {title}")
    who = employer.casefold()
    lines = (
        [part for part in around if part.casefold() not in who and who not in part.casefold()]
        if who
        else around
    )
    for part in lines:
        rest = kinds.without_remote(part)
        if not rest or len(rest) > 60 or pay.in_running_text(part) or kinds.employment_alone(part):
            continue
        if spoken and rest.casefold().startswith(spoken[1].casefold()):
            return rest
        bare = rest.partition(" (")[0]
        if len(bare) > 2 and bare.casefold() in title.casefold() and not _is_generic(rest):
            return rest
        if re.fullmatch(r"[^\W\d_][^\d,.:!?]{1,30},\s?[^\W\d_][\w -]{1,30}", rest) and who:
            return rest
    return (
        spoken[1]
        if spoken and any(spoken[1] in one.text for one in page.lines) and spoken[1] not in employer
        else ""
    )


def _can_name(one: Line) -> bool:
    text = one.text.strip()
    labelled = ":" in text and bool(words.field_of(text.partition(":")[0]))
    return 2 < len(text) < 140 and not labelled and not words.field_of(text) and not text.endswith((".", ":"))


def _is_generic(text: str) -> bool:
    return words.field_of(text) == "generic"


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" -–|·:")


def _other_parts(page: Page, named: Head) -> list[str]:
    """The parts of the page's titles beside what the job is called."""
    found: list[str] = []
    for title in (page.title, page.metas.get("og:title", "")):
        rest = title.replace(named.title, " | ", 1) if named.title else title
        stripped = (part.strip(" ,:@|–-") for part in _BREAK.split(rest) if part)
        found += [_AT.sub("", _SEEKS.sub("", part)) for part in stripped if part]
    return list(dict.fromkeys(found))


def _may_be_name(text: str) -> bool:
    return (
        2 < len(text) < 70
        and text[:1].isupper()
        and not words.field_of(text)
        and (bool(_SUFFIX.search(text)) or bool(re.fullmatch(rf"{_NAME}(?:[\s,]+{_NAME})*", text)))
        and not re.search(r"[:!?$€£\"“”]|\d{3}|[a-zà-ÿ]{3}\.$", text)
        and not kinds.employment_alone(text)
        and bool(kinds.without_remote(text))
    )


def _who_seeks(page: Page) -> str:
    """The name at the beginning of a sentence that says who seeks somebody."""
    for one in page.lines:
        text = re.sub(r"^[^\W\d_]+:\s", "", one.text)
        for verb in words.words("seeks").finditer(text[:200]):
            before = re.split(r"(?<=[a-z]{3}[.!?])\s", text[: verb.start()])[-1].strip(" ,")
            if re.fullmatch(rf"(?:[A-ZÀ-ÞŁŚŻ0-9][\w'’&.+-]*)(?:\s+{_NAME}){{0,6}}", before) and not _pronoun(
                before
            ):
                short = re.sub(r"^(?:The|Die|Der|Das)\s", "", before)
                known = short != before and short in page.title and before not in page.title
                return short if known or (short != before and _SUFFIX.search(short)) else before
    return ""


def _pronoun(text: str) -> bool:
    """Whether the words stand for a name that is not said."""
    return text.casefold() in _PRONOUNS
