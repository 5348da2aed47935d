"""The list as a file: what the list shows, as it is narrowed and sorted, without a formula."""

import csv
import io
import zipfile

import pytest
from django.test import Client

from onward.applications.actions import create_application
from onward.people.models import User
from tests.applications.conftest import story


@pytest.fixture
def listed(owner: User, other: User, in_april: None) -> None:
    create_application(owner, {"company": "Nordlicht", "role": "Cook"}, story("applied@0 rejected@20"))
    create_application(owner, {"company": "=cmd|' /C calc'!A0", "role": "Baker"}, story("applied@30"))
    create_application(other, {"company": "Cobalt & Daughters"}, story("applied@0"))


def lines(browser: Client, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/applications/table.csv{query}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="applications-2024-04-10.csv"' in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))


def test_it_holds_the_list_and_nobody_elses(signed_in: Client, listed: None) -> None:
    head, *rows = lines(signed_in)
    assert head[:3] == ["Employer", "Role", "Status"]
    assert [row[:3] for row in rows] == [
        ["'=cmd|' /C calc'!A0", "Baker", "Open"],
        ["Nordlicht", "Cook", "They said no"],
    ]
    assert rows[1][5:7] == ["2024-03-01", "2024-03-21"]


def test_it_is_narrowed_and_sorted_as_the_list_is(signed_in: Client, listed: None) -> None:
    assert [row[0] for row in lines(signed_in, "?q=nordlicht")[1:]] == ["Nordlicht"]
    assert [row[0] for row in lines(signed_in, "?status=rejected")[1:]] == ["Nordlicht"]
    assert lines(signed_in, "?sort=applied_on")[1][0] == "Nordlicht"
    page = signed_in.get("/applications/?q=nordlicht&status=rejected").content.decode()
    assert "/applications/table.csv?q=nordlicht&amp;status=rejected" in page


def test_the_workbook_opens(signed_in: Client, listed: None) -> None:
    answer = signed_in.get("/applications/table.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Nordlicht" in sheet
    assert "<f>" not in sheet


def test_the_queries_do_not_grow(
    signed_in: Client, owner: User, listed: None, django_assert_max_num_queries
) -> None:
    for number in range(30):
        create_application(owner, {"company": f"Firm {number}"}, story("applied@1"))
    with django_assert_max_num_queries(6):
        assert len(lines(signed_in)) == 33
