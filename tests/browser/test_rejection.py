"""The page of a no: what they said, one's own guess, letting it go, looking again; each with its undo."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Journal, check_accessible, follow, made, serving


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Four employers that said no; each test leaves it as it was."""
    home = made(tmp_path_factory.mktemp("noes") / "home", "noes")
    with serving(home, chromium) as served:
        yield served


def opened(page: Page, company: str) -> Page:
    """The page of a company's no, by the list."""
    page.goto("/rejections/")
    page.get_by_role("link", name=company, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(company)
    return page


def undo(page: Page) -> None:
    page.locator("#last-act").get_by_role("button", name="Undo").click()


def test_what_everybody_gets_is_dimmed_and_who_else_sent_it_is_named(page: Page) -> None:
    opened(page, "Nordlicht")
    expect(page.get_by_text("2 other employers have said no to you in the same sentence.")).to_be_visible()
    expect(page.locator(".said .stock").filter(has_text="After careful consideration")).to_be_visible()
    assert page.locator(".said .telling").count() == 0
    expect(page.get_by_label("What the marks mean")).to_contain_text("said to nearly everybody")
    page.get_by_text("Who else sent you these words").click()
    check_accessible(page)
    page.locator("details").get_by_role("link", name="Helvika").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Helvika")


def test_what_tells_something_is_marked_and_stated_with_whose_it_is(page: Page) -> None:
    opened(page, "Corvo Foods")
    marked = page.locator(".said .telling")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("We cannot sponsor a visa")
    stated = page.locator("li").filter(has=page.get_by_text("A permit to work", exact=True))
    expect(stated.first).to_contain_text("not in your hands")
    expect(page.get_by_text("You got as far as an interview.")).to_be_visible()
    check_accessible(page)


def test_a_guess_is_kept_changed_and_undone(page: Page) -> None:
    opened(page, "Nordlicht")
    page.get_by_text("Note what you think it was").click()
    page.get_by_label("Pay", exact=True).check()
    page.get_by_role("button", name="Keep this guess").click()
    kept = page.locator("strong").filter(has_text="Pay")
    expect(kept).to_be_visible()
    page.get_by_text("Change your guess").click()
    expect(page.get_by_label("Pay", exact=True)).to_be_checked()
    check_accessible(page)
    undo(page)
    expect(kept).to_have_count(0)


def test_letting_go_is_the_main_action_shows_in_the_list_and_is_undone(page: Page) -> None:
    opened(page, "Nordlicht")
    first = page.locator(".next")
    expect(first).to_contain_text("Letting it go is a good choice.")
    first.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("You let this go")).to_be_visible()
    expect(page.locator(".next")).to_have_count(0)
    check_accessible(page)
    page.goto("/rejections/?show=let_go")
    expect(page.locator("main .tray > li")).to_have_count(1)
    expect(page.locator("main .tray > li .chip")).to_have_text("let go")
    page.go_back()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.get_by_text("You let this go")).to_have_count(0)
    undo(page)
    expect(page.get_by_text("You let this go")).to_be_visible()
    undo(page)
    expect(page.locator(".next")).to_be_visible()


def test_a_day_to_look_again_is_kept_with_what_should_be_different(page: Page) -> None:
    opened(page, "Corvo Foods")
    follow(page.get_by_role("link", name="Choose a day"))
    check_accessible(page)
    page.get_by_label("What should be different by then?").fill("The permit is there")
    page.get_by_role("button", name="Keep the day").click()
    expect(page.get_by_text("You want to look again:")).to_be_visible()
    page.get_by_role("link", name="Change the day").click()
    expect(page.get_by_label("What should be different by then?")).to_have_value("The permit is there")
    page.get_by_role("button", name="I do not want to look again").click()
    expect(page.get_by_role("link", name="Choose a day")).to_be_visible()


def test_the_page_is_read_on_a_phone_without_scripts(browse: object, journal: Journal) -> None:
    page = browse(java_script_enabled=False, viewport={"width": 360, "height": 740})
    opened(page, "Nordlicht")
    page.locator(".next").get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("You let this go")).to_be_visible()
    page.get_by_role("button", name="Take it up again").click()
    expect(page.locator(".next")).to_be_visible()
