"""The frame, the way in, settings and help, as a real browser shows them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from onward.people import sign_in
from onward.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_link_opens_the_journal_at_once(owner: User, visitor_page: Page) -> None:
    visitor_page.goto(sign_in.make_link(owner))
    expect(visitor_page.get_by_role("navigation", name="Main")).to_be_visible()
    visitor_page.goto("/settings/")
    expect(visitor_page.get_by_role("heading", name="Settings", exact=True)).to_be_visible()


def test_without_scripts_the_button_opens_it(owner: User, chromium, live_server) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(sign_in.make_link(owner))
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    context.close()


def test_settings_are_saved_and_the_look_changes(page: Page, owner: User) -> None:
    page.goto("/settings/")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(20, 25, 29)"
    owner.refresh_from_db()
    assert owner.look == "dark"


@pytest.mark.parametrize("path", ["/settings/", "/settings/erase/", "/help-now/", "/nothing/"])
def test_pages_are_accessible(page: Page, accessible: Callable[[Page], None], path: str) -> None:
    page.goto(path)
    accessible(page)


def test_signed_out_page_is_accessible(visitor_page: Page, accessible: Callable[[Page], None]) -> None:
    visitor_page.goto("/sign-in/")
    accessible(visitor_page)


@pytest.mark.parametrize("path", ["/settings/", "/help-now/"])
def test_nothing_sticks_out_on_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/settings/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_erasing_needs_the_word(page: Page, owner: User) -> None:
    page.goto("/settings/erase/")
    page.get_by_label("Type the word erase").fill("no")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("Nothing was erased")).to_be_visible()
    page.get_by_label("Type the word erase").fill("erase")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    assert not User.objects.filter(pk=owner.pk).exists()
