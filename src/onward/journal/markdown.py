"""The journal as one Markdown text: what a person wrote can never be taken for its structure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: What means something in the middle of a line, in CommonMark and in the common dialects.
_INLINE = re.compile(r"([\\`*_{}\[\]<>&|~$^])")
#: What means something at the beginning of a line: headings, lists, rules, quotes, definitions, tables.
_OPENING = re.compile(r"([#+\-=:%])")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])")
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Page:
    """One entry as the text shows it; `facts` are short lines below its title, `sections` question and answer."""

    title: str
    facts: Sequence[str]
    sections: Sequence[tuple[str, str]]


def document(title: str, lead: str, parts: Iterable[tuple[str, Iterable[Page]]]) -> Iterator[str]:
    """The whole text in pieces: a title, then a heading for each part and the pages below it."""
    yield f"# {line(title)}\n\n{paragraphs(lead)}"
    for heading, pages in parts:
        yield f"\n\n## {line(heading)}"
        for one in pages:
            yield f"\n\n{page(one)}"
    yield "\n"


def page(one: Page) -> str:
    """One entry, from its title on; without a line break at its end."""
    told = [f"### {line(one.title)}", *([" · ".join(line(fact) for fact in one.facts)] if one.facts else [])]
    for heading, text in one.sections:
        told += [f"#### {line(heading)}"] if heading else []
        told += [paragraphs(text)] if text.strip() else []
    return "\n\n".join(told)


def line(text: str) -> str:
    """The text on one line, fit for a heading."""
    return _escaped(" ".join(text.split()))


def paragraphs(text: str) -> str:
    """The text with its line breaks and empty lines, and with what stands at the beginning of a line moved in."""
    found: list[list[str]] = [[]]
    for written in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        shown = written.rstrip()
        if not shown:
            if found[-1]:
                found.append([])
            continue
        bare = shown.lstrip()
        # Indented by blanks it would become a block of code; blanks that do not break keep the look.
        indent = _NO_BREAK * len(shown[: len(shown) - len(bare)].expandtabs(4))
        found[-1].append(indent + _escaped(bare))
    # Two blanks at the end of a line keep the break.
    return "\n\n".join("  \n".join(lines) for lines in found if lines)


def _escaped(text: str) -> str:
    shown = _INLINE.sub(r"\\\1", text)
    # At the end of a heading these would vanish.
    shown = re.sub(r"#(?=#*$)", r"\\#", shown)
    if _OPENING.match(shown):
        return f"\\{shown}"
    if numbered := _NUMBERED.match(shown):
        return f"{numbered[1]}\\{shown[numbered.end(1) :]}"
    return shown
