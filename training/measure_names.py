"""Measures the reading of employer, role and interview time by cross-validation over the training mails.

Run: python -m training.measure_names [folder of real mails with labels.csv]

Prints, by language, how many answers are right, near (one name holds the other), wrong, and missing, of those
stated; and how often an answer was made up for a job mail that states none.
"""

import csv
import random
import sys
import time
from collections import Counter
from pathlib import Path

from training.name_variants import filled
from training.names import Sample, all_samples, near_company, near_role, same_company, same_role, variants
from training.train_names import Case, employer_case, role_case, train

from onward.mail.mime.parsing import parse
from onward.mail.understanding import employers, roles
from onward.mail.understanding.interview_times import interview_time
from onward.mail.understanding.weights import shares

FOLDS = 4


def verdict(question: str, answer: str | None, sample: Sample) -> str:
    gold = sample.company if question == "employer" else sample.role
    same, near = (same_company, near_company) if question == "employer" else (same_role, near_role)
    if gold is None:
        return "none" if answer is None else "invented"
    if answer is None:
        return "null"
    return "right" if same(answer, gold) else "near" if near(answer, gold) else "wrong"


def answer(question: str, case: Case, weights: dict[str, float]) -> str | None:
    if not case.names:
        return None
    chances = shares(case.features, weights)
    if question == "employer":
        best, chance = employers.choose([candidate.key for candidate in case.candidates], chances)
        best = employers.fullest(case.candidates, best, chances)
        return case.names[best] if chance >= employers.SURE else None
    best, chance = roles.choose(case.names, chances)
    best = roles.fullest(case.candidates, best, chances)
    return case.names[best] if chance >= roles.SURE else None


def measure(question: str, samples: list[Sample], real: list[Sample]) -> None:
    case_of = employer_case if question == "employer" else role_case
    cases = [[case_of(variant) for variant in variants(sample)] for sample in samples]
    order = list(range(len(samples)))
    random.Random(3).shuffle(order)
    tally: dict[str, Counter[str]] = {}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        rest = [n for n in order if n not in held]
        weights = train(
            [case for n in rest for case in cases[n]]
            + [case_of(one) for one in filled([samples[n] for n in rest])]
        )
        for n in held:
            sample = samples[n]
            if sample.kind not in ("other", "alert", "account") or sample.company or sample.role:
                tally.setdefault(sample.language, Counter())[
                    verdict(question, answer(question, cases[n][0], weights), sample)
                ] += 1
    print(question)
    total: Counter[str] = Counter()
    for language, counts in sorted(tally.items()):
        total += counts
        print(" ", language, line(counts))
    print("  all", line(total))
    if real:
        weights = train([case for some in cases for case in some] + [case_of(one) for one in filled(samples)])
        print(
            "  real",
            line(Counter(verdict(question, answer(question, case_of(one), weights), one) for one in real)),
        )


def line(counts: Counter[str]) -> str:
    stated = sum(counts[name] for name in ("right", "near", "wrong", "null"))
    shown = ", ".join(
        f"{name} {counts[name]} ({counts[name] / max(1, stated):.1%})"
        for name in ("right", "near", "wrong", "null")
    )
    silent = counts["none"] + counts["invented"]
    return f"stated {stated}: {shown}; none stated {silent}: invented {counts['invented']}"


def real_samples(folder: Path) -> list[Sample]:
    with (folder / "labels.csv").open(encoding="utf-8") as labels:
        rows = [row for row in csv.DictReader(labels) if row["company"]]
    return [
        Sample(
            parse((folder / "eml" / row["file"]).read_bytes()),
            row["company"],
            row["role"] or None,
            "en",
            row["kind"],
            None,
            row["file"],
        )
        for row in rows
    ]


def measure_times(samples: list[Sample]) -> None:
    counts: Counter[str] = Counter()
    for sample in samples:
        if sample.at:
            found = interview_time(sample.message, sample.language)
            counts["null" if found is None else "right" if found.at[:16] == sample.at else "wrong"] += 1
    print("interview time", dict(counts))


def main() -> None:
    samples = all_samples()
    real = real_samples(Path(sys.argv[1])) if len(sys.argv) > 1 else []
    measure_times(samples)
    begun = time.perf_counter()
    for sample in samples:
        employers.mentions(sample.message)
        roles.mentions(sample.message, sample.company)
    print(f"candidates: {(time.perf_counter() - begun) / len(samples) * 1000:.2f} ms a mail")
    for question in ("employer", "role"):
        measure(question, samples, real)


if __name__ == "__main__":
    main()
