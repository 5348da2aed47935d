"""The way in by a link that works once, and out again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Journal, check_accessible


def test_the_link_opens_the_journal_at_once_and_only_once(
    journal: Journal, visitor_page: Page, browse: Callable[..., Page]
) -> None:
    link = journal.link()
    visitor_page.goto(link)
    expect(visitor_page.get_by_role("navigation", name="Main")).to_be_visible()
    visitor_page.goto("/settings/")
    expect(visitor_page.get_by_role("heading", name="Settings", exact=True)).to_be_visible()
    another = browse(storage_state=None)
    another.goto(link)
    expect(another.get_by_role("heading", name="This link was used")).to_be_visible()
    expect(another.get_by_text("onward sign-in")).to_be_visible()
    check_accessible(another)


def test_without_scripts_a_button_opens_it_and_the_pages_work(
    journal: Journal, browse: Callable[..., Page]
) -> None:
    page = browse(storage_state=None, java_script_enabled=False)
    page.goto(journal.link())
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("link", name="Applications", exact=True).click()
    page.get_by_label("Search").fill("rivermint")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Rivermint").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()


def test_the_button_of_the_link_is_accessible(journal: Journal, visitor_page: Page) -> None:
    # The script would press it at once.
    visitor_page.route("**/sign-in*.js", lambda route: route.fulfill(body=""))
    visitor_page.goto(journal.link())
    expect(visitor_page.get_by_role("button", name="Open it")).to_be_visible()
    check_accessible(visitor_page)


def test_signed_out_nothing_is_shown(visitor_page: Page) -> None:
    for path in ("/", "/applications/", "/messages/1/", "/settings/journal.zip"):
        visitor_page.goto(path)
        expect(visitor_page.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(visitor_page.get_by_role("navigation")).to_have_count(0)
    check_accessible(visitor_page)


def test_signing_out_ends_this_browser_alone(journal: Journal, browse: Callable[..., Page]) -> None:
    stays, leaves = browse(), browse(storage_state=None)
    leaves.goto(journal.link())
    expect(leaves.get_by_role("navigation", name="Main")).to_be_visible()
    leaves.goto("/settings/")
    leaves.get_by_role("button", name="Sign out").click()
    expect(leaves.get_by_role("heading", name="You are signed out")).to_be_visible()
    stays.goto("/settings/")
    expect(stays.get_by_role("heading", name="Settings", exact=True)).to_be_visible()
