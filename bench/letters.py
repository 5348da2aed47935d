"""How well the checker of letters sees what is wrong with a draft, and leaves good ones alone: `python -m bench.letters`.

Reads bench/labels/letters.jsonl, a letter a line: {"id", "language", "purpose", "stage", "relation", "subject",
"body", "days_after", "follow_ups", "remarks": [codes]}; a good one has no remarks.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from onward.letters.checker import CODES, Draft, check

LABELS = Path(__file__).parent / "labels" / "letters.jsonl"


def found(one: dict[str, Any]) -> set[str]:
    """The codes of the remarks on a letter."""
    draft = Draft(
        subject=one["subject"],
        body=one["body"],
        language=one["language"],
        purpose=one["purpose"],
        stage=one.get("stage") or "applied",
        relation=one.get("relation") or "unknown",
        days_after=one.get("days_after"),
        follow_ups=one.get("follow_ups") or 0,
    )
    return {remark.code for remark in check(draft)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--labels", type=Path, default=LABELS)
    options.add_argument(
        "--errors", action="store_true", help="name the letters that are missed or wrongly remarked on"
    )
    chosen = options.parse_args()
    letters = [
        json.loads(line) for line in chosen.labels.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    expected: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    more: Counter[str] = Counter()
    false: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    good = alarms = 0
    by_language: dict[str, Counter[str]] = {}
    for one in letters:
        wanted, said = set(one["remarks"]), found(one)
        here = by_language.setdefault(one["language"], Counter())
        expected.update(wanted)
        hits.update(wanted & said)
        missed.update((code, one["purpose"]) for code in wanted - said)
        here["expected"] += len(wanted)
        here["hits"] += len(wanted & said)
        if wanted:
            more.update(said - wanted)
        else:
            good += 1
            alarms += bool(said)
            false.update((code, one["purpose"]) for code in said)
            here["good"] += 1
            here["alarms"] += bool(said)
        if chosen.errors and wanted != said:
            print(f"{one['id']}: missed {sorted(wanted - said)}, said beside {sorted(said - wanted)}")
    print(
        f"{len(letters)} letters: {good} good, {len(letters) - good} bad with {expected.total()} expected remarks"
    )
    print(
        f"recall {hits.total() / max(1, expected.total()):.3f}; false alarms on good ones {alarms} of {good}"
    )
    print(f"false on good ones: { {f'{code} ({purpose})': n for (code, purpose), n in false.most_common()} }")
    print(f"missed: { {f'{code} ({purpose})': n for (code, purpose), n in missed.most_common()} }")
    print(f"said beside the expected on bad ones: {more.total()} {dict(more.most_common())}")
    print(f"{'':20}{'n':>5}{'found':>7}{'recall':>8}")
    for code in CODES:
        if expected[code]:
            print(f"{code:20}{expected[code]:5}{hits[code]:7}{hits[code] / expected[code]:8.2f}")
    for language, here in sorted(by_language.items()):
        print(
            f"{language}: recall {here['hits'] / max(1, here['expected']):.2f} of {here['expected']}, "
            f"false alarms {here['alarms']} of {here['good']}"
        )


if __name__ == "__main__":
    main()
