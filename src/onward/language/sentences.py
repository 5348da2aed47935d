"""Cuts the text of a mail into sentences, as people end them: by a full stop, or by a new line."""

import re

#: Words whose full stop ends no sentence, in the ten languages (folded, without the stop).
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st vs etc inc ltd co corp jr sr no nr art tel ext dept approx e.g i.e eg ie
    z.b bzw ca inkl ggf usw d.h u.a str hr fr abs sog evtl mme mlle m sté sig sigg dott dra sra srta
    ing arch avv rag dhr mevr mw bijv o.a a.u.b t.a.v jl bpk ibu yth dll dsb tgl np tzn m.in itp ul
    prof.dr p t.ex bl.a m.m kl nov dec jan feb mar apr jun jul aug sep sept oct okt mon tue wed thu fri
    sat sun u.s u.k a.m p.m b.v n.v s.a s.r.l s.p.a s.l sp z.o.o""".split()
)
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]{0,2}\s+(?=[^\W_a-z]|[\"“„«(\[¿¡]|\d)")
_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"^\s*(?:[-*•·‣–—▪►]|\d{1,2}[.)])\s+")
_TERMINAL = (".", "!", "?", ":", ";", "…", ",", ".”", '."', ".)")


def split(text: str, limit: int = 400) -> list[str]:
    """The sentences of a text in order, at most `limit`; hard-wrapped lines are joined first."""
    sentences: list[str] = []
    for paragraph in unwrap(text):
        start = 0
        for match in _BREAK.finditer(paragraph):
            before = paragraph[start : match.start()]
            last = before.rsplit(None, 1)[-1] if before.strip() else ""
            word = last.rstrip(".").lstrip("(\"'“„«").casefold()
            if (
                last.endswith(".")
                and not last.endswith("..")
                and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or word.isdigit())
            ):
                continue
            sentences.append(paragraph[start : match.end()].strip())
            start = match.end()
        rest = paragraph[start:].strip()
        if rest:
            sentences.append(rest)
        if len(sentences) >= limit:
            return sentences[:limit]
    return sentences


def unwrap(text: str) -> list[str]:
    """The lines of a text with hard wraps undone: a full line without an end runs on into the next."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.splitlines()]
    longest = max((len(line) for line in lines), default=0)
    wrapped = 40 <= longest <= 100
    joined: list[str] = []
    open_line = False
    for line in lines:
        if not line:
            open_line = False
            continue
        bullet = bool(_BULLET.match(line))
        runs_on = open_line and not bullet and (line[0].islower() or not joined[-1].endswith(_TERMINAL[:6]))
        if runs_on:
            joined[-1] += " " + line
        else:
            joined.append(line)
        # A line runs on when it is nearly as long as the longest, or plainly stops within a sentence.
        nearly_full = wrapped and len(line) > 0.72 * longest
        open_line = nearly_full or (len(line) > 30 and line[-1] in ",–-" and not bullet)
    return joined
