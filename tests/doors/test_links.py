"""Every page is found by links alone, from the start page on: nobody knows an address by heart."""

import re
from collections.abc import Iterator
from html import unescape

from django.test import Client
from django.urls import URLPattern, resolve

from onward.urls import urlpatterns

#: Pages that no link of a page leads to, with the reason.
BY_ANOTHER_WAY = {
    "sign_in": "the way in",
    "sign_in_link": "the way in, printed in the terminal",
    "handed": "opened by the bookmark in the browser",
    "message_body": "the frame in the page of a mail",
    "hand_over": "where the bookmark in the browser sends a page",
    "undo": "from the bar, after an act that is large",
    "waiting": "from Rejections, while a no is kept closed",
    "week_calendar": "from the week, once something of it is planned",
    "still_waiting": "from Insights, when more are waiting than are named there",
    "forecasts": "from Insights, once one was made about what is counted there",
    "ask_on_paper": "opened by the form that chooses the questions",
}


def followed(browser: Client) -> set[str]:
    """The names of all addresses that links lead to, and those of forms that only look."""
    waiting, seen, names = ["/"], set(), set()
    while waiting:
        address = waiting.pop()
        page = browser.get(address, follow=True)
        assert page.status_code == 200, address
        if not page.headers["Content-Type"].startswith("text/html") or page.streaming:
            continue
        for found in linked(page.content.decode()):
            if found.startswith("?"):
                found = page.request["PATH_INFO"] + found
            place = found.partition("#")[0].partition("?")[0]
            if not place.startswith("/") or place.startswith("/static/"):
                continue
            match = resolve(place)
            names.add(str(match.url_name))
            # One address of each kind is enough: the test is about kinds.
            kind = (match.url_name, tuple(sorted(re.findall(r"[?&;](\w+)=", found))))
            if kind not in seen:
                seen.add(kind)
                waiting.append(found)
    return names


def linked(page: str) -> Iterator[str]:
    """Where the links of a page lead, and its forms that only look."""
    for address in re.findall(r'<a\s[^>]*href="([^"]*)"|<form method="get"[^>]*\saction="([^"]*)"', page):
        yield unescape("".join(address))


def test_every_page_is_found_by_links(record: None, signed_in: Client) -> None:
    there = {
        str(pattern.name)
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern) and signed_in.get(path_of(pattern)).status_code == 200
    }
    assert len(there) > 50
    assert sorted(there - followed(signed_in) - set(BY_ANOTHER_WAY)) == []


def path_of(pattern: URLPattern) -> str:
    """An address with ones filled in."""
    return "/" + re.sub(r"<\w+:\w+>", "1", str(pattern.pattern))
