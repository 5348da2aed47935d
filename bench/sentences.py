"""How well stock, personal and informative sentences are told apart: `python -m bench.sentences`.

Reads 110 real rejections of the folder of real data (other people's, for measuring only) and the rejections among the
exam mails, in ten languages, with the labels of bench/labels; prints the confusion, precision and recall, first by
the sentence alone, then as a journal would have it, which knows what the same person was sent before, then by language.
Exits 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import csv
import email
import email.policy
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onward.language import network, prints
from onward.rejections import sentences

LABELS = Path(__file__).parent / "labels" / "rejection-sentences.tsv"
#: Folders of invented mails by what the names of their sources begin with.
EXAMS = {"exam": Path(__file__).parent / "exam", "own": Path(__file__).parent / "own_words"}
TARGET = 0.93
#: The label of a sentence about which one could argue either way: left out.
OPEN = "?"
_NOTHING = (False,) * 6


@dataclass(frozen=True)
class Labelled:
    """One mail with its sentences as they were labelled."""

    source: str
    number: int
    sentences: tuple[str, ...]
    labels: tuple[str, ...]


def bodies(data: Path) -> dict[str, list[str]]:
    """The rejections by the folder they come from; of an exam, every mail at its place."""
    found = exam()
    with (data / "mail-real-2023/labels.csv").open() as file:
        names = sorted(row["file"] for row in csv.DictReader(file) if row["kind"] == "rejection")
    found["real-2023"] = [_body(data / "mail-real-2023/eml" / name) for name in names]
    with (data / "mail-rejections-sethpoly/rejections.csv").open() as file:
        found["sethpoly"] = [next(iter(row.values())) for row in csv.DictReader(file)]
    told = json.loads((data / "mail-rejections-jgchoti/email.json").read_text())
    found["jgchoti"] = [one["email_text"] for one in told["rejection_emails"]]
    return found


def exam() -> dict[str, list[str]]:
    """The bodies of the exam mails by the name of their source."""
    found = {}
    for name, folder in EXAMS.items():
        for path in sorted(folder.glob("*.txt")):
            blocks = re.split(r"^### ", path.read_text(), flags=re.M)[1:]
            found[f"{name}-{path.stem}"] = [block.partition("\n")[2].strip("\n") for block in blocks]
    return found


def part_of(source: str) -> str:
    """Which part of the labels a source belongs to: one of EXAMS, or "real"."""
    name = source.partition("-")[0]
    return name if name in EXAMS else "real"


def _body(path: Path) -> str:
    return str(email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_content())


def language(source: str) -> str:
    """The language of the mails of a source."""
    return source.partition("-")[2] if part_of(source) in EXAMS else "en"


def labelled(data: Path) -> Iterator[Labelled]:
    """The mails with their labels."""
    texts = bodies(data)
    rows: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    for line in LABELS.read_text().splitlines():
        source, number, start, end, label = line.split("\t")
        rows[source, int(number)].append((int(start), int(end), label))
    for (source, number), parts in rows.items():
        body = texts[source][number]
        said = tuple(" ".join(body[start:end].split()) for start, end, _ in parts)
        yield Labelled(source, number, said, tuple(label for _, _, label in parts))


def marked(mail: Labelled, known: Mapping[int, int] | None = None) -> list[str]:
    """What the product says of each sentence."""
    opinion = network.read("Your application", mail.sentences, _NOTHING)
    return [one.kind for one in sentences.classify(mail.sentences, opinion, known)]


def received(mails: Sequence[Labelled]) -> list[dict[int, int]]:
    """For each mail and sentence, in how many other mails to the same person it stands too; exam mails have nobody."""
    families = prints.Families()
    numbers = [
        families.of([prints.of(one, (), "en") for one in mail.sentences])
        if part_of(mail.source) == "real"
        else [0] * len(mail.sentences)
        for mail in mails
    ]
    within: Counter[tuple[str, int]] = Counter()
    for mail, found in zip(mails, numbers, strict=True):
        within.update({(mail.source, family) for family in found})
    return [
        {place: within[mail.source, family] - 1 for place, family in enumerate(found) if family}
        for mail, found in zip(mails, numbers, strict=True)
    ]


def report(title: str, pairs: Counter[tuple[str, str]]) -> bool:
    """Print confusion, precision and recall; whether stock and informative reach the target."""
    print(f"\n{title}: {sum(pairs.values())} sentences; rows are the labels, columns what was said")
    print(f"{'':13}" + "".join(f"{kind:>13}" for kind in sentences.KINDS) + "    precision   recall")
    met = True
    for kind in sentences.KINDS:
        hit = pairs[kind, kind]
        said = sum(n for (_, was), n in pairs.items() if was == kind)
        there = sum(n for (label, _), n in pairs.items() if label == kind)
        precision, recall = hit / max(1, said), hit / max(1, there)
        cells = "".join(f"{pairs[kind, other]:13}" for other in sentences.KINDS)
        print(f"{kind:13}{cells}{precision:13.3f}{recall:9.3f}")
        met &= kind == "personal" or min(precision, recall) >= TARGET
    return met


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", default=os.environ.get("ONWARD_DATA", "../shared/data"))
    options.add_argument(
        "--errors", action="store_true", help="name the informative ones that are missed or invented"
    )
    chosen = options.parse_args()
    mails = list(labelled(Path(chosen.data)))
    alone: Counter[tuple[str, str]] = Counter()
    journal: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for mail, known in zip(mails, received(mails), strict=True):
        judged = [place for place, label in enumerate(mail.labels) if label != OPEN]
        said = marked(mail)
        alone.update((mail.labels[place], said[place]) for place in judged)
        said = marked(mail, known)
        pairs = Counter((mail.labels[place], said[place]) for place in judged)
        part = part_of(mail.source)
        for name in ("all", part, "" if part == "real" else language(mail.source)):
            journal[name].update(pairs)
        for place in judged if chosen.errors else ():
            if mail.labels[place] != said[place] and "informative" in (mail.labels[place], said[place]):
                print(
                    f"{mail.source} {mail.number}: {mail.labels[place]}, said {said[place]}: {mail.sentences[place]}"
                )
    report("By the sentence alone", alone)
    report("Real mails, with what the same person was sent before", journal["real"])
    report("Exam mails", journal["exam"])
    report("Mails in people's own words", journal["own"])
    met = report("All, with what the same person was sent before", journal["all"])
    for name, pairs in sorted(journal.items()):
        if len(name) == 2:
            print(name, _short(pairs))
    return 0 if met else 1


def _short(pairs: Counter[tuple[str, str]]) -> str:
    hit = pairs["informative", "informative"]
    said = sum(n for (_, was), n in pairs.items() if was == "informative")
    there = sum(n for (label, _), n in pairs.items() if label == "informative")
    return f"informative: {hit} of {there} found, {said - hit} besides"


if __name__ == "__main__":
    sys.exit(main())
