"""Rows that say the very same: what counts as one application, and what is kept and asked."""

import re

import pytest
from django.test import Client

from onward.imports.choices import Choices
from tests.imports.saying import telling
from tests.imports.test_pages import bring, fields

HEAD = "Company,Role,Applied,Status,Link\n"
ROW = "Nordlicht,Clerk,2025-03-03,Rejected,\n"
LINKED = "Corvo,Porter,2025-03-04,Applied,https://corvo.example/1\n"


def test_a_table_that_was_copied_counts_once(imported, standing) -> None:
    found, _table = imported(HEAD + ROW * 12)
    assert len(standing()) == 1
    assert found.as_json()["applications"] == 1
    assert found.as_json()["skipped"][0] == {"row": 3, "why": "It says the very same as row 2."}
    [doubt] = found.doubts
    assert doubt.rows == tuple(range(2, 14)), "all twelve are named"
    again, _table = imported(HEAD + ROW * 12)
    assert (again.as_json()["applications"], again.as_json()["events"]) == (0, 0)


def test_a_link_tells_openings_apart(imported, standing) -> None:
    imported(HEAD + LINKED * 2)
    assert len(standing()) == 1
    imported(HEAD + ROW * 2)
    assert len(standing()) == 3, "without a link a pair may be two openings"


def test_a_table_without_names_is_taken_as_it_is(imported, standing) -> None:
    found, _table = imported("Applied,Status\n" + "2025-03-03,Applied\n" * 5)
    assert len(standing()) == 5
    assert [doubt.rows for doubt in found.doubts] == [(2, 3, 4, 5, 6)]


@pytest.mark.parametrize(("rows", "first"), [(ROW * 2, "new"), (ROW * 3, "out"), (LINKED * 2, "out")])
def test_the_page_asks_and_keeps_what_the_person_says(
    signed_in: Client, june: None, standing, rows: str, first: str
) -> None:
    place = bring(signed_in, HEAD + rows)
    page = signed_in.get(place).content.decode()
    asked = re.findall(r'name="(j\w+-\d)"', page)
    assert len(asked) == rows.count("\n") - 1
    assert page.count("please check") >= len(asked)
    given = fields(page)
    assert {given[name] for name in asked} == {first}
    other = {"new": "out", "out": "new"}[first]
    signed_in.post(place, {**given, **dict.fromkeys(asked, other), "do": "import"})
    assert len(standing()) == (1 if other == "out" else rows.count("\n"))


def test_rows_of_events_are_no_doubles() -> None:
    rows = "2025-03-03,Nordlicht,Clerk,Applied\n2025-03-03,Nordlicht,Clerk,Applied\n2025-03-09,Nordlicht,Clerk,Rejected\n"
    told = telling("Date,Company,Role,Event\n" + rows, Choices(shape="event"))
    assert len(told.told) == 1
    assert told.doubts == []
