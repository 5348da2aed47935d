"""How the words of an application are cleaned and searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.applications.details import LIMITS, clean, searchable


@pytest.mark.parametrize(
    ("field", "given_value", "kept"),
    [
        ("company", "  Øresund\tBro\x00  A/S ", "Øresund Bro A/S"),
        ("note", " first\r\nsecond\x07 ", "first\nsecond"),
        ("role", "x" * 400, "x" * 300),
        ("url", "jobs.halvorsen.example/17", "https://jobs.halvorsen.example/17"),
        ("url", "http://halvorsen.example", "http://halvorsen.example"),
        ("url", "javascript:alert(1)", ""),
        ("url", "java\nscript://halvorsen.example/%0aalert(1)", ""),
        ("url", "http://[broken", ""),
        ("url", "see the paper", ""),
    ],
)
def test_values_are_cleaned(field: str, given_value: str, kept: str) -> None:
    assert clean(field, given_value) == kept


@given(st.sampled_from(sorted(LIMITS)), st.text(max_size=500))
def test_cleaning_twice_changes_nothing_more(field: str, value: str) -> None:
    once = clean(field, value)
    assert clean(field, once) == once
    assert "\x00" not in once
    assert len(once) <= LIMITS[field]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("munchen", "München"), ("STRASSE", "Straße"), ("lodz", "Łódź"), ("łódź", "Lodz"), ("sao", "São Paulo")],
)
def test_search_overlooks_accents_and_case(typed: str, text: str) -> None:
    assert searchable(typed) in searchable(text)
