"""Gathers the words that the tagger marked in a mail into candidates, and says how likely each is the one asked for."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onward.mail.mime.message import ParsedMessage
from onward.mail.understanding import name_tagger, pages
from onward.mail.understanding.pages import ADDRESS, BIT, Page

#: A run of words is a possible name when the chances of all stay above one of these.
LEVELS: Final = (0.04, 0.12, 0.3, 0.6)
#: A second half behind a hyphen or a stroke belongs to a name from this chance on.
HANGS: Final = 0.01
#: Of more candidates than this the likeliest are looked at.
MOST: Final = 40
#: Signs that end a name, and signs that may stand within one.
STOPS: Final = '.;!?:"“”„«»|)]…'
PAUSES: Final = ",(-–—/·&'’"
#: What speaks for or against a candidate, in the order of the weights that training/train_names.py learns.
SIGNS: Final = (
    "best any weakest with_shorter in_name in_address in_subject in_text in_longer has_shorter hint person length "
    "first_lines last_lines whole_line role_word shouted exact any_exact beside stops pauses"
).split()


@dataclass(slots=True)
class Mention:
    """A name where it stands.

    `score` is the mean chance of its words, `weakest` the least; `exact` the chance that it begins and ends just here;
    `beside` the chance of the better word beside it; `stop` 2 where text stops behind it, 1 where it pauses, else 0.
    """

    written: str
    place: int
    first: int
    last: int
    score: float
    weakest: float
    exact: float
    beside: float
    stop: int


@dataclass(slots=True)
class Candidate:
    """One possible name with all of its mentions; `key` is what stays the same however it is written."""

    key: str
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A page with the chances of its words' tags (n × TAGS); equal to itself alone."""

    page: Page
    chances: NDArray[np.float32]


_last: tuple[ParsedMessage, Tagged] | None = None


def tagged(message: ParsedMessage) -> Tagged:
    """The words of a mail with their tags.

    Employer and role are asked of the same mail one after the other, so the last mail is kept.
    """
    global _last
    last = _last
    if last is None or last[0] is not message:
        page = pages.read(message)
        last = _last = (message, Tagged(page, name_tagger.chances(page)))
    return last[1]


def mentions(seen: Tagged, begins: int) -> list[Mention]:
    """The runs of words that the tagger takes for a name; `begins` is EMPLOYER or ROLE."""
    page = seen.page
    of_either = seen.chances[:, begins] + seen.chances[:, begins + 1]
    likely = (of_either >= LEVELS[0]).nonzero()[0].tolist()
    # Python is quicker than numpy with the few words of a name.
    start, inside, either = (
        column.tolist() for column in (seen.chances[:, begins], seen.chances[:, begins + 1], of_either)
    )
    found: list[Mention] = []
    at = 0
    while at < len(likely):
        begin = at
        at += 1
        while (
            at < len(likely)
            and likely[at] == likely[at - 1] + 1
            and inside[likely[at]] >= start[likely[at]]
            and page.places[likely[at]] == page.places[likely[begin]]
        ):
            at += 1
        run = likely[begin:at]
        scores = either[run[0] : run[-1] + 1]
        spans = dict.fromkeys(
            _whole(page, either, *span) for level in LEVELS for span in _above(scores, level, run[0])
        )
        found += [_mention(page, start, inside, either, first, last) for first, last in spans]
    return found


def _mention(
    page: Page,
    start: Sequence[float],
    inside: Sequence[float],
    either: Sequence[float],
    first: int,
    last: int,
) -> Mention:
    scores = either[first:last]
    count = len(page.tokens)
    exact = math.log(start[first] + 1e-4) + sum(math.log(one + 1e-4) for one in inside[first + 1 : last])
    beside = max(either[first - 1] if first else 0.0, either[last] if last < count else 0.0)
    if last < count:
        exact += math.log(1.0001 - inside[last])
    behind = page.tokens[last] if last < count and not page.flags[last] & BIT["begins_line"] else "."
    stop = 2 if behind in STOPS else 1 if behind in PAUSES else 0
    return Mention(
        page.words(first, last), int(page.places[first]), first, last, sum(scores) / len(scores), min(scores),
        math.exp(exact), beside, stop,
    )  # fmt: skip


def _above(scores: Sequence[float], level: float, begin: int) -> list[tuple[int, int]]:
    """Where the scores of a run stay at or above a level, counted from `begin`."""
    spans: list[tuple[int, int]] = []
    first = -1
    for number, score in enumerate([*scores, -1.0]):
        if score >= level and first < 0:
            first = number
        elif score < level and first >= 0:
            spans.append((begin + first, begin + number))
            first = -1
    return spans


def _whole(page: Page, either: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """The run with what hangs on its ends without a space ("On-Call", "Chargé(e)", "Fahrer/in"), brackets closed."""
    words, glued, count = page.tokens, page.flags & BIT["glued"], len(page.tokens)
    while last + 1 < count and words[last] in "-/(·:*" and glued[last] and glued[last + 1]:
        if not words[last + 1][0].isalnum() or (words[last] in "-/" and either[last + 1] < HANGS):
            break
        last += 2
    while first > 1 and words[first - 1] == "-" and glued[first] and glued[first - 1]:
        first -= 2
    # "Ripple's Internship": no name begins with what is left of another's.
    while last - first > 1 and (words[first] in "'’" or (words[first] == "s" and words[first - 1] in "'’")):
        first += 1
    inside = words[first:last]
    if last < count and words[last] == ")" and inside.count("(") > inside.count(")"):
        last += 1
    return first, last


def gather(found: Iterable[Mention], key: Callable[[str], str]) -> list[Candidate]:
    """The mentions by what they name."""
    candidates: dict[str, Candidate] = {}
    for mention in found:
        if name := key(mention.written):
            candidates.setdefault(name, Candidate(name)).mentions.append(mention)
    ranked = list(candidates.values())
    return ranked if len(ranked) <= MOST else sorted(ranked, key=_best, reverse=True)[:MOST]


def _best(candidate: Candidate) -> float:
    return max(mention.score for mention in candidate.mentions)


def signs(page: Page, candidates: list[Candidate], tracker: bool) -> NDArray[np.float32]:
    """What speaks for each candidate (candidates × SIGNS); `tracker`: the mail was sent by a tracking system."""
    table = np.zeros((len(candidates), len(SIGNS)), dtype=np.float32)
    for row, one in zip(table, candidates, strict=True):
        here = one.mentions
        shorter = [c for c in candidates if c is not one and len(c.key) > 2 and c.key in one.key]
        longer = [c for c in candidates if c is not one and len(one.key) > 2 and one.key in c.key]
        at = [m for m in here if m.place != ADDRESS] or here
        flags = [int(page.flags[m.first]) for m in at]
        ends = [int(page.flags[m.last - 1]) for m in at]
        by_place = [max((m.score for m in here if m.place == place), default=0.0) for place in range(4)]
        row[:] = (
            _odds(max(m.score for m in here)),
            _odds(_any(here)),
            _odds(max(m.weakest for m in here)),
            _odds(_any([m for c in (one, *shorter) for m in c.mentions])),
            *by_place,
            max((m.score for c in longer for m in c.mentions), default=0.0),
            max((m.score for c in shorter for m in c.mentions), default=0.0),
            by_place[ADDRESS] if tracker else 0.0,
            any(f & BIT["in_local"] for f in flags),
            math.log(max(m.last - m.first for m in at)),
            any(f & BIT["first_lines"] for f in flags),
            any(f & BIT["last_lines"] for f in flags),
            any(f & BIT["begins_line"] and e & BIT["ends_line"] for f, e in zip(flags, ends, strict=True)),
            max(max(page.parts[m.first : m.last, -1].tolist()) & 2 for m in at) / 2,
            all(m.written.isupper() for m in here),
            _odds(max(m.exact for m in here)),
            _odds(1 - math.prod(1 - m.exact for m in here)),
            min(m.beside for m in here),
            any(m.stop == 2 for m in here),
            all(m.stop == 1 for m in here),
        )
    return table


def _any(found: Iterable[Mention]) -> float:
    """The chance that one of the mentions is right, were they independent."""
    return 1 - math.prod(1 - m.score for m in found)


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.01), 0.995)
    return math.log(chance / (1 - chance))


def choose(
    candidates: list[Candidate], table: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[int, float]:
    """The best candidate and its chance, with the chances of what is only a longer or shorter way to say it.

    `table` (candidates × SIGNS) times `weights` (1 + SIGNS, the first for "there is none") are scores for a softmax.
    """
    scores = np.concatenate((weights[:1], table @ weights[1:]))
    scores = np.exp(scores - scores.max())
    shares = (scores / scores.sum()).tolist()[1:]
    best = max(range(len(shares)), key=shares.__getitem__)
    mine = candidates[best].key
    near = (
        share
        for share, one in zip(shares, candidates, strict=True)
        if one.key == mine or (min(len(one.key), len(mine)) > 2 and (one.key in mine or mine in one.key))
    )
    return best, min(1.0, sum(near))
