"""A real browser on a real server: what it complains of, or asks of another host, fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:
    from onward.people.models import User

SHOTS = Path(__file__).parent / "shots"
# Playwright runs a loop of its own in this thread, in which Django would refuse to use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a picture of the page when a test fails."""
    outcome = yield
    report = outcome.get_result()
    page = getattr(item, "funcargs", {}).get("page")
    if report.when == "call" and report.failed and page is not None:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{item.name}.png", full_page=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system."""
    place = shutil.which("chromium") or shutil.which("chromium-browser")
    assert place, "tools/system-packages.sh installs Chromium"
    with sync_playwright() as playwright:
        # As root, which is how checks run, Chromium has no sandbox to offer.
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=place, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A fresh browser whose addresses begin at the server; nothing may be asked of any other host."""
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.set_default_timeout(8000)
    strange: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((live_server.url, "data:", "blob:", "about:"))
            else strange.append(request.url)
        ),
    )
    yield context
    context.close()
    assert strange == [], "a page asked another host"


@pytest.fixture
def visitor_page(context: BrowserContext) -> Iterator[Page]:
    """A page in which nobody is signed in."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield page
    # A page that answers 4xx on purpose is no complaint.
    assert [one for one in complaints if "Failed to load resource" not in one] == []


@pytest.fixture
def page(owner: User, context: BrowserContext, visitor_page: Page, live_server: Any) -> Page:
    """A page in which the owner is signed in."""
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    session = browser.cookies["onward_session"].value
    context.add_cookies([{"name": "onward_session", "value": session, "url": live_server.url}])
    return visitor_page


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """`accessible(page)`: axe finds nothing wrong with it, by day and by night."""

    def check(page: Page) -> None:
        found = {}
        for look in ("light", "dark"):
            page.emulate_media(color_scheme=look)
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found[f"{look}: {violation['id']}"] = (violation["help"], nodes)
        assert found == {}

    return check
