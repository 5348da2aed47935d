"""The phrases of a language that the checker looks for, and what takes them back: negation and context.

A line of a file is words as they follow each other: `(a|b c)` either; `word*` with any end, ` ... ` up to five words
between, `?` after a word or a bracket that may be missing. Accents and capitals do not count. Under `[code asked]`
stand phrases that count only in a question or a request, under `[code with other]` those that count only in a sentence
that has a phrase under `[other]` too, under `[code fine]` what takes a remark back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onward.letters import texts
from onward.letters.checker_text import Sentence

#: Words after a negation that it still reaches: "I am not asking you to reconsider".
_REACH = 60
_CLAUSE = re.compile(
    r"[;:]|,? \b(?:but|however|aber|jedoch|sondern|mais|pero|sino|ma|pero|maar|mas|tapi|tetapi|ale|men)\b"
    r"|, (?:because|as|denn|weil|car|puisque|porque|ya que|perche|want|omdat|karena|bo|poniewaz|eftersom|for)\b"
)
#: "If I get no answer, I will go to court": the "no" ends with its clause.
_COMMA = re.compile(r",")
#: How near a negation must stand to belong to a word: "no te insistiré", and where the verb comes first "eine Antwort
#: erwarte ich nicht".
_NEAR_BEFORE = re.compile(r"\W+(?:[^\W\d_]{1,3}\W+)?")
_END = re.compile(r"\W*(?:$|[.,;:!?])")
#: Words between quotation marks are somebody's, and not meant as the person's own.
_QUOTED = re.compile(r"[\"“„«»”][^\"“”„«»\n]{2,120}[\"”“»«]")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
#: What a sentence must have beside a phrase before it means what the remark is about: who is meant, what is wanted.
#: Ordinary letters have "before Friday", "better than" and "after all that work" too. "wants" is a question, a request
#: or a demand; the rest are headings of the files.
EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "asks_why": ("wants",),
    "unfair": ("reader",),
    "argues": ("reader",),
    "reconsider": ("wants", "reader"),
    "threat": ("announces",),
    "comparison": ("rivals",),
    "attachment": ("encloses",),
    "pressure": ("reply",),
}
#: What nobody means who tells what was said in the interview: "you asked when I would report it to the police".
_NOT_IN_STORIES = frozenset({"threat", "pressure", "attachment", "guilt"})
_GAP = r"\W+(?:[\w']+\W+){0,5}?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is looked for in one language."""

    patterns: Mapping[str, re.Pattern[str]]
    generic: frozenset[str]

    def anywhere(self, heading: str, sentence: Sentence) -> re.Match[str] | None:
        """The first phrase under a heading."""
        pattern = self.patterns.get(heading)
        return pattern.search(sentence.folded) if pattern else None

    def found(self, code: str, sentence: Sentence) -> tuple[int, int] | None:
        """Where a phrase of this code stands, unless it is negated, quoted, or the sentence means something else by it.

        Without the company that makes it certain, a phrase says nothing.
        """
        pattern = self.patterns.get(code)
        if pattern is None or self.anywhere(f"{code} fine", sentence) or not self._is_certain(code, sentence):
            return None
        quoted = [one.span() for one in _QUOTED.finditer(sentence.folded)]
        for match in [*pattern.finditer(sentence.folded), *self._in_company(code, sentence)]:
            start, end = match.span()
            within = any(begin < start and end < stop for begin, stop in quoted)
            if code == "pressure" and self.too_quick(sentence.folded, start):
                continue
            if not within and not self._negated(
                sentence.folded, start, end, _COMMA if code == "threat" else _CLAUSE
            ):
                return sentence.span(start, end)
        return None

    def wants(self, sentence: Sentence) -> bool:
        """Whether it asks for something: a question, a request, a demand."""
        return bool(sentence.asks or self.anywhere("request", sentence) or self.anywhere("demands", sentence))

    def eases(self, sentence: Sentence) -> bool:
        """Whether it may leave the answer to the other person: "if", "whenever", "no need", in whatever words."""
        if self.anywhere("way_out", sentence):
            return True
        return not sentence.asks and bool(self.anywhere("eases", sentence))

    def _is_certain(self, code: str, sentence: Sentence) -> bool:
        if code in _NOT_IN_STORIES and self.anywhere("told", sentence):
            return False
        needed = EVIDENCE.get(code)
        return needed is None or any(
            self.wants(sentence) if heading == "wants" else self.anywhere(heading, sentence)
            for heading in needed
        )

    def is_vague(self, sentence: Sentence) -> bool:
        """Whether a question as a whole is one of those that every such letter could ask."""
        pattern = self.patterns.get("vague")
        return bool(pattern and pattern.search(sentence.folded.strip(" ?!.¿¡,")))

    def thanks(self, sentence: Sentence) -> bool:
        """Whether it thanks for something that was given, not in advance."""
        return bool(self.anywhere("thanks", sentence)) and not self.anywhere("thanks fine", sentence)

    def only_thanks(self, sentence: Sentence) -> bool:
        """Whether it thanks and neither asks for something nor goes on with a "but"."""
        more = sentence.asks or self.anywhere("request", sentence) or self.anywhere("contrast", sentence)
        return self.thanks(sentence) and not more

    def asks_of_oneself(self, sentence: Sentence) -> bool:
        """Whether it asks about what the person did or should have done."""
        return sentence.asks and bool(self.anywhere("own", sentence))

    def approves(self, sentence: Sentence) -> bool:
        """Whether it accepts or praises and has no "but": "that she suits you better than I, I understand"."""
        match = self.anywhere("approves", sentence)
        if match is None or self.anywhere("contrast", sentence):
            return False
        no = self.patterns.get("not")
        after = re.split(r"[.,;:!?]", sentence.folded[match.end() :])[0][:15]
        return not no or not (
            no.search(sentence.folded[max(0, match.start() - 20) : match.start()]) or no.search(after)
        )

    def too_quick(self, text: str, start: int) -> bool:
        """Whether "too" stands before a word of haste: then it tells nobody to hurry."""
        return _ends_near(self.patterns.get("too"), text[:start])

    def presses(self, sentence: Sentence) -> bool:
        """Whether an exclamation mark stands behind a request, not behind a greeting, thanks or a wish."""
        friendly = self.anywhere("thanks", sentence) or self.anywhere("wish", sentence)
        return bool(self.anywhere("request", sentence)) and not friendly

    def is_specific(self, sentence: Sentence) -> bool:
        """Whether a question names something that can be talked about, beyond words that every such letter has."""
        if not self.generic:
            return True
        return any(token not in self.generic for token in _TOKEN.findall(sentence.folded) if len(token) > 1)

    def _in_company(self, code: str, sentence: Sentence) -> list[re.Match[str]]:
        """Phrases that count only in a question or a request, or with others in the same sentence.

        A court, a union, a comparison of two reports: many people work with them, and only who announces to go there, or
        compares people, means what the remark is about.
        """
        found: list[re.Match[str]] = []
        for heading, pattern in self.patterns.items():
            first, _, rest = heading.partition(" ")
            if first != code or not (rest == "asked" or rest.startswith("with ")):
                continue
            needed = "request" if rest == "asked" else rest.removeprefix("with ")
            if (rest == "asked" and sentence.asks) or self.anywhere(needed, sentence):
                found += pattern.finditer(sentence.folded)
        return found

    def _negated(self, text: str, start: int, end: int, clause: re.Pattern[str]) -> bool:
        """Whether a negation of the same clause takes it back."""
        before = text[max(0, start - _REACH) : start]
        no, last = self.patterns.get("not"), self.patterns.get("not last")
        # A negation that belongs to the phrase itself ("I do not accept") takes nothing back.
        outside = no is not None and not no.search(text, start, end)
        if outside and (_ends_near(no, before) or _ends_clause(last, text[end:])):
            return True
        pattern = self.patterns.get("negated")
        if pattern is None:
            return False
        clauses = list(clause.finditer(before))
        return bool(pattern.search(before[clauses[-1].end() :] if clauses else before))


def _ends_near(pattern: re.Pattern[str] | None, before: str) -> bool:
    """Whether one of its words stands last in a text, or last but one before a short word."""
    return pattern is not None and any(
        _NEAR_BEFORE.fullmatch(before, one.end()) for one in pattern.finditer(before)
    )


def _ends_clause(pattern: re.Pattern[str] | None, after: str) -> bool:
    """Whether one of its words ends the clause, a few words on."""
    return pattern is not None and any(
        _END.match(after, one.end()) and not re.search(r"[.,;:!?]", after[: one.start()])
        for one in pattern.finditer(after[:_REACH])
    )


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; of one that is not known, those of English."""
    try:
        known = texts.sections(f"checker_words/{language}.txt")
    except FileNotFoundError:
        known = texts.sections("checker_words/en.txt")
    patterns = {heading: _pattern(lines) for heading, lines in known.items() if heading != "generic"}
    return Phrases(patterns, frozenset(" ".join(known.get("generic", ())).split()))


def _pattern(lines: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{_phrase(line)})(?!\w)" for line in lines))


def _phrase(line: str) -> str:
    """The pattern for a line of a file."""
    pieces: list[str] = []
    gap = ""
    for piece in _pieces(line):
        if piece == "...":
            gap = _GAP
            continue
        optional = piece.endswith("?")
        ends = re.sub(r"(?<!\))\*", r"\\w*", piece.removesuffix("?"))
        written = "(?:" + ends.replace(" ", r"\W+") + ")"
        if not pieces:
            pieces.append(rf"(?:{written}\W+)?" if optional else written)
            gap = "" if optional else r"\W+"
            continue
        pieces.append(rf"(?:{gap}{written})?" if optional else f"{gap}{written}")
        gap = r"\W+"
    return "".join(pieces)


def _pieces(line: str) -> list[str]:
    """The words of a line; what stands in brackets is one."""
    pieces = [""]
    depth = 0
    for char in line:
        depth += (char == "(") - (char == ")")
        if char == " " and not depth:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]
