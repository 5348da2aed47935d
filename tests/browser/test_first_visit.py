"""The first visit: bringing a search in by drag, by path, by hand, or looking at the sample; reading it live."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Journal, check_accessible, serving, started
from tests.mail.letters import NO, RECEIVED, answer, as_mbox

#: Mails that take some seconds to read.
MANY = 1800


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:
    """A journal in which nothing was done yet, to be copied."""
    home = tmp_path_factory.mktemp("new") / "home"
    with started(home, "serve"):
        pass
    return home


@pytest.fixture
def journal(unread: Path, tmp_path: Path, chromium: Browser) -> Iterator[Journal]:
    """A new journal for each test."""
    with serving(Path(shutil.copytree(unread, tmp_path / "home")), chromium) as served:
        yield served


def test_the_start_page_asks_for_the_search_and_says_the_promises(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Bring your search in")).to_be_visible()
    for words in ("Nothing leaves this machine", "never sends a mail", "An invented search"):
        expect(page.get_by_text(words)).to_be_visible()
    check_accessible(page)
    for path, title in (
        ("/applications/", "No applications yet"), ("/applications/board/", "No applications yet"),
        ("/review/", "Nothing waits for you"), ("/rejections/", "No rejections here"),
        ("/reading/", "Nothing was read yet"),
    ):  # fmt: skip
        page.goto(path)
        expect(page.get_by_text(title)).to_be_visible()
        check_accessible(page)


def test_files_are_dropped_and_read(page: Page) -> None:
    page.goto("/welcome/")
    mails = [answer(RECEIVED, "Nordlicht", "Data Analyst", 1), answer(NO, "Nordlicht", "Data Analyst", 5)]
    dropped = page.evaluate_handle(
        """mails => { const carried = new DataTransfer();
        mails.forEach((mail, at) => carried.items.add(new File([mail], `mail ${at + 1}.eml`)));
        return carried; }""",
        [mail.decode() for mail in mails],
    )
    zone = page.locator("[data-drop]")
    zone.dispatch_event("dragenter", {"dataTransfer": dropped})
    expect(zone).to_have_class(re.compile(r"\bover\b"))
    zone.dispatch_event("drop", {"dataTransfer": dropped})
    expect(zone).not_to_have_class(re.compile(r"\bover\b"))
    expect(zone.get_by_role("listitem")).to_have_text(["mail 1.eml", "mail 2.eml"])
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("All of it is read.")).to_be_visible()
    expect(page.locator("#reading")).to_contain_text("1 says no")
    check_accessible(page)
    page.get_by_role("link", name="See your applications").click()
    expect(page.get_by_role("link", name="Nordlicht")).to_be_visible()


def begin(page: Page, place: Path, many: int) -> Locator:
    """Read so many mails by their path; where the page tells of it."""
    as_mbox(place, [answer(RECEIVED, f"Firm {number % 20}", "Cook", number) for number in range(many)])
    page.goto("/welcome/")
    page.get_by_label("Or write where it lies").fill(str(place))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Reading. You can leave this page")).to_be_visible()
    return page.locator("#reading")


def test_a_path_is_read_with_live_progress_and_stops_when_asked(page: Page, tmp_path: Path) -> None:
    place = tmp_path / "large.mbox"
    progress = begin(page, place, MANY)
    before = place.read_bytes()
    # The page fills itself while it reads: nobody loads it again.
    for _look in (1, 2):
        share = float(page.get_by_role("progressbar").get_attribute("value") or 0)
        moved = "was => document.querySelector('progress').value > was"
        # Long on a machine that does much else; it ends as soon as the page moves.
        page.wait_for_function(moved, arg=share, timeout=40_000)
    assert page.evaluate("performance.getEntriesByType('navigation').length") == 1
    page.get_by_role("button", name="Stop").click()
    expect(progress).to_contain_text(re.compile(r"Stopped. Nothing is lost: [\d,]+ messages are read."))
    examined = progress.locator("dd").first
    assert 0 < int(re.sub(r"\D", "", examined.inner_text())) < MANY
    check_accessible(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("All of it is read.")).to_be_visible(timeout=60_000)
    expect(examined).to_contain_text(re.compile(rf"^{MANY:,} messages [\d,]+ of them known already"))
    assert place.read_bytes() == before
    page.get_by_role("link", name="Readings so far").click()
    expect(page.get_by_role("main").locator(".chip")).to_have_text(["all read", "stopped"])


def test_what_was_found_so_far_is_shown_while_it_reads(page: Page, tmp_path: Path) -> None:
    # A quick machine may be done before the first look: then a larger mailbox is read.
    for doublings in range(5):
        progress = begin(page, tmp_path / f"search {doublings}.mbox", MANY << doublings)
        found = progress.get_by_text("Found so far")
        expect(found.or_(page.get_by_text("All of it is read."))).to_be_visible(timeout=60_000)
        if found.is_visible():
            page.get_by_role("button", name="Stop").click()
            expect(progress).to_contain_text("Nothing is lost")
            return
    raise AssertionError("what was found was never shown before the end")


def test_a_path_that_leads_nowhere_is_said(page: Page, tmp_path: Path) -> None:
    page.goto("/welcome/")
    page.get_by_label("Or write where it lies").fill(str(tmp_path / "nothing.mbox"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("There is nothing at")).to_be_visible()
    check_accessible(page)


def test_the_first_application_is_added_by_hand(page: Page) -> None:
    page.goto("/welcome/")
    page.get_by_role("link", name="Add an application").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Give the employer or the role")).to_be_visible()
    page.get_by_label("Link to the posting").fill("javascript:alert(1)")
    page.get_by_label("Employer").fill("Nordlicht")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("This is no web address.")).to_be_visible()
    check_accessible(page)
    page.get_by_label("Link to the posting").fill("https://nordlicht.example/jobs/7")
    page.get_by_label("Applied on").fill("2026-06-01")
    page.get_by_label("How you applied").select_option("referral")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Nordlicht")).to_be_visible()
    expect(page.locator("dl.pairs").first).to_contain_text("Referral")
    expect(page.locator(".timeline")).to_contain_text("You applied")
    page.goto("/")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def test_the_sample_opens_beside_the_journal(page: Page, chromium: Browser) -> None:
    page.goto("/welcome/")
    # The press ends when the sample has been read.
    page.get_by_role("button", name="Open the sample").click(timeout=60_000)
    expect(page.get_by_role("heading", name="The sample is open")).to_be_visible(timeout=60_000)
    check_accessible(page)
    address = page.get_by_role("link", name="Look at the sample").get_attribute("href") or ""
    # The browser's own cookies go along, as they would in another tab.
    context = chromium.new_context(storage_state=page.context.storage_state())
    beside = context.new_page()
    beside.goto(address)
    expect(beside.get_by_role("heading", name="Today", exact=True)).to_be_visible(timeout=30_000)
    beside.get_by_role("link", name="Applications", exact=True).click()
    expect(beside.get_by_role("link", name="Rivermint Energy")).to_be_visible()
    assert beside.url.partition("/applications")[0] != page.url.partition("/sample")[0]
    expect(
        beside.get_by_text("The sample search of Jo Marlow, who is invented, as of 12 June 2026")
    ).to_be_visible()
    # The journal is still signed in, and knows nothing of the sample.
    beside.goto(page.url.partition("/sample")[0] + "/settings/")
    expect(beside.get_by_text("The sample search of")).to_have_count(0)
    expect(beside.get_by_role("heading", name="Settings")).to_be_visible()
    context.close()
    page.goto("/welcome/")
    expect(page.get_by_role("heading", name="Bring your search in")).to_be_visible()
    page.goto("/applications/")
    expect(page.get_by_text("Rivermint Energy")).to_have_count(0)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin"])
def test_the_sample_opens_without_touching_the_journal(chromium: Browser, tmp_path: Path, zone: str) -> None:
    with started(tmp_path / "home", "demo", zone=zone) as link:
        page = chromium.new_page()
        page.goto(link)
        today = page.get_by_role("heading", name="Today", exact=True)
        expect(today.or_(page.get_by_role("heading", name="This link was used"))).to_be_visible()
        assert today.is_visible()
        page.get_by_role("link", name="Applications", exact=True).click()
        expect(page.get_by_role("link", name="Rivermint Energy")).to_be_visible()
        page.close()
    assert not (tmp_path / "home").exists()
