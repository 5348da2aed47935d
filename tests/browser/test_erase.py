"""Erasing: it needs the word, and leaves nothing to be read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, serving


@pytest.fixture
def journal(sample_home: Path, tmp_path: Path, chromium: Browser) -> Iterator[Journal]:
    """A sample of its own."""
    with serving(Path(shutil.copytree(sample_home, tmp_path / "home")), chromium) as served:
        yield served


def test_erasing_needs_the_word_and_leaves_nothing(page: Page, journal: Journal) -> None:
    def written() -> bytes:
        return b"".join(one.read_bytes() for one in journal.home.glob("journal.sqlite3*"))

    assert b"Rivermint" in written()
    page.goto("/settings/")
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_label("Type the word erase").fill("no")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("Nothing was erased")).to_be_visible()
    check_accessible(page)
    page.get_by_label("Type the word erase").fill("erase")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    check_accessible(page)
    page.goto("/applications/")
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert b"Rivermint" not in written()
