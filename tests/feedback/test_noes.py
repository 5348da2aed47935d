"""What noes say of the person on the page of feedback: alike comparisons gathered, comments proposed, permits left alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onward.feedback import noes, queries
from onward.people.models import User

from ..rejections.noes import no

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]

CHOSE = (
    "They went for the other one of you two, who has worked with {} data.",
    "The candidate ahead of you has worked with {} tables for years.",
    "We decided for a candidate who has insured {} before.",
)
THINGS = ("orchard", "tide", "barges")
COMMENT = "Your answers on data protection were excellent; for future panels, a short example with tenants would help."


def by_hand(owner: User, company: str, text: str, **fields: object) -> None:
    no(owner, company, text, sender=f"ana@{company.lower()}.example", name=f"Ana {company}", **fields)


def main(browser: Client) -> str:
    page = browser.get("/feedback/").content.decode()
    return page[page.index("<main") : page.index("</main>")]


def test_three_employers_that_chose_alike_are_gathered_with_their_words(
    signed_in: Client, owner: User
) -> None:
    for company, words, thing in zip(("Nordlicht", "Corvo"), CHOSE, THINGS, strict=False):
        by_hand(owner, company, words.format(thing))
    page = main(signed_in)
    assert "What they chose instead" not in page
    assert "What the one they chose had" in page
    by_hand(owner, "Helvika", CHOSE[2].format(THINGS[2]))
    page = main(signed_in)
    gathered = page[page.index('id="chosen"') :]
    assert '<span class="chip">3 employers</span>' in gathered
    for words, thing in zip(CHOSE, THINGS, strict=True):
        assert page.count(words.format(thing)) == 1
    assert "Make a lesson of it" in gathered
    assert "What some would like to see more of" not in page


def test_two_spellings_of_an_employer_and_a_template_are_no_three(owner: User) -> None:
    by_hand(owner, "Nordlicht", CHOSE[0].format("orchard"))
    by_hand(owner, "Nordlicht GmbH", CHOSE[1].format("tide"), role="Buyer")
    no(owner, "Corvo", CHOSE[2].format("barges"))
    signals = noes.chosen(owner)
    assert len(signals) == 2
    assert signals[0].identities & signals[1].identities == {"company:nordlicht"}


def test_a_comment_beside_a_no_is_proposed_as_feedback(signed_in: Client, owner: User) -> None:
    by_hand(
        owner,
        "Nordlicht",
        f"We have offered the post to a colleague.\n\n{COMMENT}",
        told="applied@0 interview@9",
    )
    by_hand(owner, "Corvo", "We have offered the post to somebody else.\n\nAll the best to you.")
    page = main(signed_in)
    assert "wrote what they thought. Keep it as feedback?" in page
    assert [one.application.company for one in queries.waiting(owner)] == ["Nordlicht"]


def test_a_permit_is_told_and_no_lesson_is_made_of_it(signed_in: Client, owner: User) -> None:
    said = "This position requires the right to work without sponsorship, which we cannot provide."
    filled = "We chose quickly this time, and the position has been filled since Monday."
    no(owner, "Nordlicht", said, data={"reasons": [{"code": "logistics", "quote": said}]})
    no(owner, "Corvo", filled, data={"reasons": [{"code": "timing", "quote": filled}]})
    page = main(signed_in)
    assert said in page
    assert filled in page
    assert "Make a lesson of it" not in page
    assert "Partly yours" not in page


def test_conditions_are_not_what_somebody_would_like_to_see_more_of(signed_in: Client, owner: User) -> None:
    said = "An essential criterion, experience with tide tables, was not shown."
    no(owner, "Nordlicht", said, data={"reasons": [{"code": "screening_rule", "quote": said}]})
    page = main(signed_in)
    assert page.index("Conditions that some named") < page.index(said)
    assert "What some would like to see more of" not in page


def test_queries_stay_as_many_as_noes_grow(signed_in: Client, owner: User) -> None:
    counts = []
    for size in (3, 12):
        for number in range(size):
            by_hand(owner, f"Firm{size}x{number}", CHOSE[number % 3].format(THINGS[number % 3]))
        main(signed_in)
        with CaptureQueriesContext(connection) as queried:
            main(signed_in)
        counts.append(len(queried))
    assert counts[0] == counts[1]
