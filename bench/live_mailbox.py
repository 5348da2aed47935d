"""Measures reading a mailbox on a server: `python -m bench.live_mailbox`, against a Dovecot of its own on loopback.

Twenty thousand messages with one search of sixty applications in them, in three folders. The journal that comes of it
must be the one that comes of the same messages in a file; at most 15 % of the mailbox's bytes may come over the line,
commands and answers counted; a second reading may ask for the headers of new messages only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bench import dovecot
from bench.dovecot import PASSWORD, USER, Dovecot
from bench.mailbox import _Ordinary
from bench.proxy import Proxy, between
from bench.searches import search

MESSAGES = 20_000
SHARE = 0.15
_SET_UP = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "onward.settings"
from onward.commands import journal
journal.prepare()
from onward.mailbox import actions
from onward.people.owner import local_owner
given, password = json.loads(sys.argv[1])
actions.set_up(local_owner(), given, {"password": password})
"""


def boxes(count: int, size: int = 60, seed: int = 1) -> dict[str, list[bytes]]:
    """Folder → its messages: a search, its sent mail apart, spread evenly among ordinary mail."""
    found = search(seed, size)
    swap = (found.me.address.encode(), USER.encode())
    of_search = [
        (raw.replace(*swap), true.outgoing) for raw, true in zip(found.messages, found.truth, strict=True)
    ]
    ordinary = _Ordinary(Random(f"live {seed}"))
    made: dict[str, list[bytes]] = {"INBOX": [], "Sent": [], "Archive": []}
    due = 0.0
    sent = 0
    for number in range(count):
        due += len(of_search) / count
        if sent < min(int(due + 1e-9), len(of_search)):
            raw, own = of_search[sent]
            sent += 1
            made["Sent" if own else "INBOX"].append(raw)
        else:
            made["Archive" if number % 3 == 0 else "INBOX"].append(ordinary.one(number))
    # As they lie on servers: every line ends with CRLF.
    return {name: [_crlf(raw) for raw in raws] for name, raws in made.items()}


def as_mbox(folders: dict[str, list[bytes]], place: Path) -> Path:
    """All of them in one file."""
    with place.open("wb") as file:
        for raw in (raw for raws in folders.values() for raw in raws):
            body = raw.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
            file.write(b"From - Thu Jan  1 00:00:00 2026\n" + body.rstrip(b"\n") + b"\n\n")
    return place


def onward(home: Path, *arguments: str) -> str:
    """What a command prints; secrets go into the journal's folder and no keyring."""
    done = subprocess.run(
        [sys.executable, "-m", "onward", "--home", str(home), *arguments],
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def set_up(home: Path, port: int) -> None:
    """Set the mailbox up in a journal, as the page does."""
    given = {
        "address": USER,
        "host": "127.0.0.1",
        "port": port,
        "security": "plain",
        "login": USER,
        "sign_in": "password",
    }
    subprocess.run(
        [sys.executable, "-c", _SET_UP, json.dumps([given, PASSWORD])], check=True,
        env={**os.environ, "ONWARD_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )  # fmt: skip


def board(home: Path) -> list[str]:
    """What the journal shows of every application, without its numbers."""
    rows = json.loads(onward(home, "applications", "--json"))
    for row in rows:
        del row["id"]
        row["events"] = [{key: one[key] for key in ("kind", "at", "message_id")} for one in row["events"]]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def measure(server: Dovecot, proxy: Proxy, folders: dict[str, list[bytes]], place: Path) -> bool:
    """Print the figures; True when every target was met."""
    total = sum(len(raw) for raws in folders.values() for raw in raws)
    n = sum(map(len, folders.values()))
    for name, raws in folders.items():
        server.deliver(raws, name)
    flags = server.flags()
    print(f"{n:,} messages, {total:,} bytes", flush=True)
    home, other = place / "live", place / "file"
    set_up(home, proxy.port)
    proxy.received = proxy.sent = 0
    begun = time.perf_counter()
    said = json.loads(onward(home, "sync", "--json"))
    share = proxy.received / total
    seconds = time.perf_counter() - begun
    print(
        f"first: {seconds:.1f} s, {proxy.received:,} bytes fetched ({share:.1%}, at most {SHARE:.0%}), {proxy.sent:,} sent"
    )
    print(f"       {said['mailboxes'][0]['examined']:,} examined, {said['mailboxes'][0]['kept']:,} kept")
    begun = time.perf_counter()
    onward(other, "read", str(as_mbox(folders, place / "all.mbox")), "--me", USER, "--json")
    print(f"the same as an mbox: {time.perf_counter() - begun:.1f} s")
    live, read = board(home), board(other)
    same = live == read
    print(f"the same board: {'yes' if same else 'NO'}")
    for name, rows in (("mailbox", set(live) - set(read)), ("file", set(read) - set(live))):
        for row in sorted(rows)[:3]:
            print(f"       by the {name} alone: {row}")
    proxy.received = 0
    begun = time.perf_counter()
    onward(home, "sync", "--json")
    again = proxy.received
    print(f"second, nothing new: {time.perf_counter() - begun:.1f} s, {again:,} bytes")
    new = [_Ordinary(Random("new")).one(number) for number in range(50)]
    server.deliver(new)
    proxy.received = 0
    onward(home, "sync", "--json")
    print(f"third, 50 new messages of {sum(map(len, new)):,} bytes: {proxy.received:,} bytes")
    untouched = flags.items() <= server.flags().items()
    print(f"every flag as before: {'yes' if untouched else 'NO'}")
    return same and share <= SHARE and again < 20_000 and untouched


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--applications", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    if not dovecot.installed():
        print("Dovecot: not measured, for it is not installed (Debian's package dovecot-imapd).")
        return 0
    folders = boxes(given.messages, given.applications, given.seed)
    with (
        tempfile.TemporaryDirectory() as place,
        dovecot.running() as server,
        between(server.plain) as proxy,
    ):
        return 0 if measure(server, proxy, folders, Path(place)) else 1


def _crlf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


if __name__ == "__main__":
    sys.exit(main())
