"""The frame of every page."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

from onward.people.models import User
from onward.ui import shell
from onward.ui.shell import NAVIGATION


def test_navigation_has_at_most_six_entries_and_marks_the_current_one(signed_in: Client) -> None:
    assert len(NAVIGATION) <= 6
    page = signed_in.get("/insights/").content.decode()
    assert '<a href="/insights/" aria-current="page">Insights</a>' in page
    assert page.count("<nav") == 1


def test_pages_under_one_entry_are_shown_beside_each_other(signed_in: Client) -> None:
    for path, title in (("/journal/", "Written"), ("/lessons/", "Lessons"), ("/feedback/ask/", "Feedback")):
        page = signed_in.get(path).content.decode()
        main, _, section = page.partition("</nav>")
        assert re.search(r'<a href="/journal/" aria-current="(page|true)">Journal</a>', main)
        assert len(re.findall(r"aria-current", section.partition("</nav>")[0])) == 1
        assert re.search(rf'aria-current="(page|true)">{title}</a>', section)
    assert 'href="/feedback/"' in signed_in.get("/rejections/").content.decode()


def test_signed_out_pages_have_no_navigation(db: None, visitor: Client) -> None:
    assert "<nav" not in visitor.get("/sign-in/").content.decode()


def test_help_is_one_click_away_everywhere(signed_in: Client, db: None, visitor: Client) -> None:
    for browser, path in ((signed_in, "/settings/"), (visitor, "/sign-in/"), (signed_in, "/nothing/")):
        assert 'href="/help-now/"' in browser.get(path).content.decode()
    page = visitor.get("/help-now/").content.decode()
    for number in ("988", "116 123", "0800 111 0 111", "0800 111 0 222", "112", "999", "911"):
        assert number in page


def test_help_says_nothing_that_was_not_checked(visitor: Client, db: None) -> None:
    """Only what ../shared/EVIDENCE.md has: countries, numbers and the names of lines; no hours, costs or addresses."""
    page = visitor.get("/help-now/").content.decode()
    dialled = set(re.findall(r'href="tel:([^"]+)"', page))
    assert dialled == {"988", "116123", "08001110111", "08001110222", "911", "999", "112"}
    assert "http" not in page.partition('id="content"')[2].partition("<footer")[0]
    for claim in ("free", "Day and night", "Spanish", "chat"):
        assert claim not in page


def test_help_begins_with_the_line_of_ones_own_zone(signed_in: Client, owner: User) -> None:
    for zone, first in (
        ("Europe/Berlin", "TelefonSeelsorge"),
        ("America/Indiana/Knox", "988 Suicide"),
        ("Europe/Dublin", "Samaritans"),
        ("America/Sao_Paulo", "988 Suicide"),
    ):
        owner.time_zone = zone
        owner.save()
        page = signed_in.get("/help-now/").content.decode().partition("People who listen")[2]
        assert first in page.partition("</h3>")[0], zone
    assert "Every country of the European Union" in signed_in.get("/help-now/").content.decode()


def test_what_the_journal_is_stands_above_every_page(
    signed_in: Client, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'class="notice"' not in signed_in.get("/settings/").content.decode()
    monkeypatch.setattr(shell, "_NOTICES", [])
    shell.say_above_every_page("The sample search of nobody")
    for browser, path in ((signed_in, "/week/"), (signed_in, "/insights/"), (visitor, "/help-now/")):
        assert '<p class="notice">The sample search of nobody</p>' in browser.get(path).content.decode()


def test_pages_name_no_other_host_to_load_from(signed_in: Client) -> None:
    page = signed_in.get("/settings/").content.decode()
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith(("/", "#")), address
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address


def test_nothing_is_inline(signed_in: Client) -> None:
    for path in ("/settings/", "/settings/erase/", "/help-now/"):
        page = signed_in.get(path).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|hx-on|<style|javascript:", page)
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)


def test_htmx_may_not_evaluate_or_keep_pages(signed_in: Client) -> None:
    page = signed_in.get("/settings/").content.decode()
    written = re.search(r"name=\"htmx-config\" content='([^']+)'", page)[1]
    config = json.loads(written.replace("&quot;", '"'))
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0


def test_last_act_offers_its_undo() -> None:
    act = {"title": "Filed 3 messages", "undo_url": "/acts/7/undo/"}
    shown = render_to_string("ui/last_act.html", {"last_act": act})
    assert "Filed 3 messages" in shown
    assert 'action="/acts/7/undo/"' in shown
    assert "<form" not in render_to_string("ui/last_act.html", {})
