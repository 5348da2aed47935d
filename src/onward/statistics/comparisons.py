"""Does something go together with more answers? Groups with partial pooling, and a verdict that may be read every week.

Each group's chance of a step further is drawn towards the others': its log-odds are normal around a common middle, with
a spread that the groups themselves tell. The verdict weighs "the groups differ" against "they are one" by how well each
foretold what was seen. Under "one" that ratio climbs beyond 20 in at most one search of twenty, however often somebody
looks (Ville 1939; mixtures as in Robbins 1970): so looking every week costs nothing, and several questions share the
twenty. No more than that is claimed: nobody drew lots, so a difference has no author.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onward.statistics.delays import DAYS
from onward.statistics.proportions import ENOUGH, LEVEL, WIDE, ends
from onward.statistics.questions import Key
from onward.statistics.record import Course
from onward.statistics.waiting import Waiting

Floats = NDArray[np.float64]

#: The ratio of evidence at which a difference is clear, for one question: it misleads in one search of twenty.
CLEAR = 20.0
TOO_EARLY, NOT_CLEAR, IS_CLEAR = "too early", "no clear difference", "clear difference"
#: More groups than this are gathered as "other".
_GROUPS = 7
OTHER = "other"
_DRAWS = 2000

_LOGIT = np.linspace(-6.5, 5.0, 241)
_P = 1 / (1 + np.exp(-_LOGIT))
_LOG_P, _LOG_Q = np.log(_P), np.log1p(-_P)
#: Even over shares, by log-odds.
_EVEN = _P * (1 - _P)
_MIDDLES = np.linspace(-5.5, 3.5, 61)
#: How far the log-odds of groups may lie apart: from hardly to several times.
_SPREADS = np.array([0.15, 0.3, 0.6, 1.0, 1.6])


@dataclass(frozen=True, slots=True)
class Cases:
    """A group: of `n` old enough, `k` went a step further; those that wait count as far as their silence says."""

    name: str
    n: float
    k: float
    #: For the pending ones: how far their silence speaks against a step further (`Waiting.silence_against`), and how many.
    against: Floats
    counts: Floats

    @property
    def log_likelihood(self) -> Floats:
        """By chance of a step further."""
        log = self.k * _LOG_P + (self.n - self.k - self.counts.sum()) * _LOG_Q
        return np.asarray(log + np.log1p(-np.multiply.outer(_P, self.against)) @ self.counts)


@dataclass(frozen=True, slots=True)
class Group:
    """A group's chance after pooling, with its interval."""

    name: str
    n: int
    k: int
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Warned:
    """What speaks against reading much into a difference.

    Looked at part by part by `by` it turns round ("reverses"), little of it is left ("explains"), or the parts cannot tell
    it from the split ("inseparable"). It is not clear where several applications at one employer count as one ("repeated",
    by employer), or where each group is given its own time to be answered ("unripe", by waiting).
    """

    what: str
    by: str
    #: The difference within the parts, in shares; 0 where it was not worked out.
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one question found. The difference is `better` minus `other`, in shares."""

    question: str
    groups: tuple[Group, ...]
    better: str | None
    other: str | None
    difference: float | None
    low: float | None
    high: float | None
    #: The chance that the better group's share is the greater.
    surely: float | None
    #: How many times better "they differ" foretold the record than "they are one".
    evidence: float
    verdict: str
    warnings: tuple[Warned, ...] = ()


def cases(counted: Sequence[Course], key: Key, waiting: Waiting) -> list[Cases]:
    """The groups of applications that are old enough, the largest first; those without an answer to the key left out."""
    return [group(name, members, waiting) for name, members in grouped(counted, key)]


def grouped(counted: Sequence[Course], key: Key) -> list[tuple[str, list[Course]]]:
    """The applications of each group, the largest first; beyond some groups the rest is one."""
    found: dict[str, list[Course]] = {}
    for course in counted:
        if (name := key(course)) is not None:
            found.setdefault(name, []).append(course)
    # What is itself called "other" is a part of the rest, where there is one.
    many = len(found) > _GROUPS
    ordered = sorted(found.items(), key=lambda item: (many and item[0] == OTHER, -len(item[1]), item[0]))
    if many:
        rest = [course for _name, members in ordered[_GROUPS - 1 :] for course in members]
        ordered = [*ordered[: _GROUPS - 1], (OTHER, rest)]
    return ordered


def gathered(counted: Sequence[Course], key: Key) -> Key:
    """The key by which an application has the name of its group as it is compared, also where that is the rest."""
    kept = {name for name, _members in grouped(counted, key)}

    def of(course: Course) -> str | None:
        name = key(course)
        return name if name is None or name in kept else OTHER

    return of


def group(
    name: str, members: Sequence[Course], waiting: Waiting, votes: Sequence[float] | None = None
) -> Cases:
    """A group of applications; `votes` is how much each of them counts: one, unless told otherwise."""
    own = [1.0] * len(members) if votes is None else votes
    pending = [(one, vote) for one, vote in zip(members, own, strict=True) if one.waiting]
    days = np.minimum([one.age for one, _vote in pending], DAYS - 1).astype(np.int64)
    found, of = np.unique(days, return_inverse=True)
    counts = np.bincount(of, [vote for _one, vote in pending], len(found)).astype(float)
    k = sum(vote for one, vote in zip(members, own, strict=True) if one.went_on)
    return Cases(name, sum(own), k, waiting.silence_against[found], counts)


def compare(question: str, groups: Sequence[Cases], questions: int = 1) -> Comparison:
    """Compare the groups. `questions` is how many are asked of this record in all: they share the error."""
    large = [group for group in groups if group.n >= ENOUGH]
    evidence = evidence_of_difference(large) if len(large) > 1 else 1.0
    if not groups:
        return Comparison(question, (), None, None, None, None, None, None, evidence, TOO_EARLY)
    pooled = _pool(groups)
    shown = pooled.groups()
    if len(large) < 2:
        return Comparison(question, shown, None, None, None, None, None, None, evidence, TOO_EARLY)
    ranked = sorted((one.estimate, number) for number, one in enumerate(shown) if groups[number].n >= ENOUGH)
    low_one, high_one = ranked[0][1], ranked[-1][1]
    apart = pooled.draws(high_one) - pooled.draws(low_one)
    low, high = (float(end) for end in ends(apart))
    if evidence >= CLEAR * questions:
        verdict = IS_CLEAR
    elif _alone(groups[low_one], groups[high_one]) > WIDE:
        verdict = TOO_EARLY
    else:
        verdict = NOT_CLEAR
    return Comparison(
        question, shown, shown[high_one].name, shown[low_one].name, float(apart.mean()), low, high,
        float((apart > 0).mean()), evidence, verdict,
    )  # fmt: skip


def evidence_of_difference(groups: Sequence[Cases]) -> float:
    """How many times better "the groups differ" foretold what was seen than "they are one"."""
    likelihoods, logs = _likelihoods(groups)
    together = np.exp(np.sum(logs, axis=0) - sum(log.max() for log in logs))
    one = float(together @ _EVEN / _EVEN.sum())
    differ = np.prod([_seen_by_middle(likelihood) for likelihood in likelihoods], axis=0)
    # Both sides leave out the same factor, the tops of the likelihoods, so that their ratio stands.
    return float((differ @ _of_middles()).mean() / max(one, 1e-300))


def with_warnings(found: Comparison, warned: tuple[Warned, ...]) -> Comparison:
    """The comparison with what speaks against reading much into it; a difference that is doubted is not clear."""
    verdict = NOT_CLEAR if warned and found.verdict == IS_CLEAR else found.verdict
    return replace(found, warnings=warned, verdict=verdict)


def _alone(one: Cases, other: Cases) -> float:
    """How wide the interval of the difference is when each group speaks for itself, from even chances.

    Pooling makes it narrow where next to nothing was seen: 0 of 12 against 0 of 18 would be known to eleven points.
    """
    drawn = []
    for number, log in enumerate((one.log_likelihood, other.log_likelihood)):
        reached = np.cumsum(np.exp(log - log.max()) * _EVEN)
        random = np.random.default_rng(number + 1)
        drawn.append(np.interp(random.uniform(size=_DRAWS) * reached[-1], reached, _P))
    low, high = ends(drawn[1] - drawn[0])
    return float(high - low)


@dataclass(frozen=True)
class _Pool:
    """The groups' posterior over middle and spread."""

    cases: Sequence[Cases]
    likelihoods: list[Floats]
    seen: list[Floats]
    #: Weight of each spread and middle.
    weights: Floats

    def groups(self) -> tuple[Group, ...]:
        """Each group after pooling."""
        return tuple(self._one(number) for number in range(len(self.cases)))

    def draws(self, number: int) -> Floats:
        """The group's chance, drawn; the same middles and spreads serve every group."""
        chosen = np.searchsorted(np.cumsum(self.weights.ravel()), (np.arange(_DRAWS) + 0.5) / _DRAWS)
        # Few middles and spreads have any weight: each is looked at once, whatever the number of draws.
        apart, of = np.unique(np.minimum(chosen, self.weights.size - 1), return_inverse=True)
        spread, middle = np.unravel_index(apart, self.weights.shape)
        reached = np.cumsum(_kernel()[spread, middle] * self.likelihoods[number], axis=1)
        reached = reached / reached[:, -1:] + np.arange(len(apart))[:, None]
        random = np.random.default_rng(number + 1)
        place = np.searchsorted(reached.ravel(), of + random.uniform(size=_DRAWS)) - of * len(_P)
        return np.asarray(np.interp(place + random.uniform(-0.5, 0.5, _DRAWS), np.arange(len(_P)), _P))

    def _one(self, number: int) -> Group:
        case = self.cases[number]
        mixed = np.tensordot(self.weights / np.maximum(self.seen[number], 1e-300), _kernel(), 2)
        chances = mixed * self.likelihoods[number]
        chances /= chances.sum()
        reached = np.cumsum(chances) - chances / 2
        low, high = np.interp([(1 - LEVEL) / 2, (1 + LEVEL) / 2], reached, _P)
        return Group(case.name, round(case.n), round(case.k), float(chances @ _P), float(low), float(high))


def _pool(groups: Sequence[Cases]) -> _Pool:
    likelihoods, _logs = _likelihoods(groups)
    seen = [_seen_by_middle(likelihood) for likelihood in likelihoods]
    log = sum(np.log(np.maximum(one, 1e-300)) for one in seen) + np.log(_of_middles())
    weights = np.exp(log - np.max(log))
    return _Pool(groups, likelihoods, seen, weights / weights.sum())


def _likelihoods(groups: Sequence[Cases]) -> tuple[list[Floats], list[Floats]]:
    """Each group's likelihood, its top made one, and its logarithm as it is."""
    logs = [group.log_likelihood for group in groups]
    return [np.exp(log - log.max()) for log in logs], logs


def _seen_by_middle(likelihood: Floats) -> Floats:
    """How likely a group's record is by spread and middle."""
    return np.asarray(_kernel() @ likelihood)


@cache
def _kernel() -> Floats:
    """Chance of each log-odds, by spread and middle."""
    apart = (_LOGIT - _MIDDLES[:, None]) / _SPREADS[:, None, None]
    kernel = np.exp(-apart * apart / 2)
    return np.asarray(kernel / kernel.sum(axis=2, keepdims=True))


@cache
def _of_middles() -> Floats:
    """The weight of each middle: even over shares."""
    middle = 1 / (1 + np.exp(-_MIDDLES))
    weights = middle * (1 - middle)
    return np.asarray(weights / weights.sum())
