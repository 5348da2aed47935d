"""Splits feedback into points: what each says, what it is about, how specific and how reliable it is.

Praise is never made into a gap: a gap needs words of criticism and a sure reading by each member of the network, and a
clause that denies something is none by itself: "you no longer rush" and "you no longer smile" differ in a word. Less
agreement is enough where a whole turn says what was missing ("we would have liked to hear how"), and after praise and a
"but". What is not certain stays empty.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onward.feedback import clauses, cues, opinion
from onward.feedback.clauses import Clause
from onward.feedback.opinion import SAYS, THEMES, Floats, Opinion

#: How sure the reading must be; chosen on training/feedback/whole.txt.
SURE_GAP = 0.85
#: Beside a good word, and where the criticism is plain.
SURE_BESIDE_GOOD_WORDS = 0.96
SURE_PLAIN_GAP = 0.6
#: How sure the least sure member must be of a gap, and where the criticism is plain.
SURE_EACH = 0.9
SURE_EACH_PLAIN = 0.8
#: Where a whole turn says what was missing or should change, and what each member must at least see of it.
SURE_TURN = 0.6
SURE_EACH_TURN = 0.3
#: After praise and a "but".
SURE_AFTER_BUT = 0.75
SURE_EACH_AFTER_BUT = 0.6
SURE_STRENGTH = 0.65
#: Beside a word of criticism, praise must be surer.
SURE_BESIDE_CRITICISM = 0.9
#: A theme; one that the clause names by a word of it, alone or among others; one against the words of another.
SURE_THEME = 0.85
SURE_NAMED = 0.5
SURE_OF_SEVERAL = 0.7
SURE_AGAINST_WORDS = 0.92
#: A part of a clause is a point of its own only when it is read surely, and has some words.
SURE_PART = 0.75
#: Above this a part leans one way.
LEANING = 0.5
_LEAST = 3
#: Above this a clause says nothing of use: a greeting, thanks, a stock sentence.
NOTHING = 0.5
#: How much more likely a heading such as "Strengths:" makes what it announces.
_ANNOUNCED = 2.0
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
    points: list[Read] = []
    sentence_of: list[int] = []
    announced = ""
    for one in clauses.split(text):
        words = text[one.start : one.end]
        if one.label:
            heading = cues.heading(words)
            announced = heading if one.own_line or one.after_gap or not points else heading or announced
            continue
        if one.after_gap and not _listed(text, one):
            announced = ""
        turned = bool(points) and points[-1].says == "strength" and clauses.turns(text, one)
        for point in _of_clause(text, one, announced, giver, manner, turned):
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
    says = _says(quote, seen.says[0], seen.lowest[0], "")
    rated = specific(quote, theme)
    return Read(start, start + len(quote), quote, theme, says, rated, reliable(quote, giver, manner, rated))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a clause that may be a point of its own."""

    start: int
    end: int
    #: What it surely says and is about.
    says: str
    theme: str
    #: Which way it leans, surely or not.
    leans: str


def _of_clause(
    text: str, clause: Clause, announced: str, giver: str, manner: str, turned: bool
) -> list[Read]:
    """The points of a clause: one, or several where its parts surely say different things."""
    cuts = [clause.start, *clauses.joints(text, clause), clause.end]
    parts = _parts(text, list(itertools.pairwise(cuts)), announced)
    groups = [parts[:1]]
    for part in parts[1:]:
        if any(_differ(before, part) for before in groups[-1]):
            groups.append([part])
        else:
            groups[-1].append(part)
    spans = [(group[0].start, group[-1].end) for group in groups]
    seen = opinion.of([text[start:end] for start, end in spans])
    found: list[Read] = []
    for place, (group, (start, end)) in enumerate(zip(groups, spans, strict=True)):
        point = _point(text, start, end, seen, place, announced, giver, manner, turned and place == 0)
        if point is not None:
            leanings = {part.leans for part in group}
            # Where one part leans the other way, the whole is neither: the person tells them apart.
            mixed = point.says and len(group) > 1 and {"strength", "gap"} <= leanings | {point.says}
            found.append(replace(point, says="") if mixed else point)
    return found


def _parts(text: str, spans: Sequence[tuple[int, int]], announced: str) -> list[_Part]:
    if len(spans) == 1:
        return [_Part(*spans[0], "", "", "")]
    words = [text[slice(*clauses.trimmed(text, *span))] for span in spans]
    seen = opinion.of(words)
    found = []
    for span, part, said, lowest, about in zip(
        spans, words, seen.says, seen.lowest, seen.themes, strict=True
    ):
        long_enough = len(part.split()) >= _LEAST
        says = _says(part, said, lowest, announced) if long_enough and said.max() >= SURE_PART else ""
        leans = SAYS[int(said.argmax())] if long_enough and said.max() >= LEANING else ""
        if leans == "gap" and not cues.criticises(part):
            leans = ""
        found.append(_Part(*span, says, _theme(part, about), leans))
    return found


def _differ(one: _Part, other: _Part) -> bool:
    """Whether two parts are two points: praise beside criticism, or the same of two themes."""
    if {one.leans, other.leans} == {"strength", "gap"}:
        return True
    if not one.says or not other.says:
        return False
    return one.says != other.says or bool(one.theme and other.theme and one.theme != other.theme)


def _point(
    text: str,
    start: int,
    end: int,
    seen: Opinion,
    place: int,
    announced: str,
    giver: str,
    manner: str,
    turned: bool,
) -> Read | None:
    said = seen.says[place]
    start, end = clauses.trimmed(text, start, end)
    quote = text[start:end]
    if not any(char.isalpha() for char in quote):
        return None
    theme = _theme(quote, seen.themes[place])
    says = _says(quote, said, seen.lowest[place], announced, turned)
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


def _says(quote: str, said: Floats, lowest: Floats, announced: str, turned: bool = False) -> str:
    """A strength, a gap, or "" for neither and for not certain; `turned` where a "but" follows praise."""
    chances = dict(zip(SAYS, said.tolist(), strict=True))
    if announced:
        chances[announced] *= _ANNOUNCED
        total = sum(chances.values())
        chances = {name: chance / total for name, chance in chances.items()}
    if cues.praises(quote):
        if cues.excepts(quote):
            return ""
        return "strength" if announced == "strength" or chances["strength"] >= 0.25 else ""
    if announced != "strength" and _is_surely_gap(quote, chances["gap"], lowest, turned):
        return "gap"
    denied = cues.unimpressed(quote)
    critical = denied or cues.criticises(quote) or announced == "gap"
    plain = denied or cues.criticises_plainly(quote)
    enough = SURE_PLAIN_GAP if plain else SURE_GAP if not cues.speaks_well(quote) else SURE_BESIDE_GOOD_WORDS
    if critical and chances["gap"] >= enough and announced != "strength":
        each = SURE_EACH_PLAIN if plain else SURE_EACH
        agreed = announced == "gap" or lowest[SAYS.index("gap")] >= each
        return "gap" if denied or (agreed and not cues.denies(quote)) else ""
    least = SURE_BESIDE_CRITICISM if critical and announced != "strength" else SURE_STRENGTH
    return "strength" if not denied and chances["strength"] >= least else ""


def _is_surely_gap(quote: str, chance: float, lowest: Floats, turned: bool) -> bool:
    """Whether the turn of phrase, or a "but" after praise, makes up for what the network leaves open."""
    each = lowest[SAYS.index("gap")]
    if chance >= SURE_TURN and each >= SURE_EACH_TURN and cues.surely_criticises(quote):
        return True
    after_but = turned and cues.criticises(quote) and not cues.denies(quote) and not cues.speaks_well(quote)
    return bool(after_but and chance >= SURE_AFTER_BUT and each >= SURE_EACH_AFTER_BUT)


def _theme(quote: str, about: Floats) -> str:
    """The theme that is certain enough, else ""."""
    named = cues.named(quote)
    best = max(range(1, len(THEMES)), key=lambda place: float(about[place]))
    least = SURE_THEME if THEMES[best] not in named else SURE_NAMED if len(named) == 1 else SURE_OF_SEVERAL
    if named and THEMES[best] not in named:
        least = SURE_AGAINST_WORDS
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
    """Two clauses of one sentence that say the same of the same are one point; what is not clear stays apart."""
    return before.says == point.says != "" and (
        before.theme == point.theme or not before.theme or not point.theme
    )


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
