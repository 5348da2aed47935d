"""A table brought in: looked at, corrected, imported, found in the list, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import check_accessible

TABLE = """My search in spring 2026

Where,Thing,Applied on,How it went,Salary
Grauwal Fähren,Purser,03/04/2026,Absage,40k
Tidemill Press,Proofreader,05/04/2026,🟢,
Quillon,Night editor,25/04/2026,Turn down,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    place = tmp_path / "spring.csv"
    place.write_text(TABLE, encoding="utf-8")
    return place


def test_from_a_file_to_the_list_and_back(page: Page, table: Path) -> None:
    page.goto("/import/")
    check_accessible(page)
    page.get_by_label("Drop a table here, or choose it").set_input_files(table)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("spring.csv")
    expect(page.get_by_text("3 rows: 3 new applications")).to_be_visible()
    check_accessible(page)
    # "Thing" says nothing: it was taken for the role by what lies in it, or the person says so.
    page.get_by_label("Thing", exact=True).select_option("role")
    page.get_by_label("Turn down").select_option("withdrawn")
    page.get_by_role("button", name="Read it again with these changes").click()
    row = page.get_by_role("row").filter(has_text="25 Apr 2026")
    expect(row).to_contain_text("Night editor")
    expect(row).to_contain_text("You withdrew")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported: 3 rows became 3 new applications")).to_be_visible()
    check_accessible(page)
    page.goto("/applications/?q=grauwal")
    expect(page.get_by_role("main").get_by_text("Purser")).to_be_visible()
    page.goto("/import/")
    page.get_by_role("link", name="spring.csv").click()
    page.get_by_role("button", name="Take the import back").click()
    expect(page.get_by_text("This import was taken back.")).to_be_visible()
    page.goto("/applications/?q=grauwal")
    expect(page.get_by_text("Nothing fits these words")).to_be_visible()


def test_a_long_name_does_not_push_the_page_wide(page: Page) -> None:
    page.goto("/import/")
    role = "Senior Technical Writer (Documentation Tooling, Developer Experience and Style) for two Regions"
    page.get_by_label("Or paste it").fill(
        f"Company,Role,Applied\nHelvika Instruments GmbH & Co. KG,{role},2026-05-11\n"
    )
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported: 1 row became 1 new application")).to_be_visible()
    expect(page.get_by_role("combobox", name="Where Helvika")).to_contain_text("The same as Helvika")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Take the import back").click()


def test_on_a_phone_nothing_is_wider_than_the_screen(browse: Callable[..., Page]) -> None:
    page = browse(viewport={"width": 360, "height": 780})
    page.goto("/import/")
    page.get_by_label("Or paste it").fill(TABLE.partition("\n\n")[2])
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="What each column holds")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported: 3 rows became 3 new applications")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Take the import back").click()
    expect(page.get_by_text("This import was taken back.")).to_be_visible()
