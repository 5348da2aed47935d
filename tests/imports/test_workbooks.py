"""Excel's and LibreOffice's files."""

import pytest

from onward.base.errors import Problem
from onward.imports import grids, plans
from tests.imports.books import ods, xlsx, zipped
from tests.imports.saying import said, telling

HEADINGS = ("Company", "Role", "Applied", "Status")
EXPECTED = [
    "Nordlicht | Analyst | applied 2025-03-03, rejected >=2025-03-03",
    "Corvo | Engineer | applied 2025-03-04",
]


def test_dates_of_excel_are_numbers_with_a_format() -> None:
    rows = [HEADINGS, ("Nordlicht", "Analyst", 45719, "Rejected"), ("Corvo", "Engineer", 45720.75, "")]
    assert said(xlsx(rows, dates=[2])) == EXPECTED


def test_workbooks_of_old_macs_count_from_1904() -> None:
    rows = [
        HEADINGS,
        ("Nordlicht", "Analyst", 45719 - 1462, "Rejected"),
        ("Corvo", "Engineer", 45720 - 1462, ""),
    ]
    assert said(xlsx(rows, dates=[2], since_1904=True)) == EXPECTED


def test_where_a_cell_leads_is_kept() -> None:
    rows = [HEADINGS, ("Nordlicht", "Analyst", "2025-03-03", "")]
    found = telling(xlsx(rows, links={"B2": "https://nordlicht.example/jobs/1"}))
    assert found.told[0].fields["url"] == "https://nordlicht.example/jobs/1"


def test_sheets_with_the_same_headings_are_one_table_and_others_are_named() -> None:
    more = {
        "2024": [("Role", "Company", "Status", "Applied"), ("Clerk", "Luma", "", "2024-02-02")],
        "Contacts": [("Who", "Telephone"), ("Ana Ruiz", "555")],
    }
    content = xlsx([HEADINGS, ("Nordlicht", "Analyst", "2025-03-03", "Rejected")], more=more)
    assert said(content) == [EXPECTED[0], "Luma | Clerk | applied 2024-02-02"]
    assert any("Contacts" in doubt.why for doubt in plans.opened(content).doubts)


def test_libreoffice_with_its_endless_empty_cells() -> None:
    rows = [
        HEADINGS,
        ("Nordlicht", "Analyst", "2025-03-03", "Rejected"),
        ("Corvo", "Engineer", "2025-03-04", ""),
    ]
    assert said(ods(rows)) == EXPECTED


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing more",
        zipped({"readme.txt": "no table"}),
        zipped({"xl/workbook.xml": "<workbook"}),
        zipped({"content.xml": "<a><b></a>"}),
        ods([HEADINGS], doctype='<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f "&e;&e;&e;">]>'),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel",
        b"%PDF-1.7",
        b"",
        b"\n\n,,,\n",
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes) -> None:
    with pytest.raises(Problem) as problem:
        plans.opened(content)
    assert str(problem.value).endswith(".")
    assert "\n" not in str(problem.value)


def test_a_bomb_does_not_unpack() -> None:
    bomb = zipped({"content.xml": b"<a>" + b" " * (320 * 1024 * 1024) + b"</a>"})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(Problem, match="far more"):
        grids.read(bomb)


def test_formulae_are_text() -> None:
    rows = [HEADINGS, ('=HYPERLINK("http://x.example","Nordlicht")', "=cmd|' /C calc'!A0", "2025-03-03", "")]
    found = telling(xlsx(rows))
    assert found.told[0].fields["company"] == "Nordlicht"  # what a link shows stands in it
    assert found.told[0].fields["role"] == "=cmd|' /C calc'!A0"
