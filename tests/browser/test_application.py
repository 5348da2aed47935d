"""One application: its timeline, all that can be corrected about it, and the undo of each."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, follow, made, serving, undo


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Two applications: Nordlicht confirmed and said no, Corvo Foods confirmed and invites to an interview."""
    with serving(made(tmp_path_factory.mktemp("answers") / "home", "answers"), chromium) as served:
        yield served


@pytest.fixture
def opened(page: Page) -> Callable[[str], None]:
    """`opened(name)`: the page of an application."""

    def open_page(name: str) -> None:
        page.goto("/applications/")
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)

    return open_page


def tells(page: Page, *happened: str) -> None:
    """The timeline says that this happened, in this order."""
    expect(page.locator(".timeline h3")).to_have_text(list(happened))


def test_the_timeline_tells_in_order_with_its_evidence(page: Page, opened: Callable[[str], None]) -> None:
    opened("Nordlicht")
    tells(page, "They confirmed it", "They said no")
    entries = page.locator(".timeline > li")
    expect(entries).to_contain_text(["2 April 2024", "6 April 2024"])
    no = entries.filter(has_text="They said no")
    expect(no.get_by_role("blockquote")).to_contain_text("move forward with other candidates")
    expect(no).to_contain_text("from a mail")
    expect(page.get_by_role("heading", name="Messages")).to_be_visible()
    no.get_by_role("link", name="rejection from Nordlicht").click()
    expect(page.locator("mark")).to_contain_text("move forward with other candidates")
    page.get_by_role("main").get_by_role("link", name="Nordlicht").first.click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()


def test_what_happened_is_added_by_hand_and_undone(page: Page, opened: Callable[[str], None]) -> None:
    opened("Corvo Foods")
    page.get_by_role("link", name="Add what happened").click()
    page.get_by_label("What happened").select_option(label="Offer")
    page.get_by_label("Day").fill("2024-05-20")
    page.get_by_label("In your words").fill("They called. <b>Glad</b>")
    page.get_by_role("button", name="Add to the timeline").click()
    offer = page.locator(".timeline > li").filter(has=page.get_by_role("heading", name="Offer"))
    expect(offer).to_contain_text("They called. <b>Glad</b>")
    expect(offer).to_contain_text("20 May 2024")
    expect(page.locator("dl.pairs .chip").first).to_have_text("Offer")
    undo(page)
    tells(page, "They confirmed it", "Interview")


def test_an_entry_is_corrected_and_the_correction_undone(page: Page, opened: Callable[[str], None]) -> None:
    opened("Nordlicht")
    follow(page.get_by_role("link", name="Correct They said no"))
    check_accessible(page)
    page.get_by_label("What happened").select_option(label="Other word from them")
    page.get_by_label("Day").fill("2024-04-09")
    page.get_by_role("button", name="Save").click()
    tells(page, "They confirmed it", "Word from them")
    expect(page.locator(".timeline > li").last).to_contain_text("9 April 2024")
    expect(page.locator("dl.pairs")).not_to_contain_text("They said no")
    undo(page)
    tells(page, "They confirmed it", "They said no")
    expect(page.locator(".timeline > li").last).to_contain_text("6 April 2024")
    expect(page.locator("dl.pairs")).to_contain_text("They said no")


def test_an_entry_is_taken_out_and_put_back(page: Page, opened: Callable[[str], None]) -> None:
    opened("Nordlicht")
    page.get_by_role("link", name="Correct They said no").click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    tells(page, "They confirmed it")
    page.locator("summary").filter(has_text="taken out").click()
    check_accessible(page)
    page.get_by_role("button", name=re.compile("Put back.*They said no")).click()
    expect(page.locator(".timeline")).to_contain_text("They said no")
    tells(page, "They confirmed it", "They said no")


def test_details_are_edited_and_undone(page: Page, opened: Callable[[str], None]) -> None:
    opened("Nordlicht")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Employer").fill("Nordlicht AG")
    page.get_by_label("Place").fill("Kiel")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht AG")
    expect(page.locator("dl.pairs")).to_contain_text("Kiel")
    undo(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht")
    expect(page.locator("dl.pairs")).not_to_contain_text("Kiel")


def test_two_are_merged_after_a_look_and_parted_again(page: Page, opened: Callable[[str], None]) -> None:
    opened("Corvo Foods")
    page.get_by_role("link", name="Merge with another").click()
    page.get_by_role("searchbox").press_sequentially("nordl")
    expect(page.locator("#targets li")).to_have_count(1)
    page.get_by_role("link", name="Nordlicht").click()
    expect(page.locator("dl.pairs")).to_contain_text("4 entries")
    page.get_by_label("Corvo Foods").check()
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corvo Foods")
    tells(page, "They confirmed it", "They confirmed it", "They said no", "Interview")
    page.goto("/applications/")
    expect(page.locator("tbody tr")).to_have_count(1)
    undo(page)
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Nordlicht").click()
    tells(page, "They confirmed it", "They said no")


@pytest.fixture
def merged_away(page: Page, opened: Callable[[str], None]) -> Iterator[Page]:
    """The address of Nordlicht while it is a part of Corvo Foods."""
    opened("Nordlicht")
    address = page.url
    page.get_by_role("link", name="Merge with another").click()
    page.get_by_role("link", name="Corvo Foods").click()
    page.get_by_label("Corvo Foods").check()
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corvo Foods")
    page.goto(address)
    yield page
    opened("Corvo Foods")
    undo(page)


def test_the_address_of_a_merged_one_leads_to_where_it_went(merged_away: Page) -> None:
    page = merged_away
    expect(page.get_by_role("heading", level=1)).to_have_text("This is part of another application now")
    expect(page.get_by_role("link", name="Corvo Foods")).to_be_visible()
    check_accessible(page)


def test_the_address_of_a_merged_one_offers_the_undo_of_the_merge(merged_away: Page) -> None:
    assert "Merged" in merged_away.locator("#last-act").inner_text()


def test_an_entry_is_moved_to_another_application_and_back(page: Page, opened: Callable[[str], None]) -> None:
    opened("Corvo Foods")
    page.get_by_role("link", name="Move entries").click()
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_text("Choose at least one entry.")).to_be_visible()
    check_accessible(page)
    page.get_by_label("Interview").check()
    page.get_by_role("searchbox").press_sequentially("nordl")
    expect(page.locator("#targets li")).to_have_count(1)
    expect(page.get_by_label("Interview")).to_be_checked()
    page.get_by_label("Nordlicht").check()
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht")
    tells(page, "They confirmed it", "They said no", "Interview")
    undo(page)
    tells(page, "They confirmed it", "They said no")
    opened("Corvo Foods")
    tells(page, "They confirmed it", "Interview")


def test_an_entry_is_split_off_and_brought_back(page: Page, opened: Callable[[str], None]) -> None:
    opened("Corvo Foods")
    page.get_by_role("link", name="Move entries").click()
    page.get_by_label("Interview").check()
    page.get_by_label("A new application").check()
    page.get_by_text("What the new one is called").click()
    page.get_by_label("Employer").fill("Corvo Deli")
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corvo Deli")
    tells(page, "Interview")
    undo(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("This application was taken back")
    check_accessible(page)
    opened("Corvo Foods")
    tells(page, "They confirmed it", "Interview")


def test_an_older_act_is_undone_from_its_page(page: Page, opened: Callable[[str], None]) -> None:
    opened("Corvo Foods")
    for words in ("First note", "Second note"):
        page.get_by_label("What happened").select_option(label="Note of mine")
        page.get_by_label("In your words").fill(words)
        page.get_by_role("button", name="Add to the timeline").click()
        expect(page.locator(".timeline")).to_contain_text(words)
    page.get_by_text("What was done here, and undo").click()
    acts = page.locator("details").filter(has_text="What was done here").get_by_role("listitem")
    check_accessible(page)
    acts.nth(1).get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator(".timeline")).not_to_contain_text("First note")
    expect(page.locator(".timeline")).to_contain_text("Second note")
    page.get_by_text("What was done here, and undo").click()
    acts.nth(1).get_by_role("button", name=re.compile("Undo")).click()
    tells(page, "They confirmed it", "Interview")
