"""Learns the weights by which employer and role are chosen, and writes names.json into the package.

Run: python -m training.train_names
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from training.name_variants import filled
from training.names import Sample, all_samples, near_company, near_role, same_company, same_role, variants

from onward.mail.understanding import employers, roles

OUT = Path(__file__).parents[1] / "src/onward/mail/understanding/names.json"
#: A feature must occur in so many mails; rarer ones would only remember single names.
LEAST = 3
#: How strongly weights are held at nothing: those of single words more than those of general features.
STRENGTH = 0.4
STRENGTH_OF_WORDS = 1.0
_WORDS = ("<", ">", "word=", "first=", "last=", "end=", "without ")


class Case:
    """One mail as a question: the features of its candidates and which are right (-1: there is none)."""

    def __init__(
        self, features: list[set[str]], names: list[str], right: list[int], source: str, weight: float
    ) -> None:
        self.features = features
        self.names = names
        self.right = right
        self.source = source
        self.weight = weight
        self.candidates: list[Any] = []


def employer_case(sample: Sample) -> Case:
    candidates = employers.mentions(sample.message)
    names = [employers.written(candidate)[0] for candidate in candidates]
    right = _right(names, sample.company, same_company, near_company)
    case = Case([c.features for c in candidates], names, right, sample.source, sample.weight)
    case.candidates = candidates
    return case


def role_case(sample: Sample) -> Case:
    candidates = roles.mentions(sample.message, sample.company)
    names = [candidate.name for candidate in candidates]
    right = _right(names, sample.role, same_role, near_role)
    case = Case([c.features for c in candidates], names, right, sample.source, sample.weight)
    case.candidates = candidates
    return case


def _right(
    names: list[str], gold: str | None, same: Callable[[str, str], bool], near: Callable[[str, str], bool]
) -> list[int]:
    if gold is None:
        return [-1]
    return [n for n, name in enumerate(names) if same(name, gold)] or [
        n for n, name in enumerate(names) if near(name, gold)
    ]


def train(cases: Sequence[Case]) -> dict[str, float]:
    """Softmax over the candidates of a mail and "none", by maximum likelihood with a Gaussian prior."""
    cases = [case for case in cases if case.right and case.features]
    seen: dict[str, set[str]] = {}
    for case in cases:
        for features in case.features:
            for feature in features:
                seen.setdefault(feature, set()).add(case.source)
    names = sorted(feature for feature, sources in seen.items() if len(sources) >= LEAST)
    number = {name: n + 1 for n, name in enumerate(names)}  # 0 is "none"
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    target: list[float] = []
    weight: list[float] = []
    row = 0
    for case in cases:
        starts.append(row)
        weight.append(case.weight)
        rows.append(row)
        columns.append(0)
        share = 1 / len(case.right)
        target.append(1.0 if case.right == [-1] else 0.0)
        row += 1
        for n, features in enumerate(case.features):
            for feature in features:
                if feature in number:
                    rows.append(row)
                    columns.append(number[feature])
            target.append(share if n in case.right else 0.0)
            row += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(names) + 1))
    back = matrix.T.tocsr()
    first = np.array(starts)
    sizes = np.diff(np.append(first, row))
    each = np.repeat(np.array(weight), sizes)
    wanted = np.array(target)

    held = np.array(
        [STRENGTH, *(STRENGTH_OF_WORDS if name.startswith(_WORDS) else STRENGTH for name in names)]
    )

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.repeat(np.maximum.reduceat(scores, first), sizes)
        parts = np.exp(scores - top)
        chances = parts / np.repeat(np.add.reduceat(parts, first), sizes)
        right = np.add.reduceat(np.where(wanted > 0, chances, 0.0), first)
        value = -float(np.sum(np.array(weight) * np.log(right + 1e-12))) + 0.5 * float(held @ (w * w))
        inside = np.where(wanted > 0, chances / np.repeat(right + 1e-12, sizes), 0.0)
        return value, back @ (each * (chances - inside)) + held * w

    fit = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    learnt = {"none": round(float(fit.x[0]), 3)}
    learnt |= {name: round(float(fit.x[n]), 3) for name, n in number.items() if abs(fit.x[n]) >= 0.02}
    return learnt


def main() -> None:
    given = all_samples()
    samples = [variant for sample in given for variant in variants(sample)] + filled(given)
    weights = {
        "employer": train([employer_case(sample) for sample in samples]),
        "role": train([role_case(sample) for sample in samples]),
    }
    OUT.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    print(
        {question: len(found) for question, found in weights.items()},
        OUT.stat().st_size,
        Counter(len(s.source) > 0 for s in samples),
    )


if __name__ == "__main__":
    main()
