"""Times the page of insights at 5,000 applications, in a throwaway journal.

`python -m bench.insights_page` prints, as medians in milliseconds of processor: the facts as they are read, every figure of the page
after that, the whole page, and one comparison. It exits with 1 when the figures take longer than the bar.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from bench.pages import APPLICATIONS, EVENTS, fill

#: Milliseconds for every figure of the page once the facts are read.
BAR = 300
_ROUNDS = 7


def run(applications: int = APPLICATIONS, events: int = EVENTS, rounds: int = _ROUNDS) -> dict[str, float]:
    """The medians in milliseconds, in a journal made for it."""
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as home:
        os.environ["ONWARD_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client

        from onward.people.owner import local_owner
        from onward.statistics import facts
        from onward.statistics.insights import Insights, as_json

        call_command("migrate", verbosity=0)
        owner = local_owner()
        fill(owner, applications, events)
        courses, today = facts.courses(owner), facts.day(owner)
        browser = Client(headers={"host": "127.0.0.1"})
        browser.force_login(owner)

        def figures() -> None:
            from onward.statistics import flow, sections, sections_said, sections_waiting

            found = Insights(courses, today)
            sections.of_flow(flow.flow(courses), len(courses))
            sections.of_steps(found)
            sections_waiting.of_waiting(found)
            sections_waiting.of_channels(found)
            sections_said.of_reasons(found)
            sections_said.of_hope(found)
            found.horizon()
            assert found.still_waiting is not None

        def compared() -> None:
            found = Insights(courses, today)
            for question in found.cases:
                found.comparison(question)
                break

        medians = {
            "facts": _median(lambda: facts.courses(owner), rounds),
            "figures": _median(figures, rounds),
            "one comparison": _median(compared, rounds),
            "all as JSON": _median(lambda: as_json(Insights(courses, today)), rounds),
            "page": _median(lambda: browser.get("/insights/"), rounds),
        }
        connection.close()
    return medians


def _median(call: Callable[[], object], rounds: int) -> float:
    call()
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        call()
        taken.append(1000 * (time.process_time() - begin))
    return statistics.median(taken)


def main() -> int:
    """Print the medians; 1 when the figures are over the bar."""
    medians = run()
    for name, taken in medians.items():
        print(f"{name:>16} {taken:7.0f} ms")
    return int(medians["figures"] > BAR)


if __name__ == "__main__":
    sys.exit(main())
