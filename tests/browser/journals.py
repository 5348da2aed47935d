"""Small journals whose content does not depend on how well mail is understood: `python -m … NAME` fills one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from onward.commands import journal

if TYPE_CHECKING:
    from onward.people.models import User


def answers(owner: User) -> None:
    """Nordlicht confirmed on 2 April 2024 and said no on the 6th; Corvo Foods confirmed, then invited."""
    from onward.applications.actions import create_application
    from onward.applications.stages import Fact
    from tests.mail.pages.conftest import mail

    said = {
        "acknowledgement": ("acknowledged", "We have received your application."),
        "rejection": ("rejected", "We have decided to move forward with other candidates."),
        "interview": ("interview", "We would like to invite you to an interview."),
    }
    for company, day, kinds in (
        ("Nordlicht", 32, ("acknowledgement", "rejection")),
        ("Corvo Foods", 34, ("acknowledgement", "interview")),
    ):
        facts = []
        for number, kind in enumerate(kinds):
            fact, words = said[kind]
            one = mail(
                owner, f"Dear Mira,\n\n{words}\n\n{company}", kind=kind, day=day + 4 * number, company=company,
                subject=f"{kind} from {company}", evidence=[words],
            )  # fmt: skip
            facts.append(Fact(fact, one.at, "mail", one.pk, {"quote": words}))
        create_application(owner, {"company": company, "role": "Cook"}, facts, "mail")


def doubts(owner: User) -> None:
    """Eight mails wait for an answer; every other one has a suggestion."""
    from tests.mail.pages.conftest import application, mail, question

    for number in range(8):
        words = f"We would like to meet you in room {number}."
        one = mail(
            owner, f"Dear Mira. {words} Best wishes.", kind="interview", day=number, company=f"Firm {number}",
            subject=f"Our talk {number}", evidence=[words], filed=False,
        )  # fmt: skip
        question(one, *([application(owner, f"Firm {number}")] if number % 2 else []))


def noes(owner: User) -> None:
    """Four employers said no: three with the same words, Corvo Foods with a reason after a talk."""
    from onward.applications.actions import create_application
    from onward.applications.stages import Fact
    from tests.applications.conftest import day
    from tests.mail.pages.conftest import mail

    same = "After careful consideration, we have decided to move forward with other candidates."
    why = "We cannot sponsor a visa for this role, so we are not able to go on."
    for number, (company, words, kinds) in enumerate(
        (
            ("Nordlicht", same, ("applied",)),
            ("Helvika", same, ("applied",)),
            ("Quillon", same, ("applied",)),
            ("Corvo Foods", why, ("applied", "interview")),
        )
    ):
        text = (
            f"Dear Mira,\n\nThank you for your interest in {company}.\n\n{words}\n\nKind regards\n{company}"
        )
        one = mail(
            owner, text, kind="rejection", day=20 + number, company=company, evidence=[words], language="en"
        )
        facts = [Fact(kind, day(4 * place), "mail") for place, kind in enumerate(kinds)]
        facts.append(Fact("rejected", one.at, "mail", one.pk, {"quote": words}))
        create_application(owner, {"company": company, "role": "Cook"}, facts, "mail")


def days(owner: User) -> None:
    """The last day of the sample: a talk tomorrow with Nordlicht, a task from Corvo Foods, silence, a plan for the week."""
    from datetime import date, timedelta

    from onward import sample
    from onward.applications.actions import create_application
    from onward.applications.stages import Fact
    from onward.base import clock
    from onward.plan import actions as plan

    clock.travel_to(sample.AS_OF)
    now = clock.now()
    talk = (now + timedelta(days=1)).replace(hour=13, minute=0).isoformat()
    invited = Fact("interview", now - timedelta(days=4), "mail", None, {"interview_at": talk})
    told = {
        "Nordlicht": [Fact("applied", now - timedelta(days=20)), invited],
        "Corvo Foods": [
            Fact("applied", now - timedelta(days=9)),
            Fact("assessment", now - timedelta(days=2)),
        ],
        "Helvika": [Fact("applied", now - timedelta(days=40))],
        "Quillon": [Fact("applied", now - timedelta(days=44))],
        "Ostra Shipping": [
            Fact("applied", now - timedelta(days=70)),
            Fact("interview", now - timedelta(days=60), "hand"),
            Fact("rejected", now - timedelta(days=50)),
        ],
    }
    for company, facts in told.items():
        create_application(owner, {"company": company, "role": "Cook"}, facts, "mail")
    today: date = plan.queries.day_of(owner)
    block = {
        "what": "Rewrite the summary",
        "on": f"{today}",
        "time": "14:00",
        "where": "Library",
        "minutes": 45,
    }
    plan.plan_week(
        owner,
        plan.queries.this_monday(owner),
        [block],
        [{"if": "it rains", "then": "I write at home"}],
        10,
        5,
    )


def hard(owner: User) -> None:
    """A hard day: four noes, one of them after two talks."""
    from datetime import timedelta

    from onward.applications.actions import create_application
    from onward.applications.stages import Fact
    from onward.base import clock

    days(owner)
    now = clock.now()
    for number, company in enumerate(("Tamarind Labs", "Fennick", "Halden Marine", "Brannigan")):
        talks = [Fact("interview", now - timedelta(days=9), "hand")] if number == 0 else []
        ended = Fact("rejected", now - timedelta(hours=2 + number))
        facts = [Fact("applied", now - timedelta(days=30)), *talks, ended]
        create_application(owner, {"company": company, "role": "Cook"}, facts, "mail")


if __name__ == "__main__":
    journal.prepare()
    from onward.people.owner import local_owner

    {"answers": answers, "doubts": doubts, "noes": noes, "days": days, "hard": hard}[sys.argv[1]](
        local_owner()
    )
