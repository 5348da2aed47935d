"""Times Today and the list at 5,000 applications and 50,000 events: the page, `onward today`, `onward applications --json`.

The commands are timed from their start to their end, twice over: by the wall, and by what they ask of a processor, which
tells the same on a machine that is busy with other things. `python -m bench.today` prints the medians and exits 1 when a
processor's time is over its bar.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

from bench import pages

#: Milliseconds at the median: the page, and a command with its start.
PAGE_BAR, COMMAND_BAR = 100, 500
_ROUNDS = 15
_COMMANDS = (("today", "--json"), ("today",), ("applications", "--json"))


class Timed(NamedTuple):
    """Medians in milliseconds: of a processor's time, and by the wall."""

    name: str
    processor: float
    wall: float
    bar: int


def run(rounds: int = _ROUNDS) -> list[Timed]:
    """The medians of the page and of the commands, in a journal made for it."""
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as home:
        os.environ["ONWARD_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        from onward.people.owner import local_owner

        call_command("migrate", verbosity=0)
        owner = local_owner()
        pages.fill(owner, pages.APPLICATIONS, pages.EVENTS)
        browser = Client(headers={"host": "127.0.0.1"})
        browser.force_login(owner)
        timed = [
            _timed("the page", lambda: pages._open(browser, "/"), rounds, resource.RUSAGE_SELF, PAGE_BAR)
        ]
        connection.close()
        # As it is once installed: with compiled modules, which the first call leaves behind.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"

        def command(words: tuple[str, ...]) -> None:
            arguments = [sys.executable, "-m", "onward", *words]
            subprocess.run(arguments, env=environment, check=True, capture_output=True)

        for words in _COMMANDS:
            name = f"onward {' '.join(words)}"
            timed.append(
                _timed(
                    name, lambda words=words: command(words), rounds, resource.RUSAGE_CHILDREN, COMMAND_BAR
                )  # type: ignore[misc]
            )
        return timed


def _timed(name: str, call: Callable[[], None], rounds: int, whose: int, bar: int) -> Timed:
    call()  # templates are read and modules compiled once
    walls, processors = [], []
    for _round in range(rounds):
        begun, before = time.perf_counter(), resource.getrusage(whose)
        call()
        after = resource.getrusage(whose)
        walls.append(1000 * (time.perf_counter() - begun))
        processors.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return Timed(name, statistics.median(processors), statistics.median(walls), bar)


def main() -> int:
    """Print all."""
    found = run()
    print(
        f"At {pages.APPLICATIONS:,} applications and {pages.EVENTS:,} events, median of {_ROUNDS}, in milliseconds:\n"
        "  processor     wall"
    )
    for one in found:
        over = f"   over the bar of {one.bar}" if one.processor >= one.bar else ""
        print(f"  {one.processor:9.1f} {one.wall:8.1f}  {one.name}{over}")
    return int(any(one.processor >= one.bar for one in found))


if __name__ == "__main__":
    sys.exit(main())
