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
    """Context of every template: `navigation`, `look` (auto, light or dark) and `htmx_config`."""
    user = getattr(request, "user", None)
    return {
        "navigation": _navigation(request.path) if getattr(user, "is_authenticated", False) else [],
        "look": getattr(user, "look", "auto"),
        "htmx_config": HTMX,
        "notices": _NOTICES,
    }


def _navigation(path: str) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = []
    for name, title in NAVIGATION.items():
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        # Every address begins with that of the start page.
        inside = url != "/" and path.startswith(url)
        current = "page" if path == url else "true" if inside else ""
        entries.append({"url": url, "title": title, "current": current})
    return entries
