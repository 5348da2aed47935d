"""A whole search from its mailbox: `python -m bench.whole` reads invented searches and compares with their truth.

Each mailbox goes through `onward read` into a journal of its own, and `onward applications --json` is compared with
what is true: applications found exactly once, messages on the right application, final status, furthest stage, and
the names of employer and role as `bench.accuracy` compares them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from bench.accuracy import same_name, same_role
from bench.searches import search
from bench.truth import Search


def read(one: Search, folder: Path) -> list[dict[str, object]]:
    """The applications of the journal made from a search's mailbox."""
    box = folder / "search.mbox"
    with box.open("wb") as file:
        for raw in one.messages:
            body = raw.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
            file.write(b"From - Thu Jan  1 00:00:00 2026\n" + body.rstrip(b"\n") + b"\n\n")
    base = [sys.executable, "-m", "onward", "--home", str(folder / "home"), "--as-of", one.as_of.isoformat()]
    me = [part for address in one.addresses for part in ("--me", address)]
    subprocess.run([*base, "read", str(box), *me], check=True, capture_output=True)
    listed = subprocess.run([*base, "applications", "--json"], check=True, capture_output=True)
    return json.loads(listed.stdout)


def compare(one: Search, found: list[dict[str, object]]) -> Counter[str]:
    """Counts of what is right and what is wrong."""
    total: Counter[str] = Counter()
    place: dict[str, set[int]] = defaultdict(set)
    by_id = {int(row["id"]): row for row in found}
    for row in found:
        for event in row["events"]:
            place[event["message_id"] or _moment(datetime.fromisoformat(event["at"]))].add(int(row["id"]))
    used: Counter[int] = Counter()
    for true in one.applications:
        told = [one.truth[number] for number in true.messages]
        ids = [message.message_id or _moment(message.at) for message in told]
        votes = Counter(number for identifier in ids for number in place.get(identifier, ()))
        total["applications"] += 1
        if not votes:
            total["applications not found"] += 1
            continue
        best = votes.most_common(1)[0][0]
        used[best] += 1
        total["found once"] += len(votes) == 1 and used[best] == 1
        total["messages"] += len(ids)
        total["messages right"] += sum(best in place.get(identifier, ()) for identifier in ids)
        total["messages unfiled"] += sum(not place.get(identifier) for identifier in ids)
        row = by_id[best]
        shown = "open" if row["status"] == "silent" else row["status"]
        truth = "open" if true.status == "silent" else true.status
        total["status right"] += shown == truth
        total["stage right"] += row["furthest_stage"] == true.furthest_stage
        for name, same in (("company", same_name), ("role", same_role)):
            said, meant = str(row[name] or ""), getattr(true, name)
            total[f"{name} right"] += bool(said and meant and same(said, meant))
            total[f"{name} wrong"] += bool(said and not (meant and same(said, meant)))
        if shown != truth:
            total[f"status {truth} shown as {shown}"] += 1
    total["extra applications"] += len(found) - len(used)
    return total


def _moment(at: datetime) -> str:
    """What stands for a message that has no Message-ID: when it was sent."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", default="9000-9004", help="first-last")
    options.add_argument("--size", type=int, default=60)
    chosen = options.parse_args()
    first, last = map(int, chosen.seeds.split("-"))
    total: Counter[str] = Counter()
    for seed in range(first, last + 1):
        one = search(seed, chosen.size)
        with tempfile.TemporaryDirectory() as folder:
            total += compare(one, read(one, Path(folder)))
    n = total["applications"]
    print(f"{last - first + 1} searches, {n} applications, {total['messages']} of their messages")
    for name, of in (
        ("found once", n),
        ("messages right", total["messages"]),
        ("status right", n),
        ("stage right", n),
        ("company right", n),
        ("company wrong", n),
        ("role right", n),
        ("role wrong", n),
    ):
        print(f"{name}: {total[name] / max(1, of):.3f}")
    print({name: number for name, number in total.items() if name not in ("applications", "messages")})


if __name__ == "__main__":
    main()
