"""Everything is reached with the keyboard alone, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import undo

#: What one would click, use or scroll: of each group of radio buttons the keys of the group reach the rest.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.ariaHidden && !one.disabled)
    .filter(one => one.type !== 'radio' || one === (document.querySelector(`[name="${one.name}"]:checked`)
        ?? document.querySelector(`[name="${one.name}"]`)))
    .forEach((one, at) => one.dataset.at = at) ?? document.querySelectorAll('[data-at]').length"""
#: Where the focus is, and what is wrong with how it shows there.
HERE = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const shown = one.matches('iframe') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [one.dataset.at ?? '', shown && inside && box.width > 0 ? '' : one.outerHTML.slice(0, 120)]; }"""
PAGES = (
    "/welcome/",
    "/applications/?q=senior&stage=applied",
    "/applications/board/?q=senior",
    "/applications/new/",
    "/applications/1/",
    "/applications/1/move/",
    "/applications/1/merge/?with=2",
    "/review/",
    "/messages/1/",
    "/rejections/?q=health",
    "/settings/",
)
#: What is laid out otherwise on a phone.
NARROW = (PAGES[1], PAGES[2], "/applications/1/", "/review/")


@pytest.mark.parametrize(
    ("path", "width"), [*((path, 1280) for path in PAGES), *((path, 360) for path in PAGES if path in NARROW)]
)
def test_everything_is_reached_and_the_focus_is_seen(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    waiting = {str(at) for at in range(page.evaluate(REACHABLE))}
    assert len(waiting) > 8
    for _press in range(4 * len(waiting)):  # a date has several stops within
        page.keyboard.press("Tab")
        at, unseen = page.evaluate(HERE)
        assert at not in waiting or not unseen
        waiting.discard(at)
        if not waiting:
            break
    assert [page.locator(f"[data-at='{at}']").evaluate("one => one.outerHTML") for at in waiting] == []


@pytest.mark.parametrize("path", ["/applications/", "/help-now/"])
def test_the_content_is_one_press_away(page: Page, path: str) -> None:
    page.goto(path)
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_an_application_is_added_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/applications/new/")
    while not page.get_by_label("Employer").evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("Kestrel")
    page.keyboard.press("Tab")
    page.keyboard.type("Analyst")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kestrel")
    undo(page)
