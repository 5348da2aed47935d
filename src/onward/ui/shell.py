"""What the frame of every page needs to know: navigation, look, how htmx may behave, what stands above it."""

import json

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Sentences that stand above every page: what whoever looks has to know of this journal as a whole.
_NOTICES: list[str | Promise] = []

#: Name of the address → its title, in order. An entry appears once its page exists; never more than six.
NAVIGATION: dict[str, Promise] = {
    "today": _("Today"),
    "applications": _("Applications"),
    "review": _("Review"),
    "rejections": _("Rejections"),
    "journal": _("Journal"),
    "insights": _("Insights"),
}

#: Pages that lie under an entry: name of the entry → names of addresses with their titles, the entry's own first.
SECTIONS: dict[str, dict[str, Promise]] = {
    "journal": {"journal": _("Written"), "lessons": _("Lessons"), "feedback": _("Feedback")},
}

#: No inline style, no eval, no other host, no page kept in the browser's storage; a sentence (422) is shown.
HTMX = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


def say_above_every_page(sentence: str | Promise) -> None:
    """From now on this stands above every page that this process serves."""
    _NOTICES[:] = [sentence]


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of every template: `navigation`, `section`, `look` (auto, light or dark) and `htmx_config`."""
    user = getattr(request, "user", None)
    signed_in = getattr(user, "is_authenticated", False)
    return {
        "navigation": _navigation(request.path) if signed_in else [],
        "section": _section(request.path) if signed_in else {},
        "look": getattr(user, "look", "auto"),
        "htmx_config": HTMX,
        "notices": _NOTICES,
    }


def _navigation(path: str) -> list[dict[str, object]]:
    entries = []
    for name, title in NAVIGATION.items():
        entry = _entry(name, title, path)
        if entry and not entry["current"] and any(one["current"] for one in _pages(name, path)):
            entry["current"] = "true"
        entries += [entry] if entry else []
    return entries


def _section(path: str) -> dict[str, object]:
    """The pages beside the one that is shown, and the title of the entry that they lie under."""
    for name in SECTIONS:
        pages = _pages(name, path)
        if any(one["current"] for one in pages):
            return {"title": NAVIGATION[name], "pages": pages}
    return {}


def _pages(name: str, path: str) -> list[dict[str, object]]:
    found = [_entry(page, title, path) for page, title in SECTIONS.get(name, {}).items()]
    return [one for one in found if one]


def _entry(name: str, title: Promise, path: str) -> dict[str, object]:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return {}
    # Every address begins with that of the start page.
    inside = url != "/" and path.startswith(url)
    return {"url": url, "title": title, "current": "page" if path == url else "true" if inside else ""}
