"""The number of a posting."""

import pytest

from onward.mail.understanding.requisitions import requisition

from .letters import letter


@pytest.mark.parametrize(
    ("subject", "text", "number"),
    [
        ("Senior Process Engineer (R-10482)", "", "R-10482"),
        ("Eingangsbestätigung – Kennziffer 2026-INT-14", "", "2026-INT-14"),
        ("Your application", "Position: Analyst\nJob Number: JR0241744", "JR0241744"),
        ("Accusé de réception - offre n° 2026-041", "", "2026-041"),
        ("Vacancy 88214", "", "88214"),
        ("Your application", "We met on 12.03.2026 at 14:30, and the code of the door is secret.", None),
        ("Two", "Req 11111 and Req 22222", None),
        ("Your application for 2026 Summer Intern", "Thank you.", None),
    ],
)
def test_requisition(subject: str, text: str, number: str | None) -> None:
    assert requisition(letter(text, subject=subject)) == number
