"""What holds on every page: accessible, calm, by day and night, narrow, wide and on paper."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Journal, check_accessible, onward

#: {application} has mails of its own, {other} is another one, {message} is one of its mails, {entry} its first.
PAGES = (
    "/",
    "/today/set-aside/",
    "/week/",
    "/week/plan/",
    "/week/review/",
    "/goals/new/",
    "/calendar/",
    "/mailbox/",
    "/welcome/",
    "/applications/",
    "/applications/?page=2&sort=company",
    "/applications/?stage=interview&applied_from=whenever",
    "/applications/?q=zzzz",
    "/applications/board/",
    "/applications/new/",
    "/applications/{application}/",
    "/applications/{application}/edit/",
    "/applications/{application}/move/",
    "/applications/{application}/merge/",
    "/applications/{application}/merge/?with={other}",
    "/entries/{entry}/",
    "/review/",
    "/messages/{message}/",
    "/messages/{message}/?view=text",
    "/reading/",
    "/reading/1/",
    "/rejections/",
    "/rejections/?q=zzzz",
    "/rejections/?show=let_go",
    "/rejections/{no}/",
    "/rejections/{no}/again/",
    "/feedback/",
    "/feedback/new/",
    "/feedback/new/?q=well&q=unclear&q=one_change",
    "/feedback/ask/",
    "/feedback/ask/?q=well",
    "/feedback/ask/paper/?about=work",
    "/journal/",
    "/journal/?q=zzzz",
    "/journal/new/",
    "/journal/new/debrief/?event={entry}",
    "/journal/new/thought/",
    "/journal/new/third-person/",
    "/journal/new/free/",
    "/journal/new/note/",
    "/lessons/",
    "/lessons/new/",
    "/postings/",
    "/postings/new/",
    "/postings/bookmark/",
    "/postings/handed/",
    "/record/",
    "/record/?from=2026-05-01&to=2026-06-12",
    "/letters/",
    "/letters/begin/{entry}/status/",
    "/letters/begin/{entry}/other_offer/",
    "/letters/begin/{entry}/step_back/",
    "/insights/",
    "/insights/?role=zzzz&a_week=3&interviews=1.5&offers=1",
    "/insights/waiting/",
    "/insights/compare/",
    "/insights/experiments/",
    "/insights/forecasts/",
    "/settings/",
    "/settings/erase/",
    "/help-now/",
    "/nothing/",
)
#: Boxes in which words stand one letter a line, and pages wider than the screen.
SQUEEZED = """[...document.querySelectorAll('main *')].filter(one => one.checkVisibility()
    && one.offsetWidth < 64 && one.offsetHeight > 150).map(one => one.outerHTML.slice(0, 120))"""
#: Colours on the page in which red outweighs green and blue by far; amber has hardly any blue.
REDS = """[...document.querySelectorAll('body *')].filter(one => one.checkVisibility()).flatMap(one =>
    ['color', 'backgroundColor', 'borderLeftColor'].map(name => getComputedStyle(one)[name]))
    .filter(colour => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return a && r > 120 && r > 1.5 * g && r > 1.5 * b && g < 1.5 * b; })"""

#: Boxes that would have to be scrolled.
CUT = """[...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && one.clientWidth > 1
    && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def record(journal: Journal) -> dict[str, int]:
    """Numbers that stand in addresses."""
    found = json.loads(onward(journal.home, "applications", "--json"))
    rejected = [one for one in found if one["status"] == "rejected" and len(one["events"]) > 2]
    return {
        "application": rejected[0]["id"],
        "other": rejected[1]["id"],
        "entry": rejected[0]["events"][0]["id"],
        "message": 1,
        "no": next(event["id"] for event in rejected[0]["events"] if event["kind"] == "rejected"),
    }


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_calm_and_fits(page: Page, record: dict[str, int], path: str) -> None:
    page.goto(path.format(**record))
    check_accessible(page)
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        assert bool(page.evaluate(REDS)) == ("erase" in path), "red is for erasing alone"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("link", name="Get help now").first).to_be_visible()
    for width in (320, 360, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"sticks out at {width}"
        assert page.evaluate(SQUEEZED) == [], f"squeezed at {width}"


def test_the_frame_of_a_mail_is_accessible(page: Page, record: dict[str, int]) -> None:
    def without_policy(route: Route) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if "policy" not in name}
        route.fulfill(response=answer, headers=headers)

    # Nothing may run in it, so its policy is taken off for axe alone.
    page.route("**/body/", without_policy)
    page.goto("/messages/{message}/body/".format(**record))
    expect(page.locator("mark")).to_be_visible()
    # These are for a page, not for a frame in one.
    check_accessible(page, "landmark-one-main", "page-has-heading-one", "region")


@pytest.mark.parametrize("path", ["/applications/", "/applications/{application}/", "/rejections/"])
def test_on_paper_it_is_ink_on_white_and_nothing_is_cut_off(
    page: Page, record: dict[str, int], path: str
) -> None:
    page.goto(path.format(**record))
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 with the browser's own margins
    page.emulate_media(media="print", color_scheme="dark")
    ink, ground = page.evaluate("['color', 'backgroundColor'].map(n => getComputedStyle(document.body)[n])")
    assert (ink, ground) == ("rgb(34, 48, 58)", "rgba(0, 0, 0, 0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.evaluate(CUT) == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in ("button", "combobox", "textbox"):
        expect(page.get_by_role(part)).to_have_count(0)
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)


def test_nothing_moves_for_long(browse: Callable[..., Page]) -> None:
    moving = """[...document.querySelectorAll('*')].flatMap(one => [getComputedStyle(one)])
        .flatMap(style => [style.transitionDuration, style.animationDuration])
        .flatMap(times => times.split(',')).map(parseFloat)"""
    for motion, longest in (("reduce", 0), ("no-preference", 0.15)):
        page = browse(reduced_motion=motion)
        page.goto("/applications/")
        assert max(page.evaluate(moving)) <= longest


def test_the_address_of_each_page_is_in_this_file(page: Page, journal: Journal) -> None:
    """Every link that the pages above offer leads to a page that is looked at here, or to a download."""
    known = {re.sub(r"\{\w+\}|\d+", "N", path.partition("?")[0]) for path in PAGES}
    known |= {
        "/",
        "/settings/journal.zip",
        "/applications/table.csv",
        "/applications/table.xlsx",
        "/messages/N/raw/",
        "/entries/N/",
        # Asked where an undo takes much away: tests/applications/pages has it.
        "/acts/N/undo/",
    }
    found = set()
    for path in ("/", "/applications/board/", "/applications/1/", "/review/", "/reading/1/", "/settings/"):
        page.goto(path)
        links = page.evaluate("[...document.querySelectorAll('a')].map(one => new URL(one.href).pathname)")
        found |= {re.sub(r"\d+", "N", link) for link in links}
    assert found <= known
