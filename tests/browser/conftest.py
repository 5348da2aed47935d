"""A real browser on a real `onward serve`: what it complains of, or asks of another host, fails the test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright

from onward import sample
from tests.mail.letters import as_mbox

SHOTS = Path(__file__).parent / "shots"
WAIT = 8000
expect.set_options(timeout=WAIT)


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
        # A page that hangs has no picture; the failure itself is what matters.
        with suppress(Error):
            page.screenshot(path=SHOTS / f"{item.name.replace('/', '-')}.png", full_page=True)


#: The name of a site that is not Onward's.
SITE = "northline.example"


@dataclass(frozen=True)
class Journal:
    """A journal that is served, and the cookies of a browser that is signed in."""

    home: Path
    address: str
    state: Any

    def link(self) -> str:
        """One more link that signs a browser in, once."""
        return str(json.loads(onward(self.home, "sign-in", "--json"))["link"])


def command(home: Path, *arguments: str, zone: str = "UTC") -> dict[str, Any]:
    """How `onward` is called on a journal, on the last day of the sample."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}
    common = ("--home", str(home), "--as-of", str(sample.AS_OF))
    return {
        "args": [sys.executable, "-m", "onward", *common, *arguments],
        "env": {**environment, "TZ": zone, "PYTHONUNBUFFERED": "1"},
        "text": True,
    }


def onward(home: Path, *arguments: str) -> str:
    """What a command prints."""
    done = subprocess.run(**command(home, *arguments), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(home: Path, mails: Sequence[bytes]) -> Path:
    """The journal after these mails were read."""
    onward(home, "read", as_mbox(home.with_suffix(".mbox"), mails), "--me", "mira@example.org")
    return home


def made(home: Path, name: str) -> Path:
    """One of the journals of `journals.py`."""
    told = command(home)
    told["args"] = [sys.executable, "-m", "tests.browser.journals", name]
    told["env"]["ONWARD_HOME"] = str(home)
    done = subprocess.run(**told, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return home


@contextmanager
def started(home: Path, *arguments: str, zone: str = "UTC") -> Iterator[str]:
    """The link that a command prints while it serves; it may complain of nothing until it is stopped."""
    errors = home.with_suffix(".errors")
    with errors.open("w") as file, subprocess.Popen(
        **command(home, *arguments, "--no-browser", zone=zone), stdout=subprocess.PIPE, stderr=file
    ) as process:  # fmt: skip
        try:
            yield next(line.strip() for line in process.stdout or () if line.startswith("http://"))
        finally:
            process.terminate()
    assert "Traceback" not in errors.read_text(), errors.read_text()


@contextmanager
def serving(home: Path, chromium: Browser) -> Iterator[Journal]:
    """The journal, served, with a browser that was signed in by its link."""
    with started(home, "serve") as link:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(link)
        expect(page.get_by_role("navigation", name="Main")).to_be_visible()
        address = link.partition("/sign-in/")[0]
        yield Journal(home, address, context.storage_state())
        context.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system."""
    place = shutil.which("chromium") or shutil.which("chromium-browser")
    assert place, "tools/system-packages.sh installs Chromium"
    with sync_playwright() as playwright:
        # As root, which is how checks run, Chromium has no sandbox to offer.
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        # Another site on this machine, under a name of the web: what is called localhost is no page of the web.
        arguments.append(f"--host-resolver-rules=MAP {SITE} 127.0.0.1")
        browser = playwright.chromium.launch(executable_path=place, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample search, read once; it is copied and never served."""
    home = tmp_path_factory.mktemp("sample") / "home"
    onward(home, "read", str(sample.mbox_path()), "--me", *sample.ME)
    return home


@pytest.fixture(scope="session")
def journal(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Journal]:
    """The sample search, served: each test leaves it as it was. A module may put another in its place."""
    home = Path(shutil.copytree(sample_home, tmp_path_factory.mktemp("journal") / "home"))
    with serving(home, chromium) as served:
        yield served


@pytest.fixture
def asked() -> list[str]:
    """Every address that the browser asked for."""
    return []


@pytest.fixture
def browse(chromium: Browser, journal: Journal, asked: list[str]) -> Iterator[Callable[..., Page]]:
    """`browse(**options)`: a page in a fresh browser in which the owner is signed in."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def dialog(shown: Any) -> None:
        complaints.append(shown.message)
        shown.dismiss()

    def open_page(**options: Any) -> Page:
        given = {"storage_state": journal.state, "base_url": journal.address, "reduced_motion": "reduce"}
        context = chromium.new_context(**{**given, **options})
        contexts.append(context)
        context.set_default_timeout(WAIT)
        context.on("request", lambda request: asked.append(request.url))
        context.on("dialog", dialog)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    elsewhere = [url for url in asked if not url.startswith(f"{journal.address}/")]
    assert elsewhere == [], "a page asked another host"
    # A page that answers 4xx on purpose is no complaint.
    assert [one for one in complaints if "Failed to load resource" not in one] == []


@pytest.fixture
def page(browse: Callable[..., Page]) -> Page:
    """A page in which the owner is signed in."""
    return browse()


@pytest.fixture
def visitor_page(browse: Callable[..., Page]) -> Page:
    """A page in which nobody is signed in."""
    return browse(storage_state=None)


def check_accessible(page: Page, *without: str) -> None:
    """Axe finds nothing wrong with the page, by day and by night; `without` are rules that do not apply."""
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    found = {}
    rules = {name: {"enabled": False} for name in without}
    for look in ("light", "dark"):
        page.emulate_media(color_scheme=look)
        # Nothing can run in the frame of a mail, axe neither; its page is checked by itself.
        options = {"resultTypes": ["violations"], "iframes": False}
        answer = page.evaluate("options => axe.run(options)", {**options, "rules": rules})
        for violation in answer["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found[f"{look}: {violation['id']}"] = (violation["help"], nodes)
    assert found == {}


def follow(link: Locator) -> None:
    """Go where a link leads, and arrive: what looks at the page next would look at the one before."""
    with link.page.expect_navigation():
        link.click()


def undo(page: Page) -> None:
    """Take back what was done last, by the bar at the top."""
    page.locator("#last-act").get_by_role("button", name="Undo").click()
    expect(page.locator("#last-act").get_by_role("button", name="Take this back")).to_be_visible()
