"""Times the pages of the record at 5,000 applications and 50,000 events, in a throwaway journal.

`python -m bench.pages` prints the median of each page in milliseconds and exits 1 when one is over the bar.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from onward.people.models import User

APPLICATIONS, EVENTS = 5_000, 50_000
#: Milliseconds at the median.
BAR = 100
_ROUNDS = 15
_EMPLOYERS = ("Nordlicht", "Corvo Foods", "Tamarind Labs", "Helvika", "Quillon", "Ostra Shipping", "Fennick")
_KINDS = ("acknowledged", "update", "note", "assessment", "interview", "feedback")
_ROLES = ("Data analyst", "Support engineer", "Product manager", "Technical writer", "Project assistant")


def run(rounds: int = _ROUNDS) -> dict[str, float]:
    """The median of each page in milliseconds, in a journal made for it."""
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
        pages = addresses(fill(owner, APPLICATIONS, EVENTS))
        browser = Client(headers={"host": "127.0.0.1"})
        browser.force_login(owner)
        medians = {
            name: _median(lambda path=path: _open(browser, path), rounds) for name, path in pages.items()
        }
        connection.close()
    return medians


def addresses(application: int) -> dict[str, str]:
    """The pages that are timed, by name."""
    return {
        "list": "/applications/",
        "list, searched": "/applications/?q=analyst+lisbon&status=silent&sort=company",
        "list, last page": "/applications/?sort=-furthest_stage&page=100",
        "board": "/applications/board/",
        "application": f"/applications/{application}/",
        "move": f"/applications/{application}/move/?q=corvo",
        "rejections": "/rejections/",
        "rejections, searched": "/rejections/?q=corvo&page=3",
    }


def fill(owner: User, applications: int, events: int, seed: int = 7) -> int:
    """Make an invented search of that size; returns the application with the most entries."""
    from onward.applications.actions import Filing, record_many
    from onward.applications.lines import Detail
    from onward.applications.stages import Fact
    from onward.base import clock

    dice = random.Random(seed)
    now = clock.now()
    weights = [dice.expovariate(1) for _number in range(applications)]
    share = (events - applications) / sum(weights)
    filings = []
    for number, weight in enumerate(weights):
        day = now - timedelta(days=dice.uniform(0, 700))
        name = {
            "company": f"{dice.choice(_EMPLOYERS)} {number % 900}",
            "role": dice.choice(_ROLES),
            "location": dice.choice(("Lisbon", "Utrecht", "")),
            "channel": dice.choice(("direct", "referral", "job board", "")),
        }
        kinds = dice.choices(_KINDS, (6, 4, 4, 2, 2, 1), k=round(weight * share))
        if kinds and dice.random() < 0.6:
            kinds[-1] = "rejected"
        facts = [Fact("applied", day, "mail", number * 1000)]
        for count, kind in enumerate(kinds, start=1):
            at = min(day + timedelta(days=dice.uniform(0, 60)), now)
            facts.append(Fact(kind, at, "mail", number * 1000 + count, {"quote": "This is where it stands."}))
        filings.append(Filing(None, facts, [Detail(name, day)]))
    filed = record_many(owner, filings, "Filed an invented search")
    fullest = max(range(applications), key=lambda number: len(filings[number].facts))
    return filed.applications[fullest]


def _open(browser: Client, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")


def _median(call: Callable[[], None], rounds: int) -> float:
    times = []
    call()  # templates are read once
    for _round in range(rounds):
        begun = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main() -> int:
    """Print the medians."""
    medians = run()
    print(
        f"Pages at {APPLICATIONS:,} applications and {EVENTS:,} events, median of {_ROUNDS}, in milliseconds:"
    )
    for name, median in medians.items():
        print(f"  {median:7.1f}  {name}{'' if median < BAR else f'   over the bar of {BAR}'}")
    return int(any(median >= BAR for median in medians.values()))


if __name__ == "__main__":
    sys.exit(main())
