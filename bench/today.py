"""Times Today at 5,000 applications and 50,000 events: its page, and `onward today` from start to end.

`python -m bench.today` prints both medians and exits 1 when one is over its bar.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench import pages

#: Milliseconds at the median: the page, and the command with its start.
PAGE_BAR, COMMAND_BAR = 100, 500
_ROUNDS = 15


def run(rounds: int = _ROUNDS) -> tuple[float, float]:
    """The medians of the page and of the command in milliseconds, in a journal made for it."""
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
        page = pages._median(lambda: pages._open(browser, "/"), rounds)
        connection.close()
        # As it is once installed: with compiled modules, which the first call leaves behind.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"

        def command() -> None:
            arguments = [sys.executable, "-m", "onward", "today", "--json"]
            subprocess.run(arguments, env=environment, check=True, capture_output=True)

        command()
        return page, _median(command, rounds)


def _median(call: object, rounds: int) -> float:
    times = []
    for _round in range(rounds):
        begun = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main() -> int:
    """Print both."""
    page, command = run()
    print(
        f"Today at {pages.APPLICATIONS:,} applications and {pages.EVENTS:,} events, median of {_ROUNDS}, in milliseconds:"
    )
    for name, median, bar in (("page", page, PAGE_BAR), ("onward today", command, COMMAND_BAR)):
        print(f"  {median:7.1f}  {name}{'' if median < bar else f'   over the bar of {bar}'}")
    return int(page >= PAGE_BAR or command >= COMMAND_BAR)


if __name__ == "__main__":
    sys.exit(main())
