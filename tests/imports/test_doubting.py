"""Days that cannot be: an answer before the application, and what is still to come."""

import pytest

from tests.imports.saying import said, telling

HEAD = "Company,Role,Date applied,Status,Response date\n"
EARLY = "Here an answer lies before the application"
LATER = "These days are still to come"


def doubts(rows: str, head: str = HEAD) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.why[: len(EARLY)], one.rows) for one in telling(head + rows).doubts]


def test_an_answer_before_the_application_is_asked() -> None:
    rows = "Nordlicht,Clerk,2025-04-20,Rejected,2025-04-01\nCorvo,Porter,2025-04-20,Rejected,2025-04-20\n"
    assert doubts(rows) == [(EARLY, (2,))]
    # What stands of it has no day of its own: it says that the answer came, not when.
    assert (
        said(HEAD + rows)[0]
        == "Nordlicht | Clerk | update 2025-04-01, applied 2025-04-20, rejected >=2025-04-20"
    )


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Company,Role,Applied,Interview\n", "Nordlicht,Clerk,2025-04-20,2025-04-02\n"),
        ("Company,Role,Applied,Rejected on\n", "Nordlicht,Clerk,2025-04-20,2025-04-02\n"),
        (
            "Date,Company,Role,Event\n",
            "2025-04-20,Nordlicht,Clerk,Applied\n2025-04-02,Nordlicht,Clerk,Rejected\n",
        ),
    ],
)
def test_whatever_the_layout(head: str, row: str) -> None:
    assert doubts(row, head) == [(EARLY, (2,))]


def test_an_answer_of_the_same_month_is_not_before_it() -> None:
    assert doubts("Nordlicht,Clerk,2025-04-20,Apr 2025\n", "Company,Role,Applied,Interview\n") == []


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("Nordlicht,Clerk,2026-03-01,Applied,\n", True),
        ("Nordlicht,Clerk,2025-03-01,Rejected,2026-03-10\n", True),
        ("Nordlicht,Clerk,2025-03-01,Interview,2025-06-20\n", False),
        ("Nordlicht,Clerk,2025-03-01,Interview,2026-06-20\n", True),
        ("Nordlicht,Clerk,2025-06-01,Applied,\n", False),
    ],
)
def test_a_day_that_is_still_to_come_is_asked_unless_it_can_be_planned(row: str, asked: bool) -> None:
    assert [one.why.startswith(LATER) and one.rows == (2,) for one in telling(HEAD + row).doubts] == [
        True
    ] * asked


def test_a_day_of_an_answer_beside_words_that_nobody_knows_is_an_answer() -> None:
    """What it was is asked; that it came is known. "Ghosted" with a day is when somebody gave up."""
    rows = "Nordlicht,Clerk,2025-02-01,blorp,2025-02-09\nOriolane,Clerk,2025-02-02,Ghosted,2025-03-09\n"
    told = [
        [fact.data.get("answer") for fact in one.facts if fact.kind == "update"]
        for one in telling(HEAD + rows).told
    ]
    assert told == [[True], [None]]
