"""The tray: each doubt with its evidence, decided by keys or many at a time, and taken back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Journal, made, serving, undo


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Journal]:
    """Eight mails wait; every other one has a suggestion."""
    with serving(made(tmp_path_factory.mktemp("doubts") / "home", "doubts"), chromium) as served:
        yield served


@pytest.fixture
def tray(page: Page) -> Page:
    """The page of the tray; its first mail has the keys."""
    page.goto("/review/")
    expect(items(page).first).to_have_attribute("aria-current", "true")
    return page


def items(page: Page) -> Locator:
    """The mails that wait and are on this page."""
    return page.locator("[data-tray] > li")


def waiting(page: Page) -> Locator:
    """The sentence that says how many wait, on all pages."""
    return page.get_by_text("where Onward is not certain")


def number(page: Page) -> int:
    """How many wait."""
    return int(waiting(page).inner_text().split()[0])


def wait_for(page: Page, many: int) -> None:
    """So many wait now."""
    expect(waiting(page)).to_have_text(re.compile(rf"^{many} mails? where"))


def current(page: Page) -> Locator:
    """The mail that the keys decide about."""
    return page.locator("[data-tray] > li[aria-current]")


def go_to(page: Page, having: str) -> str:
    """Go with j to the second mail that has such a part; its id."""
    wanted = items(page).filter(has=page.locator(having)).nth(1).get_attribute("id")
    for _step in range(items(page).count()):
        if current(page).get_attribute("id") == wanted:
            break
        page.keyboard.press("j")
    expect(current(page)).to_have_id(str(wanted))
    return str(wanted)


def test_each_doubt_shows_its_evidence(tray: Page) -> None:
    expect(items(tray)).to_have_count(8)
    for one in items(tray).all():
        expect(one.locator("blockquote mark").first).to_be_visible()
        expect(one.locator("form > p").nth(1)).to_have_text(re.compile(r"\w+.*\."))


def test_keys_move_open_and_leave_fields_alone(tray: Page) -> None:
    names = items(tray).evaluate_all("all => all.map(one => one.id)")
    for key, at in (("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        tray.keyboard.press(key)
        expect(current(tray)).to_have_id(names[at])
        expect(current(tray)).to_be_focused()
        expect(current(tray)).to_be_in_viewport()
    current(tray).get_by_text("Call the new application").click()
    current(tray).get_by_label("Employer").press_sequentially("ixj")
    expect(current(tray).get_by_label("Employer")).to_have_value(re.compile("ixj"))
    assert items(tray).count() == len(names)
    current(tray).get_by_role("checkbox").focus()
    tray.keyboard.press("o")
    expect(tray).to_have_url(re.compile(r"/messages/\d+/$"))


@pytest.mark.parametrize(
    ("key", "having"), [("1", "[data-choice='1']"), ("n", "[data-new]"), ("i", "[data-aside]")]
)
def test_a_key_decides_goes_on_to_the_next_and_u_takes_it_back(tray: Page, key: str, having: str) -> None:
    before = number(tray)
    decided = go_to(tray, having)
    following = str(tray.locator(f"#{decided} + li").get_attribute("id"))
    tray.keyboard.press(key)
    wait_for(tray, before - 1)
    expect(tray.locator(f"#{decided}")).to_have_count(0)
    expect(current(tray)).to_have_id(following)
    expect(current(tray)).to_be_focused()
    tray.keyboard.press("u")
    wait_for(tray, before)
    expect(tray.locator(f"#{decided}")).to_be_visible()


def test_the_kind_and_the_name_are_corrected_while_filing(tray: Page) -> None:
    first = current(tray)
    first.get_by_label("What it is").select_option(label="Feedback")
    first.get_by_text("Call the new application").click()
    first.get_by_label("Employer").fill("Südlicht")
    first.locator("[data-new]").click()
    expect(tray.locator("#last-act")).to_contain_text("Undo")
    tray.goto("/applications/?q=S%C3%BCdlicht")
    tray.get_by_role("link", name="Südlicht").click()
    expect(tray.locator(".timeline")).to_contain_text("Feedback")
    tray.goto("/review/")
    undo(tray)


def test_many_are_decided_at_once_and_taken_back_at_once(tray: Page) -> None:
    before = number(tray)
    expect(tray.locator("#bulk")).to_be_hidden()
    for _mail in range(3):
        tray.keyboard.press("x")
        tray.keyboard.press("j")
    expect(tray.get_by_text("Selected: 3")).to_be_visible()
    tray.locator("#bulk").get_by_role("button", name="Not about my search").click()
    wait_for(tray, before - 3)
    undo(tray)
    wait_for(tray, before)


def test_all_are_decided_with_the_mouse_alone(tray: Page) -> None:
    before = number(tray)
    with_suggestion = items(tray).filter(has=tray.locator("[data-choice]")).count()
    assert 0 < with_suggestion < items(tray).count()
    for box in tray.get_by_role("checkbox").all():
        box.check()
    tray.get_by_role("button", name="Take the first suggestion").click()
    wait_for(tray, before - with_suggestion)
    undo(tray)
    wait_for(tray, before)
