"""Times the reading of one mailbox against programs that read the same: `python -m bench.speed`.

Prints medians in seconds, the ratios that the targets speak of, and exits 1 when one is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import mailbox

#: Debian's package for each program that is compared with.
PACKAGES = {"mu": "maildir-utils", "notmuch": "notmuch"}
LARGE, LARGE_PEAK = 2 << 30, 300
#: Python's programs run compiled, as they do once installed.
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(mailbox.CACHE / "bytecode")}
_PARSE_ALL = """
import mailbox, sys
for message in mailbox.mbox(sys.argv[1]):
    for part in message.walk():
        part.get_payload(decode=True)
"""


def seconds(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    """How long a program takes, by the clock on the wall."""
    begun = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **COMPILED, **(environment or {})},
    )
    return time.perf_counter() - begun


def median(measure: Callable[[], float], rounds: int) -> float:
    """The median of some rounds."""
    return statistics.median(measure() for _ in range(rounds))


def onward(source: Path, home: Path) -> float:
    """Read into the journal at home."""
    return seconds([sys.executable, "-m", "onward", "--home", str(home), "read", str(source), "--json"])


def first(source: Path) -> float:
    """Read into a journal that is not there yet."""
    with tempfile.TemporaryDirectory() as folder:
        return onward(source, Path(folder) / "home")


def second(source: Path, rounds: int) -> float:
    """Read once more what is known already."""
    with tempfile.TemporaryDirectory() as folder:
        onward(source, Path(folder) / "home")
        return median(lambda: onward(source, Path(folder) / "home"), rounds)


def cat(source: Path) -> float:
    """Only read the bytes of every file."""
    return seconds(["sh", "-c", 'find "$1"/cur "$1"/new -type f -print0 | xargs -0 cat', "sh", str(source)])


def warm(source: Path) -> None:
    """Bring a file into the system's cache."""
    seconds(["cat", str(source)])


def mu(source: Path) -> float:
    """Index with mu; the making of its empty index is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["mu", "init", f"--muhome={folder}", f"--maildir={source}"], check=True, capture_output=True
        )
        return seconds(["mu", "index", f"--muhome={folder}"])


def notmuch(source: Path) -> float:
    """Index with notmuch."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config"
        settings.write_text(
            f"[database]\npath={folder}/index\nmail_root={source}\n[new]\nignore=done\n[maildir]\nsynchronize_flags=false\n"
        )
        (Path(folder) / "index").mkdir()
        return seconds(["notmuch", "new"], {"NOTMUCH_CONFIG": str(settings)})


def parse_all(source: Path) -> float:
    """Parse with Python's own mailbox and email."""
    return seconds([sys.executable, "-c", _PARSE_ALL, str(source)])


def peak(source: Path) -> float:
    """Megabytes at the highest while an mbox is read, its workers included."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "onward", "--home", f"{folder}/home", "read", str(source), "--json"]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **COMPILED},
            start_new_session=True,
        )
        most = 0.0
        while process.poll() is None:
            most = max(most, _proportional(process.pid))
            time.sleep(0.2)
        if process.returncode:
            raise SystemExit("Reading the large mbox failed.")
        # Where the system shows no proportions: the largest single process.
        return most or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _proportional(session: int) -> float:
    """Megabytes of a session's processes, pages that they share counted once."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int((entry / "stat").read_text().rpartition(")")[2].split()[3]) != session:
                continue
            for line in (entry / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return total / 1024


def there(program: str) -> bool:
    """Whether the program is there, after an attempt to install it."""
    if shutil.which(program) is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", PACKAGES[program]],
                       check=False, capture_output=True)  # fmt: skip
    if shutil.which(program):
        return True
    print(f"{program}: not compared, for it is not installed (Debian's package {PACKAGES[program]}).")
    return False


class Table:
    """The figures, and whether every target was met."""

    def __init__(self) -> None:
        self.met = True

    def figure(self, name: str, value: float, unit: str = "s") -> float:
        """Print one figure."""
        print(f"{name:<44}{value:9.2f} {unit}", flush=True)
        return value

    def ratio(self, name: str, value: float, target: float, at_most: bool = False) -> None:
        """Print one ratio against its target."""
        met = value <= target if at_most else value >= target
        self.met &= met
        bound = "at most" if at_most else "at least"
        print(f"  {name:<42}{value:9.2f} times, {bound} {target:g}: {'met' if met else 'MISSED'}", flush=True)


def run(count: int, rounds: int, large: bool) -> bool:
    """Print all figures; True when every target was met."""
    table = Table()
    box = mailbox.maildir(count)
    print(f"{count:,} messages, median of {rounds}, the files warm in the system's cache")
    cat(box)
    first(mailbox.maildir(100))  # compiles what was changed since
    base = table.figure("Maildir: cat", median(lambda: cat(box), rounds))
    ours = table.figure("Maildir: onward read", median(lambda: first(box), rounds))
    table.ratio("as long as cat", ours / base, 6, at_most=True)
    for program, measure, target in (("mu", mu, 5), ("notmuch", notmuch, 10)):
        if there(program):
            theirs = table.figure(f"Maildir: {program}", median(lambda measure=measure: measure(box), rounds))
            table.ratio(f"faster than {program}", theirs / ours, target)
    again = table.figure("Maildir: onward read, nothing new", second(box, rounds))
    table.ratio("faster than the first reading", ours / again, 5)
    one = mailbox.mbox(count)
    warm(one)
    ours = table.figure("mbox: onward read", median(lambda: first(one), rounds))
    theirs = table.figure("mbox: Python's mailbox and email", median(lambda: parse_all(one), rounds))
    table.ratio("faster than Python's", theirs / ours, 8)
    again = table.figure("mbox: onward read, nothing new", second(one, rounds))
    table.ratio("faster than the first reading", ours / again, 5)
    if large:
        most = table.figure("mbox of 2 GB: peak memory", peak(mailbox.mbox(count, at_least=LARGE)), "MB")
        table.met &= most < LARGE_PEAK
    return table.met


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=mailbox.MESSAGES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", action="store_true", help="also the peak memory on an mbox of 2 GB")
    given = parser.parse_args(arguments)
    return 0 if run(given.messages, given.rounds, given.large) else 1


if __name__ == "__main__":
    sys.exit(main())
