"""Pages that the bookmark hands over: taken without being signed in, shown and kept only to who is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from onward.base import clock
from onward.base.errors import Problem
from onward.capture import bookmarklet, giving, handing, queries, told
from onward.people.access import person

#: What a form adds around the page.
_AROUND = 100_000
_SHOWN = 1500


# A page of another site sends this form: its cookies stay behind, so it arrives signed out and without a token of ours.
# What lets it in is the secret of the bookmark, and all that it can do is wait; see docs/decisions/16.
@csrf_exempt
@login_not_required
@never_cache
@sensitive_post_parameters("secret", "html")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Put a page aside; the answer leads on to where it is shown, as a step within Onward."""
    if request.method != "POST":
        return render(request, "capture/not_handed.html")
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > handing.MAX_BYTES + _AROUND:
        raise Problem(
            _("This page is larger than a posting should be. Copy its text and paste it in Onward.")
        )
    given = request.POST
    one = handing.receive(
        given.get("secret", ""),
        given.get("html", ""),
        given.get("url", ""),
        request.headers.get("Origin", ""),
    )
    return render(request, "capture/received.html", {"there": reverse("handed", args=[one.key])})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handed(request: HttpRequest, key: str) -> HttpResponse:
    """What a page says that was handed over; pressing keeps it, or leaves it."""
    owner = person(request)
    one = queries.handover(owner, key)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "keep":
            kept, made = handing.keep(owner, key)
            if not made:
                messages.info(request, _("You kept this posting before; here it is."))
            return redirect("posting", kept.pk)
        if do == "aside":
            handing.set_aside(owner, key)
        elif do == "back":
            handing.bring_back(owner, key)
        else:
            raise Problem(_("Choose what to do with this page."))
        return redirect("handed", key)
    given = giving.handed(handing.html(one), one.url, timezone.localdate(clock.now()))
    rows = told.rows({name: found.kept() for name, found in given.reading.record.items()})
    context: dict[str, Any] = {
        "one": one,
        "rows": rows,
        "over": any(
            row.name == "valid_until" and row.day and row.day < timezone.localdate(clock.now())
            for row in rows
        ),
        "empty": given.reading.empty,
        "sentence": giving.nothing_to_read(),
        "text": given.reading.text[:_SHOWN],
        "more": len(given.reading.text) > _SHOWN,
    }
    return render(request, "capture/handed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bookmark(request: HttpRequest) -> HttpResponse:
    """The bookmark to keep; pressing makes one, or a new one in the place of the old."""
    owner = person(request)
    if request.method == "POST":
        handing.make_bookmark(owner)
        return redirect("posting_bookmark")
    known = queries.bookmark(owner)
    address = request.build_absolute_uri(reverse("hand_over"))
    link = bookmarklet.link(address, known.secret) if known else ""
    return render(
        request,
        "capture/bookmark.html",
        {"known": known, "link": link, "address": request.build_absolute_uri("/")},
    )
