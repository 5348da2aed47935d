"""Thirty saved pages of many styles and ten languages, all invented: at least nine fields in ten are right."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onward.capture.reading import fields, sources
from onward.capture.reading.record import FIELDS

PAGES = Path(__file__).parents[1] / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
#: The day on which the pages were saved.
SEEN = date(2025, 2, 10)


def read(name: str) -> dict[str, Any]:
    """The values that were read from a page; pay as (low, high, currency, period)."""
    source = sources.of_file((PAGES / f"{name}.html").read_bytes())
    reading = fields.read_html(source.content, source.url, SEEN)
    assert not reading.empty
    found = {field: one.value for field, one in reading.record.items()}
    if "pay" in found:
        found["pay"] = list(found["pay"].values())
    return found


def right(name: str, field: str, found: dict[str, Any]) -> bool:
    wanted = EXPECTED[name]
    if field == "description":
        return wanted["has"] in found.get(field, "") and wanted["lacks"] not in found.get(field, "")
    return bool(found.get(field) == wanted[field])


def test_nine_fields_in_ten_are_right_of_those_stated_too() -> None:
    results = [
        (right(name, field, found), field == "description" or EXPECTED[name][field] is not None)
        for name in EXPECTED
        for found in [read(name)]
        for field in FIELDS
    ]
    assert len(results) == 300
    assert sum(good for good, _stated in results) / len(results) >= 0.9
    stated = [good for good, is_stated in results if is_stated]
    assert sum(stated) / len(stated) >= 0.9


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_page_does_not_say_is_not_known(name: str) -> None:
    found = read(name)
    assert [field for field in FIELDS if field in found and EXPECTED[name].get(field, "x") is None] == []
