"""Learns how much each sign of a candidate counts, and measures answers: by language, of those that a mail states."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from bench.accuracy import same_name, same_role
from numpy.typing import NDArray
from scipy.optimize import minimize
from training.names import Sample

from onward.mail.understanding import employers, names, roles
from onward.mail.understanding.names import Candidate

#: How strongly the weights are held at nothing.
HELD = 0.5


@dataclass
class Case:
    """A mail as a question: its candidates, their signs, what it states, and which candidates say so."""

    language: str
    candidates: list[Candidate]
    table: NDArray[np.float32]
    values: list[str]
    gold: str | None
    right: list[int]
    source: str


def cases(question: str, samples: Sequence[Sample]) -> list[Case]:
    """The job mails as questions for "employer" or "role"."""
    found = []
    asked = employers if question == "employer" else roles
    same = same_name if question == "employer" else same_role
    for one in samples:
        if one.kind in ("other", "alert", "account"):
            continue
        seen = names.tagged(one.message)
        candidates = asked.mentioned(seen)
        gold = one.company if question == "employer" else one.role
        values = [asked.written(candidate)[0] for candidate in candidates]
        right = [n for n, value in enumerate(values) if gold and same(value, gold)]
        found.append(
            Case(one.language, candidates, asked.signs(seen, candidates), values, gold, right, one.source)
        )
    return found


def learn(found: Sequence[Case]) -> NDArray[np.float32]:
    """The weights of a softmax over the candidates and "there is none" (1 + SIGNS), by maximum likelihood."""
    usable = [case for case in found if case.candidates and (case.right or case.gold is None)]

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.5 * HELD * float(w[1:] @ w[1:]), np.concatenate(([0.0], HELD * w[1:]))
        for case in usable:
            scores = np.concatenate((w[:1], case.table @ w[1:]))
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            hit = [n + 1 for n in case.right] or [0]
            chance = shares[hit].sum() + 1e-12
            total -= float(np.log(chance))
            change = shares.copy()
            change[hit] -= shares[hit] / chance
            slope[0] += change[0]
            slope[1:] += case.table.T @ change[1:]
        return total, slope

    fit = minimize(
        loss, np.zeros(1 + len(names.SIGNS)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return fit.x.astype(np.float32)


def verdicts(
    question: str, found: Sequence[Case], weights: Callable[[int], NDArray[np.float32]], sure: float
) -> list[str]:
    """Each answer: right, wrong or null where something is stated; none or made up where nothing is."""
    same = same_name if question == "employer" else same_role
    given = []
    for number, case in enumerate(found):
        value = None
        if case.candidates:
            best, chance = names.choose(case.candidates, case.table, weights(number))
            value = case.values[best] if chance >= sure else None
        if case.gold is None:
            given.append("none" if value is None else "made")
        else:
            given.append("null" if value is None else "right" if same(value, case.gold) else "wrong")
    return given


def line(given: Sequence[str]) -> str:
    """The figures of some answers."""
    counts = Counter(given)
    stated = counts["right"] + counts["wrong"] + counts["null"]
    wrong = counts["wrong"] + counts["made"]
    return (
        f"stated {stated}, right {counts['right'] / max(1, stated):.3f}; of {len(given)} wrong {wrong / max(1, len(given)):.3f}"
        f" ({counts['wrong']} wrong, {counts['made']} made up, {counts['null']} null)"
    )


def by_language(found: Sequence[Case], given: Sequence[str]) -> str:
    tally: dict[str, list[str]] = defaultdict(list)
    for case, verdict in zip(found, given, strict=True):
        tally[case.language].append(verdict)
    return "\n".join(f"    {language} {line(some)}" for language, some in sorted(tally.items()))
