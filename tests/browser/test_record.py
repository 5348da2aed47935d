"""The work-search record, the table of applications, and the backups, as a person meets them."""

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, made, onward, serving


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Two employers answered in April 2024."""
    home = made(tmp_path_factory.mktemp("record") / "home", "answers")
    with serving(home, chromium) as served:
        yield served


def test_the_record_is_found_narrowed_and_saved(page: Page, tmp_path: Path) -> None:
    page.goto("/applications/")
    page.get_by_role("link", name="Work-search record by week").click()
    expect(page.get_by_text("Nothing is recorded in these weeks.")).to_be_visible()
    check_accessible(page)
    page.get_by_label("From").fill("2024-04-01")
    page.get_by_label("Until").fill("2024-04-20")
    page.get_by_text("Choose the columns").click()
    page.get_by_role("checkbox", name="Evidence").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name=re.compile("^Week of"))).to_have_count(3)
    expect(page.get_by_role("row").filter(has_text="Nordlicht").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="Evidence").first).to_be_visible()
    check_accessible(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "record.csv")
    lines = list(csv.DictReader((tmp_path / "record.csv").open(encoding="utf-8-sig", newline="")))
    assert {one["Employer"] for one in lines} == {"Nordlicht", "Corvo Foods"}
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_it_is_the_record_and_nothing_else(page: Page) -> None:
    page.goto("/record/?from=2024-04-01&to=2024-04-20")
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    expect(page.get_by_role("row").filter(has_text="Nordlicht").first).to_be_visible()
    expect(page.get_by_text("Name: ____")).to_be_visible()
    for part in ("button", "textbox", "checkbox"):
        expect(page.get_by_role(part)).to_have_count(0)
    expect(page.get_by_text("What else you did")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


def test_what_else_was_done_is_added_and_taken_back(page: Page) -> None:
    page.goto("/record/?from=2024-04-01&to=2024-04-20")
    page.get_by_text("Add a workshop").click()
    page.get_by_label("What you did").fill("Workshop on letters")
    page.get_by_label("Day").fill("2024-04-09")
    check_accessible(page)
    page.get_by_role("button", name="Add it").click()
    row = page.get_by_role("row").filter(has_text="Workshop on letters")
    expect(row).to_be_visible()
    page.get_by_role("button", name="Take out").click()
    expect(row).to_have_count(0)
    expect(page.get_by_text("Taken out: Workshop on letters.")).to_be_visible()
    page.get_by_role("button", name="Put back").click()
    expect(row).to_be_visible()


def test_the_list_is_saved_as_a_table(page: Page, tmp_path: Path) -> None:
    page.goto("/applications/?q=nordlicht")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "a.csv")
    lines = list(csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8-sig", newline="")))
    assert [one["Employer"] for one in lines] == ["Nordlicht"]
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel").click()
    waiting.value.save_as(tmp_path / "a.xlsx")
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


def test_settings_show_the_backups_and_how_to_go_back(page: Page, journal: Journal) -> None:
    page.goto("/settings/#backups")
    page.get_by_text("1 backup, the latest:").click()
    place = journal.home / "backups" / "journal-2026-06-12.sqlite3"
    expect(page.get_by_text(f"onward restore {place}")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Erase everything").click()
    expect(page.get_by_text("The backup that Onward made goes too")).to_be_visible()
    other = journal.home.with_name("other")
    onward(other, "restore", str(place))
    assert "Nordlicht" in onward(other, "applications")
