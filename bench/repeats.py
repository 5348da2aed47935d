"""How well, and how fast, near-identical sentences are found: `python -m bench.repeats`.

First on the real rejections of the folder of real data, by pairs of sentences of different mails (bench/labels/
repeats.tsv has the truth); then on sentences of the training mails that are edited a little, where more is known; then
how long a journal of 10,000 mails takes to index and one look-up in it, in time of the processor (SQLite lies in the same
process, so that is all its work), with the time on the clock beside it. Exits 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.sentences import bodies
from onward.language import prints

TRUTH = Path(__file__).parent / "labels" / "repeats.tsv"
MAILS = Path(__file__).parent.parent / "training" / "mails"
RECALL, PRECISION, INDEX, LOOKUP = 0.95, 0.99, 10.0, 5.0
MESSAGES = 10_000


def real(data: Path) -> bool:
    """Pairs of real sentences: found, and found rightly."""
    texts = bodies(data)
    rows = []
    for line in TRUTH.read_text().splitlines():
        source, number, start, end, template = line.split("\t")
        body = texts[source][int(number)]
        rows.append(((source, number), " ".join(body[int(start) : int(end)].split()), template))
    families = prints.Families().of([prints.of(text, (), "en") for _, text, _ in rows])
    counts = {(same, said): 0 for same in (True, False) for said in (True, False)}
    for one, other in combinations(range(len(rows)), 2):
        (mail, _, template), (elsewhere, _, another) = rows[one], rows[other]
        if mail != elsewhere and "?" not in (template, another):
            counts[template == another, bool(families[one]) and families[one] == families[other]] += 1
    return _told("Real sentences", counts)


def edited(count: int = 4000, seed: int = 3) -> bool:
    """Sentences of the training mails, each once as it is and once with a small edit, among all the others."""
    dice = random.Random(seed)
    said = {
        text.strip(): path.name[:2]
        for path in sorted(MAILS.glob("??*.txt"))
        for text in (
            line.partition("|")[2] for line in path.read_text().splitlines() if not line.startswith("#")
        )
    }
    known = [text for text, language in said.items() if len(prints.of(text, (), language)) >= 10]
    chosen = dice.sample(known, count)
    pairs = [
        (prints.of(text, (), said[text]), prints.of(_edit(text, dice), (), said[text])) for text in chosen
    ]
    families = prints.Families()
    first = families.of([one for one, _ in pairs])
    again = families.of([other for _, other in pairs])
    hits = sum(one == other for one, other in zip(first, again, strict=True))
    print(f"Edited sentences (n={count}): found {hits / count:.3f}")
    return hits / count >= RECALL


def _edit(text: str, dice: random.Random) -> str:
    """One word more, less or other, another number, another name."""
    words = text.split()
    place = dice.randrange(1, len(words))
    kind = dice.choice(("more", "less", "other", "number", "name"))
    if kind == "less":
        del words[place]
    elif kind == "other":
        words[place] = "indeed"
    else:
        words.insert(place, {"more": "indeed", "number": str(dice.randrange(99)), "name": "Quillon"}[kind])
    return " ".join(words)


def _told(title: str, counts: Mapping[tuple[bool, bool], int]) -> bool:
    hit, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    recall, precision = hit / (hit + missed), hit / (hit + wrong)
    print(
        f"{title} (n={hit + missed} pairs alike of {sum(counts.values())}): "
        f"found {recall:.3f}, right {precision:.3f}"
    )
    return recall >= RECALL and precision >= PRECISION


def speed(messages: int = MESSAGES) -> bool:
    """Seconds to index so many mails in a throwaway journal, milliseconds of a look-up at the median and the worst.

    Measured on the processor's clock: other work on the machine makes them wait, and no slower.
    """
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as home:
        os.environ["ONWARD_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from onward.people.owner import local_owner
        from onward.rejections import repeats
        from onward.rejections.models import Print

        call_command("migrate", verbosity=0)
        owner = local_owner()
        keys = fill(owner, messages)
        clock, begun = time.perf_counter(), time.process_time()
        taken = repeats.catch_up(owner)
        index, waited = time.process_time() - begun, time.perf_counter() - clock
        begun = time.process_time()
        repeats.catch_up(owner)
        nothing = time.process_time() - begun
        times = []
        dice = random.Random(5)
        for key in dice.sample(keys, 300):
            begun = time.process_time()
            repeats.of_mail(owner, key)
            times.append(1000 * (time.process_time() - begun))
        rows, families = Print.objects.count(), Print.objects.values("family").distinct().count()
        connection.close()
    print(
        f"{taken:,} mails, {rows:,} sentences, {families:,} families: indexed in {index:.1f} s of the processor, {waited:.1f} on the clock "
        f"(nothing new: {1000 * nothing:.0f} ms); one look-up {statistics.median(times):.2f} ms at the median, "
        f"{max(times):.2f} ms at most (n={len(times)})"
    )
    return index < INDEX and statistics.median(times) < LOOKUP


def fill(owner: Any, messages: int, seed: int = 7) -> list[int]:
    """So many mails that say no, from the training mails' own, with names and roles of all kinds put in."""
    from bench.texts import names
    from onward.applications.actions import Filing, record_many
    from onward.applications.lines import Detail
    from onward.applications.stages import Fact
    from onward.mail.models import Message

    dice = random.Random(seed)
    stems, roles = names("stems"), names("roles en")
    mails = list(_noes())
    # A few templates are sent by many employers, most by one or two.
    weights = [1 / (rank + 3) for rank in range(len(mails))]
    dice.shuffle(mails)
    made = []
    for number, lines in enumerate(dice.choices(mails, weights, k=messages)):
        company = f"{dice.choice(stems)} {number % 997}"
        text = "\n".join(f"{line} {company}." if dice.random() < 0.1 else line for line in lines)
        made.append(
            Message(
                owner=owner, kind="rejection", confidence=1, at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number),
                company=company, role=dice.choice(roles), text=text, language="en", filed=True,
            )
        )  # fmt: skip
    stored = Message.objects.bulk_create(made, batch_size=500)
    filings = [
        Filing(
            None,
            [Fact("rejected", one.at or datetime.now(UTC), "mail", one.pk)],
            [Detail({"company": one.company, "role": one.role}, one.at or datetime.now(UTC))],
        )
        for one in stored
    ]
    record_many(owner, filings, "Filed an invented search")
    return [one.pk for one in stored]


def _noes() -> list[Sequence[str]]:
    found: list[list[str]] = []
    for path in sorted(MAILS.glob("en-?.txt")):
        taking = False
        for line in path.read_text().splitlines():
            if line.startswith("### "):
                taking = line.startswith("### rejection")
                if taking:
                    found.append([])
            elif taking and "|" in line:
                found[-1].append(line.partition("|")[2])
    return [lines for lines in found if lines]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", default=os.environ.get("ONWARD_DATA", "../shared/data"))
    options.add_argument("--messages", type=int, default=MESSAGES)
    chosen = options.parse_args()
    data = Path(chosen.data)
    met = [speed(chosen.messages), edited()]
    if (data / "mail-rejections-sethpoly").is_dir():
        met.append(real(data))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
