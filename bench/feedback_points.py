"""How well feedback is split into points: `python -m bench.feedback_points [FILE…] [--mistakes]`.

The labelled feedback is invented. A point is found when the point that Onward reads at the same place shares most of
its words; its theme counts where Onward names one. Praise that becomes a gap is the mistake that must not happen: it is
looked for among praise that sounds like criticism, too. Exits 1 when there is any.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onward.feedback import clauses, points
from onward.feedback.points import Read

LABELS = Path(__file__).parent / "labels" / "feedback-points.jsonl"
PRAISE = Path(__file__).parent / "labels" / "feedback-praise.txt"
WHOLE = Path(__file__).parents[1] / "training" / "feedback" / "whole.txt"
#: The share of a point's characters that must be read as one point, and the share of that which is the point's own.
SHARED = 0.5


@dataclass
class Counts:
    """What was counted in one language."""

    n: int = 0
    read: int = 0
    spurious: int = 0
    found: int = 0
    themed: int = 0
    answered: int = 0
    right: int = 0
    strengths: int = 0
    strengths_as_gap: int = 0
    gaps: int = 0
    gaps_as_strength: int = 0
    strengths_told: int = 0
    gaps_told: int = 0


def labelled(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled feedback of a file, in the format of the bench or of training/feedback/whole.txt."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
        return
    signs = {"+": "strength", "-": "gap", "=": "", ".": None}
    one: dict[str, Any] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), "### end | | | "]:
        if line.startswith("### "):
            if one:
                one["text"] = one["text"].strip()
                yield one
            identity, language, giver, manner = (part.strip() for part in line[4:].split("|"))
            one = {
                "id": identity,
                "language": language,
                "giver": giver,
                "manner": manner,
                "text": "",
                "points": [],
            }
        elif not line:
            one["text"] += "\n"
        else:
            sign, theme, words = line.split("|", 2)
            # A heading and what stands under it are lines of their own.
            alone = words.endswith(":") or one["text"].endswith(":\n")
            one["text"] += f"{words}\n" if alone else f"{words} "
            if signs[sign] is not None:
                one["points"].append({"quote": words, "theme": theme, "says": signs[sign]})


def of(told: Iterable[dict[str, Any]], mistakes: list[str]) -> dict[str, Counts]:
    """The counts by language; what went wrong with praise and gaps is named."""
    counted: dict[str, Counts] = defaultdict(Counts)
    for one in told:
        counts = counted[one["language"]]
        read = points.read(one["text"], one["giver"], one["manner"])
        counts.read += len(read)
        hit: set[int] = set()
        for label in one["points"]:
            says = {"neither": "", "none": ""}.get(label["says"] or "", label["says"] or "")
            place = clauses.find(one["text"], label["quote"])
            if place is None:
                raise ValueError(f"{one['id']}: not in the text: {label['quote']}")
            counts.n += 1
            best = _best(place, read)
            if best is None:
                continue
            seen = read[best]
            hit.add(best)
            counts.found += 1
            _compare(counts, label.get("theme") or "", says, seen, mistakes, one)
        counts.spurious += len(read) - len(hit)
    return counted


def _best(place: tuple[int, int], read: list[Read]) -> int | None:
    shared = [max(0, min(place[1], one.end) - max(place[0], one.start)) for one in read]
    best = max(range(len(read)), key=shared.__getitem__, default=None)
    if best is None or shared[best] < SHARED * min(place[1] - place[0], read[best].end - read[best].start):
        return None
    return best if shared[best] else None


def _compare(
    counts: Counts, theme: str, says: str, seen: Read, mistakes: list[str], one: dict[str, Any]
) -> None:
    if theme:
        counts.themed += 1
        counts.answered += bool(seen.theme)
        counts.right += seen.theme == theme
        if seen.theme and seen.theme != theme:
            mistakes.append(f"  theme {seen.theme} for {theme}: {one['id']} {seen.quote[:90]}")
    elif seen.theme:  # a theme where the label has none is no right answer
        counts.themed += 1
        counts.answered += 1
    if says == "strength":
        counts.strengths += 1
        counts.strengths_told += seen.says == "strength"
        if seen.says == "gap":
            counts.strengths_as_gap += 1
            mistakes.append(f"  praise as gap: {one['id']} {seen.quote[:90]}")
    elif says == "gap":
        counts.gaps += 1
        counts.gaps_told += seen.says == "gap"
        if seen.says == "strength":
            counts.gaps_as_strength += 1
            mistakes.append(f"  gap as praise: {one['id']} {seen.quote[:90]}")


def line(name: str, one: Counts) -> str:
    """One line of the answer."""
    share = one.right / one.answered if one.answered else 0.0
    abstained = 1 - one.answered / one.themed if one.themed else 0.0
    return (
        f"{name:6} n={one.n:4}  found {one.found / max(1, one.n):.3f}  besides {one.spurious:3}"
        f"  theme {share:.3f} of {one.answered} answered, abstained {abstained:.3f}"
        f"  praise told {one.strengths_told}/{one.strengths}, as gap {one.strengths_as_gap}"
        f"  gaps told {one.gaps_told}/{one.gaps}, as praise {one.gaps_as_strength}"
    )


def main() -> int:
    """Print the figures by language and for all; 1 when praise was made into a gap."""
    paths = [Path(name) for name in sys.argv[1:] if not name.startswith("-")] or [LABELS, PRAISE]
    turned = 0
    for path in paths:
        mistakes: list[str] = []
        counted = of(labelled(path), mistakes)
        total = Counts(
            *(sum(getattr(one, name) for one in counted.values()) for name in Counts.__dataclass_fields__)
        )
        turned += total.strengths_as_gap
        print(path.name)
        for name, one in sorted(counted.items()):
            print(line(name, one))
        print(line("all", total))
        if "--mistakes" in sys.argv:
            print("\n".join(mistakes))
            print(Counter(mistake.split(":")[0].split()[0] for mistake in mistakes))
    return 1 if turned else 0


if __name__ == "__main__":
    sys.exit(main())
