"""Measures matching on invented searches, from the true fields and with fields missing or wrong."""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC
from random import Random
from zlib import crc32

from django.conf import settings

from bench.searches import search
from bench.truth import Search, TrueMessage
from onward.applications.stages import Fact, standing
from onward.mail.matching import Decision, Letter, Target, match

KINDS = ("acknowledgement", "rejection", "interview", "assessment", "offer", "update", "other")


def letter(key: int, true: TrueMessage) -> Letter:
    """The letter that a perfect reader would hand over."""
    return Letter(
        key, true.at, true.kind, true.company, true.role, true.requisition, true.from_name, true.from_address,
        true.to, true.outgoing, true.message_id, true.thread, true.subject, true.language,
        f"{crc32(' '.join(true.text.split()).encode()):08x}",
    )  # fmt: skip


def worn(random: Random, one: Letter, missing: float, wrong: float) -> Letter:
    """The letter with company or role missing now and then, and a wrong kind now and then."""
    if one.kind in ("alert", "account"):
        return one
    if random.random() < missing:
        one = replace(one, company="") if random.random() < 0.5 else replace(one, role="")
    if not one.outgoing and random.random() < wrong:
        one = replace(one, kind=random.choice(KINDS))
    return one


def measured(one: Search, missing: float, wrong: float, verbose: bool = False) -> Counter[str]:
    """Counts of what was right, wrong and asked."""
    random = Random(7)
    letters = [worn(random, letter(key, true), missing, wrong) for key, true in enumerate(one.truth)]
    decisions = match(letters, (), one.addresses)
    return score(one, decisions, verbose)


def score(one: Search, decisions: list[Decision], verbose: bool = False) -> Counter[str]:
    """Compare decisions with the truth."""
    placed: dict[int, Target] = {}
    facts: dict[Target, list[Fact]] = {}
    asked: set[int] = set()
    for decision in decisions:
        if decision.verdict == "ask":
            asked.add(decision.key)
        if decision.target is None:
            continue
        for key in (decision.key, *decision.earlier):
            placed[key] = decision.target
        for _, kind, at in decision.events:
            facts.setdefault(decision.target, []).append(Fact(kind, at, "mail"))
    majority: dict[Target, int | None] = {}
    for target in dict.fromkeys(placed.values()):
        votes = Counter(one.truth[key].application for key, found in placed.items() if found == target)
        majority[target] = votes.most_common(1)[0][0]
    homes: dict[int, list[Target]] = {}
    for target, number in majority.items():
        if number is not None:
            homes.setdefault(number, []).append(target)
    for found in homes.values():  # the one that has most of its messages is its home
        found.sort(key=lambda target: -sum(place == target for place in placed.values()))
    why = {decision.key: decision for decision in decisions}
    counts: Counter[str] = Counter()
    for application in one.applications:
        counts["applications"] += 1
        counts["applications found once"] += len(homes.get(application.number, ())) == 1
        best = homes.get(application.number, [Target()])[0]
        where = standing(facts.get(best, ()), UTC)
        counts["status right"] += best != Target() and where.status == application.status
        counts["stage right"] += best != Target() and where.furthest_stage == application.furthest_stage
    counts["spurious applications"] = sum(number is None for number in majority.values())
    for key, true in enumerate(one.truth):
        if true.application is None:
            counts["unrelated"] += 1
            counts["unrelated filed"] += key in placed
            counts["unrelated asked"] += key in asked
            ok = key not in placed and key not in asked
        else:
            counts["messages"] += 1
            home = homes.get(true.application, [Target()])[0]
            ok = placed.get(key) == home
            counts["messages right"] += ok
            counts["messages asked"] += key in asked
            counts["asked rightly"] += key in asked and true.undecidable
            counts["messages wrong"] += key in placed and not ok
            counts["messages ignored"] += key not in placed and key not in asked
        if verbose and not ok:
            told = why.get(key)
            print(
                f"{key:4} {true.application} {true.kind:<16} {true.company!r} {true.role!r} {true.requisition!r} "
                f"{true.from_address} thread={len(true.thread)} {true.subject!r} undecidable={true.undecidable}\n"
                f"      -> {told.verdict if told else 'none'} {told.why if told else ''} "
                f"{[(c.score, c.why) for c in told.candidates] if told else ''}",
                file=sys.stderr,
            )
    return counts


def table(total: Counter[str]) -> list[str]:
    """The shares, a line each."""
    parts = (
        ("applications found once", "applications"),
        ("status right", "applications"),
        ("stage right", "applications"),
        ("messages right", "messages"),
        ("messages asked", "messages"),
        ("asked rightly", "messages"),
        ("messages wrong", "messages"),
        ("messages ignored", "messages"),
        ("unrelated filed", "unrelated"),
        ("unrelated asked", "unrelated"),
        ("spurious applications", "applications"),
    )
    return [
        f"{name:<26} {total[name]:>6} of {total[of]:>6}  {total[name] / max(1, total[of]):.4f}"
        for name, of in parts
    ]


def main() -> None:
    """Print the shares for a range of seeds, clean and worn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1000-1029")
    parser.add_argument("--size", type=int, default=0, help="0: from 20 to 120 by seed")
    parser.add_argument("--missing", type=float, default=0.15)
    parser.add_argument("--wrong", type=float, default=0.03)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    # The sentences of matching are translated; that needs settings, of which none is used here.
    settings.configure(USE_I18N=False)
    first, _, last = arguments.seeds.partition("-")
    searches = [
        search(seed, arguments.size or 20 + seed * 37 % 101)
        for seed in range(int(first), int(last or first) + 1)
    ]
    for title, missing, wrong in (
        ("true fields", 0.0, 0.0),
        ("worn fields", arguments.missing, arguments.wrong),
    ):
        total: Counter[str] = Counter()
        for one in searches:
            total += measured(one, missing, wrong, arguments.verbose)
        print(f"{title} ({len(searches)} searches)", *table(total), sep="\n  ")


if __name__ == "__main__":
    main()
