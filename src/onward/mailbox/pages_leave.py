"""Giving Onward leave by OAuth: in the browser, or with a code that is typed in elsewhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onward.base.errors import Problem
from onward.mailbox import actions, door, oauth, queries, vault
from onward.mailbox.models import Mailbox
from onward.mailbox.pages import on_this_machine
from onward.people.access import person
from onward.people.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@on_this_machine
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Where leave is given; posting asks for a code, or whether it was typed in."""
    owner = person(request)
    one = queries.mailbox(owner, pk)
    if one.sign_in != "oauth":
        return redirect("change_mailbox", one.pk)
    do = request.POST.get("do", "")
    if do == "browser":
        # A link and no redirect: forms of Onward lead nowhere else.
        where = oauth.begin(one.client, one.login, one.pk, owner.pk, _redirect(request))
        return render(request, "mailbox/leave.html", _context(one) | {"where": where})
    if do == "device":
        oauth.begin_device(one.client, vault.read(door.name_of(one)), one.pk)
        return redirect("mailbox_leave", one.pk)
    if do == "typed":
        tokens = oauth.ask_device(one.client, vault.read(door.name_of(one)), one.pk)
        if tokens is not None:
            actions.let_in(one, tokens)
            messages.success(request, _("%(host)s lets Onward in.") % {"host": one.host})
            return redirect("mailbox", one.pk)
        messages.info(
            request, _("Leave has not been given yet. Type the code in there, then press once more.")
        )
        return redirect("mailbox_leave", one.pk)
    return render(request, "mailbox/leave.html", _context(one))


# The answer comes from the provider's page, so the browser sends no cookie of ours with it. What lets it in is the
# state, which was made here, works once, and is good for a quarter of an hour; see docs/decisions/23.
@login_not_required
@never_cache
@require_safe
@on_this_machine
def mailbox_answer(request: HttpRequest) -> HttpResponse:
    """The provider's answer: the code is turned into tokens at once, and the page leads on within Onward."""
    asked = oauth.take(request.GET.get("state", ""))
    owner = User.objects.filter(pk=asked.owner).first()
    if owner is None:
        raise Http404
    one = queries.mailbox(owner, asked.mailbox)
    there = reverse("mailbox_leave", args=[one.pk])
    if not request.GET.get("code"):
        problem = _("Leave was not given. Nothing was changed.")
        return render(request, "mailbox/answered.html", {"problem": problem, "there": there})
    try:
        kept = vault.read(door.name_of(one))
        actions.let_in(one, oauth.redeem(one.client, kept, asked, request.GET["code"]))
    except Problem as problem:
        return render(request, "mailbox/answered.html", {"problem": str(problem), "there": there})
    return render(request, "mailbox/answered.html", {"there": reverse("mailbox", args=[one.pk])})


def _context(one: Mailbox) -> dict[str, Any]:
    return {
        "one": one,
        "waiting": oauth.device(one.pk),
        "by_browser": bool(one.client.get("authorize")),
        "by_code": bool(one.client.get("device")),
    }


def _redirect(request: HttpRequest) -> str:
    """Where the answer goes: this machine, at the port at which Onward is served."""
    return request.build_absolute_uri(reverse("mailbox_answer"))
