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


if __name__ == "__main__":
    journal.prepare()
    from onward.people.owner import local_owner

    {"answers": answers, "doubts": doubts, "noes": noes}[sys.argv[1]](local_owner())
