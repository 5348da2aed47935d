"""Whole invented job searches as mailboxes, with the truth about every application and every message."""

from datetime import UTC, datetime, timedelta
from random import Random

from bench.fates import fate
from bench.invented import Employer, employers, person, role
from bench.telling import Teller
from bench.truth import Plan, Search, Told, finished

CHANNELS = {"direct": 42, "direct mail": 12, "linkedin": 18, "indeed": 9, "referral": 6, "recruiter": 13}


def search(seed: int, size: int = 60, *, unrelated: float = 2.0, days: int = 240) -> Search:
    """A search of about `size` applications over `days`, with `unrelated` other mails for each of them."""
    random = Random(seed)
    me = person(random, "example.org")
    second = f"{me.first.lower()}{random.randint(10, 99)}@example.net"
    start = datetime(2025, random.randint(1, 6), 1, 8, tzinfo=UTC)
    end = start + timedelta(days=days)
    told: list[Told] = []
    teller = Teller(random, me, second)
    plans = _plans(random, size, start, days)
    for plan in plans:
        told += teller.tell(plan, fate(random, plan.channel), end)
    told += teller.noise(int(size * unrelated), start, days)
    told.sort(key=lambda one: one.truth.at)
    return finished(me, (me.address, second), end, told, plans)


def _plans(random: Random, size: int, start: datetime, days: int) -> list[Plan]:
    firms = employers(random, max(4, int(size * 0.8)))
    agencies = [person(random, f"{name}-recruitment.example") for name in ("brightpath", "halden")]
    numbers = iter(range(10_000))
    plans: list[Plan] = []

    def add(employer: Employer, title: str, begins: datetime, channel: str, *, crowded: bool) -> None:
        style = random.choice(("R-{}", "{}", "REQ{}", "2025/{}"))
        number = style.format(random.randint(1000, 99999)) if random.random() < 0.5 else ""
        agency = random.choice(agencies)
        plans.append(Plan(next(numbers), employer, title, number, channel, begins, agency, crowded))

    for firm in firms:
        if len(plans) >= size:
            break
        begins = start + timedelta(minutes=random.randint(0, days * 1440))
        several = random.random() < 0.16
        channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        first = role(random, firm.language)
        add(firm, first, begins, channel, crowded=several)
        if several:
            gap = timedelta(minutes=random.choice((random.randint(4, 60), random.randint(1440, 60 * 1440))))
            other = next(
                (
                    title
                    for _ in range(20)
                    if (title := role(random, firm.language)) not in (first, f"Senior {first}")
                    and first != f"Senior {title}"
                ),
                first,
            )
            add(firm, other, begins + gap, channel if channel != "recruiter" else "direct", crowded=True)
        elif random.random() < 0.05:
            later = begins + timedelta(days=random.randint(150, 200))
            add(firm, first, later, "direct", crowded=False)
    return plans
