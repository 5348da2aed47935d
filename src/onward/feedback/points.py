"""Splits feedback into points: what each says, what it is about, how specific and how reliable it is.

Praise is never made into a gap: a gap needs words of criticism and a sure reading, and phrases such as "nothing to
criticise" rule it out. What is not certain stays empty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onward.feedback import clauses, cues, opinion
from onward.feedback.clauses import Clause
from onward.feedback.opinion import SAYS, THEMES, Floats

#: How sure the reading must be; chosen on training/feedback/whole.txt.
SURE_GAP = 0.72
#: Where the criticism is plain.
SURE_PLAIN_GAP = 0.45
SURE_STRENGTH = 0.5
#: Beside a word of criticism, praise must be surer.
SURE_BESIDE_CRITICISM = 0.7
#: A theme; one that the clause names by a word of it.
SURE_THEME = 0.6
SURE_NAMED = 0.4
#: Above this a clause says nothing of use: a greeting, thanks, a stock sentence.
NOTHING = 0.5
#: How much more likely a heading such as "Strengths:" makes what it announces.
_ANNOUNCED = 4.0
#: More points than this nobody reads.
MOST = 60
_OUTSIDE = frozenset({"internal_candidate", "position_closed", "competition", "timing"})
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|zwei|drei|vier|fünf|dos|tres|cuatro|cinco)\b", re.IGNORECASE
)
_CONCRETE = re.compile(
    r"\b(?:when|where|example|instance|such as|question about|answer about|story|because|by|how you|the way"
    r"|als|wenn|beispiel|zum beispiel|bei der|beim|frage nach|weil|wie sie|wie du"
    r"|cuando|ejemplo|por ejemplo|pregunta sobre|porque|cómo|la forma)\b|[\"“„«]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """One point: `text[start:end]` is its quote. `says`: strength, gap or ""; `theme`: a code or ""."""

    start: int
    end: int
    quote: str
    theme: str
    says: str
    #: 0 vague, 1 somewhat, 2 names something that can be done or shown.
    specific: int
    #: 0 hearsay or courtesy, 1 an opinion, 2 somebody who saw it.
    reliable: int


def read(text: str, giver: str = "employer", manner: str = "mail") -> list[Read]:
    """The points of a feedback in the order of its words; `giver` and `manner` as in models.Feedback."""
    found = clauses.split(text)
    opinions = opinion.of([text[one.start : one.end] for one in found])
    points: list[Read] = []
    sentence_of: list[int] = []
    announced = ""
    for number, one in enumerate(found):
        words = text[one.start : one.end]
        if one.label:
            announced = cues.heading(words) if one.own_line or one.after_gap or not points else (
                cues.heading(words) or announced
            )  # fmt: skip
            continue
        if one.after_gap and not _listed(text, one):
            announced = ""
        point = _point(text, one, opinions.says[number], opinions.themes[number], announced, giver, manner)
        if point is None:
            continue
        if points and sentence_of[-1] == one.sentence and _belongs(points[-1], point):
            points[-1] = _joined(text, points[-1], point, giver, manner)
        else:
            points.append(point)
            sentence_of.append(one.sentence)
    return points[:MOST]


def one(quote: str, giver: str, manner: str, start: int = 0) -> Read:
    """A single stretch that the person calls a point, read as a whole."""
    seen = opinion.of([quote])
    theme = _theme(quote, seen.themes[0])
    says = _says(quote, seen.says[0], "")
    rated = specific(quote, theme)
    return Read(start, start + len(quote), quote, theme, says, rated, reliable(quote, giver, manner, rated))


def _point(
    text: str, clause: Clause, said: Floats, about: Floats, announced: str, giver: str, manner: str
) -> Read | None:
    start, end = clauses.trimmed(text, clause.start, clause.end)
    quote = text[start:end]
    if not any(char.isalpha() for char in quote):
        return None
    theme = _theme(quote, about)
    says = _says(quote, said, announced)
    chances = dict(zip(SAYS, said.tolist(), strict=True))
    if not says:
        # A remark is kept when it tells of something; a greeting or a stock sentence is not.
        tells = max(chances["remark"], chances["gap"], chances["strength"])
        if chances["nothing"] >= NOTHING or tells < 0.35 or (len(quote.split()) < 3 and not theme):
            return None
    elif chances["nothing"] >= 0.8 and not announced:
        return None
    rated = specific(quote, theme)
    return Read(start, end, quote, theme, says, rated, reliable(quote, giver, manner, rated))


def _says(quote: str, said: Floats, announced: str) -> str:
    """A strength, a gap, or "" for neither and for not certain."""
    chances = dict(zip(SAYS, said.tolist(), strict=True))
    if announced:
        chances[announced] *= _ANNOUNCED
        total = sum(chances.values())
        chances = {name: chance / total for name, chance in chances.items()}
    if cues.praises(quote):
        if cues.excepts(quote):
            return ""
        return "strength" if announced == "strength" or chances["strength"] >= 0.25 else ""
    denied = cues.unimpressed(quote)
    critical = denied or cues.criticises(quote) or announced == "gap"
    enough = SURE_PLAIN_GAP if denied or cues.criticises_plainly(quote) else SURE_GAP
    if critical and chances["gap"] >= enough and announced != "strength":
        return "gap"
    least = SURE_BESIDE_CRITICISM if critical and announced != "strength" else SURE_STRENGTH
    return "strength" if not denied and chances["strength"] >= least else ""


def _theme(quote: str, about: Floats) -> str:
    """The theme that is certain enough, else ""."""
    named = cues.named(quote)
    order = sorted(range(1, len(THEMES)), key=lambda place: -float(about[place]))
    best = order[0]
    least = SURE_NAMED if THEMES[best] in named else SURE_THEME
    return THEMES[best] if about[best] >= least else ""


def specific(quote: str, theme: str) -> int:
    """0 vague, 1 somewhat, 2 names something that can be done or shown."""
    words = quote.split()
    concrete = bool(_CONCRETE.search(quote)) or bool(_FIGURE.search(quote)) or bool(_names(words))
    if len(words) >= 5 and concrete and (theme or len(words) >= 9):
        return 2
    return 1 if theme and theme not in _OUTSIDE and (len(words) >= 3 or cues.named(quote)) else 0


def reliable(quote: str, giver: str, manner: str, specific: int) -> int:
    """0 hearsay or courtesy, 1 an opinion, 2 somebody who saw it; a call outranks a mail, a stock sentence is courtesy."""
    if cues.hearsay(quote):
        return 0
    spoken = manner in ("call", "in_person")
    if giver == "mock_interviewer":
        return 2 if specific else 1
    if giver == "employer":
        return min(2, specific + 1) if spoken else specific
    if giver == "colleague":
        return 2 if specific == 2 else 1
    if giver == "recruiter":  # tells what others saw
        return 1 if specific or spoken else 0
    return 1


def _belongs(before: Read, point: Read) -> bool:
    """Two clauses of one sentence that say the same of the same are one point."""
    return before.says == point.says and (before.theme == point.theme or not before.theme or not point.theme)


def _joined(text: str, before: Read, point: Read, giver: str, manner: str) -> Read:
    quote = text[before.start : point.end]
    theme = before.theme or point.theme
    rated = max(before.specific, point.specific)
    both = replace(before, end=point.end, quote=quote, theme=theme, specific=rated)
    return replace(both, reliable=reliable(quote, giver, manner, rated))


def _listed(text: str, one: Clause) -> bool:
    """Whether the clause begins a line with a bullet: a list goes on after an empty line."""
    return clauses.trimmed(text, one.start, one.end)[0] > one.start


def _names(words: Sequence[str]) -> list[str]:
    """Words that look like names of things: capitals inside a word or a word of capitals (SQL, SAP, VAT, iPad)."""
    bare = [word.strip(".,;:!?()\"'“”„«»") for word in words]
    return [word for word in bare if len(word) > 1 and any(char.isupper() for char in word[1:])]
