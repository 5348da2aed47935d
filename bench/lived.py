"""Whole invented mailboxes, each written by hand as one life: `python -m bench.lived` reads them and compares.

Each folder of bench/lived holds a person's mail of some months (mail.txt), their addresses (me.txt), the applications with
what became of them and the numbers of their mails (truth.tsv), and the kind of every mail that is about a search
(kinds.tsv; "own" is what the person sent). Their writers had seen nothing of the program. They go through `onward read`
into a journal of their own, and through `onward read --dry-run`. Those of bench/lived_own_words (`--folder`) were written by
people who were told to avoid what such mail usually says: they are much harder than life is.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from bench.accuracy import same_name, same_role

LIVED = Path(__file__).parent / "lived"
_FIELD = "^{}:[ ]*(.+)"


@dataclass(frozen=True)
class Life:
    """A mailbox: its mails by number, the kinds of those that are about the search, and the applications."""

    name: str
    mails: dict[int, str]
    addresses: list[str]
    kinds: dict[int, str]
    applications: list[list[str]]

    def identity(self, number: int) -> str:
        return (_field(self.mails[number], "Message-ID") or "").strip("<>")

    @property
    def as_of(self) -> datetime:
        return max(parsedate_to_datetime(_field(mail, "Date") or "") for mail in self.mails.values())


def lives(folder: Path) -> Iterator[Life]:
    """The mailboxes of a folder."""
    for place in sorted(path.parent for path in folder.glob("*/mail.txt")):
        parts = re.split(r"^=== (\d+)\s*\n", (place / "mail.txt").read_text(), flags=re.M)[1:]
        rows = [line.split("\t") for line in (place / "truth.tsv").read_text().splitlines() if line.strip()]
        kinds = [line.split("\t") for line in (place / "kinds.tsv").read_text().splitlines() if line.strip()]
        yield Life(
            place.name,
            {int(number): mail for number, mail in zip(parts[::2], parts[1::2], strict=True)},
            re.findall(r"[\w.+-]+@[\w.-]+", (place / "me.txt").read_text()),
            {int(row[0]): row[1].strip() for row in kinds if row[0].isdigit()},
            [row for row in rows if row[0] != "id"],
        )


def _field(mail: str, name: str) -> str | None:
    found = re.search(_FIELD.format(name), mail.partition("\n\n")[0], re.M | re.I)
    return found[1].strip() if found else None


def as_mbox(life: Life) -> bytes:
    """The mailbox as a file."""
    made = []
    for mail in life.mails.values():
        head, _, body = mail.partition("\n\n")
        lines = [line for line in head.splitlines() if not re.match(r"(?i)(mime-version|content-)", line)]
        kind = "html" if body.lstrip().startswith("<") else "plain"
        lines += ["MIME-Version: 1.0", f"Content-Type: text/{kind}; charset=utf-8"]
        raw = ("\n".join(lines) + "\n\n" + body.strip() + "\n").encode().replace(b"\nFrom ", b"\n>From ")
        made.append(b"From - Thu Jan  1 00:00:00 2026\n" + raw + b"\n")
    return b"".join(made)


def read(life: Life, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The applications of its journal, and what the dry run says of each mail."""
    box = folder / "life.mbox"
    box.write_bytes(as_mbox(life))
    me = [part for address in life.addresses for part in ("--me", address)]
    base = [sys.executable, "-m", "onward", "--home", str(folder / "home"), "--as-of", life.as_of.isoformat()]
    subprocess.run([*base, "read", str(box), *me], check=True, capture_output=True)
    listed = subprocess.run([*base, "applications", "--json"], check=True, capture_output=True)
    dry = subprocess.run(
        [*base, "read", "--dry-run", "--json", str(box), *me], check=True, capture_output=True
    )
    return json.loads(listed.stdout), [json.loads(line) for line in dry.stdout.splitlines()]


def compare(
    life: Life, found: list[dict[str, Any]], said: list[dict[str, Any]], faults: bool
) -> Counter[str]:
    """Counts of what is right and what is wrong."""
    total: Counter[str] = Counter()
    place: dict[str, set[int]] = defaultdict(set)
    for row in found:
        for event in row["events"]:
            if event["message_id"]:
                place[event["message_id"].strip("<>")].add(row["id"])
    by_id = {row["id"]: row for row in found}
    used: Counter[int] = Counter()
    for _name, company, role, status, stage, numbers in life.applications:
        ids = [life.identity(int(number)) for number in numbers.split(",")]
        votes = Counter(number for one in ids for number in place.get(one, ()))
        total["applications"] += 1
        total["messages"] += len(ids)
        if not votes:
            total["applications not found"] += 1
            continue
        best = votes.most_common(1)[0][0]
        used[best] += 1
        row = by_id[best]
        shown = "open" if row["status"] == "silent" else row["status"]
        names = {"company": (company, same_name), "role": (role, same_role)}
        right = {
            "found once": len(votes) == 1 and used[best] == 1,
            "status right": shown == status,
            "stage right": row["furthest_stage"] == stage,
            **{
                f"{name} right": bool(row[name] and meant and same(row[name], meant))
                or not (row[name] or meant)
                for name, (meant, same) in names.items()
            },
        }
        total.update(name for name, ok in right.items() if ok)
        total.update(f"{name} wrong" for name in names if row[name] and not right[f"{name} right"])
        total["messages right"] += sum(best in place.get(one, ()) for one in ids)
        if faults and not all(right.values()):
            wrong = [name for name, ok in right.items() if not ok]
            print(f"{life.name}: {company} / {role}: not {wrong}; {row['company']} / {row['role']}, {shown}")
    total["applications that are none"] += len(found) - len(used)
    for number, line in zip(life.mails, said, strict=True):
        kind = life.kinds.get(number, "other")
        if kind == "own":
            continue
        total["mails"] += 1
        total["kinds right"] += line["kind"] == kind
        total["asked about"] += bool(line["needs_review"])
        total["sure and right"] += not line["needs_review"] and line["kind"] == kind
        total["rejections"] += kind == "rejection"
        total["rejections found"] += kind == line["kind"] == "rejection"
        total["said to be rejections"] += line["kind"] == "rejection"
        if faults and line["kind"] != kind:
            print(f"{life.name}: {number} is {kind}, read as {line['kind']}: {line['subject']}")
    return total


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=LIVED)
    options.add_argument("names", nargs="*", help="only these mailboxes")
    options.add_argument("--faults", action="store_true", help="name what is wrong")
    chosen = options.parse_args()
    total: Counter[str] = Counter()
    for life in lives(chosen.folder):
        if chosen.names and life.name not in chosen.names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            total += compare(life, *read(life, Path(folder)), chosen.faults)
    n, sure = total["applications"], total["mails"] - total["asked about"]
    print(f"{n} applications, {total['messages']} messages of theirs, {total['mails']} mails that came in")
    for name, of in (
        *((f"{one} right", n) for one in ("status", "stage", "company", "role")),
        *((f"{one} wrong", n) for one in ("company", "role")),
        ("found once", n),
        ("messages right", total["messages"]),
        ("kinds right", total["mails"]),
        ("asked about", total["mails"]),
        ("sure and right", sure),
        ("rejections found", total["rejections"]),
    ):
        print(f"{name}: {total[name]} of {of}, {total[name] / max(1, of):.3f}")
    print(f"said to be rejections: {total['said to be rejections']}", end="; ")
    print(
        f"applications not found: {total['applications not found']}, that are none:"
        f" {total['applications that are none']}"
    )


if __name__ == "__main__":
    main()
