"""How well real logs of applications are read without a hand: `python -m bench.imports`.

Reads the two real logs of the folder of real data (other people's, for measuring only) with no column mapped, and
compares every row with a truth that is computed apart from the package: by the formats and rules below, which were
checked by hand against each log. Exits 1 when a row is lost, or a day is wrong, missing or invented.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")

Row = Mapping[str, str]
#: Kind → day; None where the log tells the event and not its day.
Truth = list[tuple[str, date | None]]


@dataclass(frozen=True)
class Log:
    """One real log with its truth."""

    file: str
    zone: str
    truth: Callable[[Row], Truth]
    company: str


def american(row: Row) -> Truth:
    """Days are month/day/year. A first response is the day of the no where the row tells nothing else of the employer.

    Where a talk is told too, the first response came before it, so that it is a word from them, and the day of a no
    ("Inter + Rejec") or of an offer after the talk is not known.
    """

    def day(name: str) -> date | None:
        return datetime.strptime(row[name], "%m/%d/%Y").date() if row[name] else None  # noqa: DTZ007

    sent, talk, word = day("Date sent"), day("Date Interview"), day("Date of 1st Response")
    status = row["Response?"]
    found: Truth = [("applied", sent)]
    ends = status in {"Rejected", "Position Removed", "Inter + Rejec"}
    offered = row["Job Offer"] == "Yes" or status == "Offer"
    if talk or "Inter" in status:
        found.append(("interview", talk or word))
        if ends:
            found.append(("rejected", None))
        if offered:
            found.append(("offer", None))
    elif ends:
        found.append(("rejected", word))
    if word and word not in {when for kind, when in found if kind != "applied"}:
        found.append(("update", word))
    return found


def french(row: Row) -> Truth:
    """Days are day/month/year, or ISO in the processed file; "Turn down" is the person's own, of an offer or before it."""

    def day(*names: str) -> date | None:
        text = next((row[name] for name in names if name in row), "").split(" ")[0]
        if not text:
            return None
        return datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%Y-%m-%d").date()  # noqa: DTZ007

    found: Truth = []
    columns = (
        ("applied", "Application"),
        ("interview", "Phone call"),
        ("interview", "1st interview"),
        ("interview", "2nd interview"),
        ("interview", "3rd interview"),
        ("offer", "Proposition"),
    )
    for kind, name in columns:
        if when := day(name, name.lower().replace(" ", "_")):
            found.append((kind, when))
    status = row.get("Status") or row.get("status") or ""
    offered = any(kind == "offer" for kind, _when in found)
    ending = {
        "Rejected": "rejected",
        "No project for now": "rejected",
        "Accepted": "accepted",
        "Turn down": "declined" if offered else "withdrawn",
    }.get(status)
    if ending:
        found.append((ending, day("Final answer", "final_answer")))
    return found


LOGS = (
    Log("log-us-177/Merged.csv", "America/Los_Angeles", american, "Company"),
    Log("log-fr-447/10_2023_raw.csv", "Europe/Paris", french, "Company"),
    Log("log-fr-447/10_2023_processed.csv", "Europe/Paris", french, "company"),
)


def main() -> int:
    """Read each log and print what differs from its truth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--data", default=os.environ.get("ONWARD_DATA", "../shared/data"), help="folder of real data"
    )
    options.add_argument("--show", type=int, default=0, help="print so many rows that differ")
    given = options.parse_args()
    import django

    django.setup()
    return 1 if sum(measure(log, Path(given.data), given.show) for log in LOGS) else 0


def measure(log: Log, data: Path, show: int) -> int:
    """How many rows of a log are lost or read otherwise than they are."""
    from onward.imports import plans
    from onward.imports.choices import Choices
    from onward.imports.joining import Record

    place = data / log.file
    if not place.exists():
        print(f"{log.file}: not there")
        return 0
    zone = ZoneInfo(log.zone)
    now = datetime(2023, 12, 31, 12, tzinfo=UTC)
    # The usual order of the other country: the table itself must settle it.
    usual = "dmy" if log.zone.startswith("America") else "mdy"
    source = plans.opened(place.read_bytes())
    plan = plans.plan(source, Choices(), Record(), {}, zone, now, usual)
    with place.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    counts: Counter[str] = Counter()
    shown = 0
    for number, row in enumerate(rows):
        counts["rows"] += 1
        if number >= len(plan.entries):
            continue
        told = plan.entries[number].told
        name = " ".join(row[log.company].split())
        counts["kept"] += told.fields.get("company", "") == name and told.numbers == (number + 2,)
        truth = sorted((kind, str(when)) for kind, when in log.truth(row))
        read = sorted(
            (fact.kind, "None" if "date" in fact.data else str(fact.at.astimezone(zone).date()))
            for fact in told.facts
            if fact.kind != "note"
        )
        counts["events"] += len(truth)
        counts["right"] += sum((Counter(truth) & Counter(read)).values())
        counts["invented"] += sum((Counter(read) - Counter(truth)).values())
        if truth != read and shown < show:
            shown += 1
            print(f"  row {number + 2}: the log says {truth}, read as {read}")
    ok = counts["kept"] == counts["rows"] and counts["right"] == counts["events"] and not counts["invented"]
    print(
        f"{log.file}: {counts['kept']} of {counts['rows']} rows kept; {counts['right']} of {counts['events']} events"
        f" with the right day; {counts['invented']} invented; {len(plan.doubts)} doubts: {'met' if ok else 'MISSED'}"
    )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
