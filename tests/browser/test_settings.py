"""Settings: what is theirs, how it looks, where it lies, and taking it along."""

import json
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Journal, check_accessible


def ground(page: Page) -> str:
    """The colour of the paper."""
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_the_look_follows_the_system_or_the_person(page: Page) -> None:
    page.goto("/settings/")
    dark, light = "rgb(20, 25, 29)", "rgb(250, 247, 242)"
    for chosen, by_day, by_night in (
        ("Dark", dark, dark), ("Light", light, light), ("As my system has it", light, dark),
    ):  # fmt: skip
        page.get_by_label(chosen).check()
        page.locator("form").filter(has_text="Time zone").get_by_role("button", name="Save").click()
        expect(page.get_by_label(chosen)).to_be_checked()
        for system, paper in (("light", by_day), ("dark", by_night)):
            page.emulate_media(color_scheme=system)
            assert ground(page) == paper, f"{chosen} on a system that is {system}"


def test_addresses_are_added_and_removed(page: Page) -> None:
    page.goto("/settings/")
    page.get_by_label("Another address").fill("jo@example.net")
    page.get_by_role("button", name="Add the address").click()
    page.get_by_role("button", name="Remove jo@example.net").click()
    expect(page.get_by_text("jo@example.net is no longer one of yours.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="jo@example.net")).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text="jo.marlow@example.org")).to_be_visible()


def test_an_unknown_time_zone_is_said_at_its_field(page: Page) -> None:
    page.goto("/settings/")
    page.get_by_label("Time zone").fill("Lisbon, probably")
    page.locator("form").filter(has_text="Time zone").get_by_role("button", name="Save").click()
    field = page.get_by_label("Time zone")
    expect(page.get_by_text("There is no such time zone.")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    check_accessible(page)


def test_every_page_leads_to_where_the_data_lies(page: Page, journal: Journal) -> None:
    page.goto("/rejections/")
    page.get_by_role("link", name="Where my data lies").click()
    expect(page.get_by_role("heading", name="Where your data lies")).to_be_in_viewport()
    expect(page.get_by_text(str(journal.home / "journal.sqlite3"))).to_be_visible()
    expect(page.get_by_text("Nothing is sent anywhere")).to_be_visible()


def test_the_journal_is_taken_along(page: Page, tmp_path: Path) -> None:
    page.goto("/settings/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the journal").click()
    assert waiting.value.suggested_filename == "onward-2026-06-12.zip"
    waiting.value.save_as(tmp_path / "journal.zip")
    with zipfile.ZipFile(tmp_path / "journal.zip") as archive:
        assert archive.testzip() is None
        [name] = [one for one in archive.namelist() if one.endswith("applications.json")]
        assert len(json.loads(archive.read(name))) > 50
