"""Mailboxes on servers: set one up, choose what is read of it, read it now, forget it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onward.base.errors import Problem
from onward.mail import under_way
from onward.mail.models import Reading
from onward.mailbox import actions, door, forms, providers, queries, source, vault
from onward.mailbox.forms import AddressForm, ReadingForm, ServerForm
from onward.mailbox.models import Mailbox
from onward.mailbox.server import Unvouched, shown
from onward.people.access import person

View = Callable[..., HttpResponse]


def on_this_machine(view: View) -> View:
    """Only where Onward runs on the person's own machine: on a host it would hold the passwords of others."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if settings.HOSTED:
            raise Http404
        return view(request, *given, **named)

    return guarded


@require_safe
@on_this_machine
def mailboxes(request: HttpRequest) -> HttpResponse:
    """The mailboxes that are set up, and where another one begins."""
    found = queries.all_mailboxes(person(request))
    return render(request, "mailbox/mailboxes.html", {"mailboxes": found, "form": AddressForm()})


@sensitive_post_parameters("password", "client_secret")
@require_http_methods(["GET", "HEAD", "POST"])
@on_this_machine
def new_mailbox(request: HttpRequest) -> HttpResponse:
    """From an address to a mailbox that lets Onward in; nothing is kept before it does."""
    if request.method == "POST":
        return _set_up(request, None)
    first = AddressForm(request.GET if "address" in request.GET else None)
    if not first.is_valid():
        status = 422 if first.is_bound else 200
        return render(request, "mailbox/new.html", {"form": first}, status=status)
    address = first.cleaned_data["address"]
    form = ServerForm(initial=forms.guessed(address, _way(request)))
    return render(request, "mailbox/server.html", _around(form, address, None))


@sensitive_post_parameters("password", "client_secret")
@require_http_methods(["GET", "HEAD", "POST"])
@on_this_machine
def change_mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Other settings, or another password."""
    one = queries.mailbox(person(request), pk)
    if request.method == "POST":
        return _set_up(request, one)
    form = ServerForm(initial=forms.standing(one, _way(request)))
    return render(request, "mailbox/server.html", _around(form, one.address, one))


@require_http_methods(["GET", "HEAD", "POST"])
@on_this_machine
def mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """One mailbox: when it was read, its folders, how often; posting keeps the choice."""
    owner = person(request)
    one = queries.mailbox(owner, pk)
    folders = list(queries.folders(one))
    initial = {
        "folders": [str(each.pk) for each in folders if each.chosen],
        "every_minutes": one.every_minutes,
    }
    form = ReadingForm(folders, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose(
            one, [int(key) for key in form.cleaned_data["folders"]], form.cleaned_data["every_minutes"]
        )
        messages.success(request, _("Kept. It counts from the next reading on."))
        return redirect("mailbox", one.pk)
    running = Reading.objects.filter(owner=owner, state="running").order_by("-pk").first()
    context = {
        "one": one,
        "form": form,
        "folders": folders,
        "left": [each.title for each in folders if not each.chosen],
        "running": running if running and under_way.state(running) == "running" else None,
        "secret_there": _has_secret(one),
        "in_keyring": vault.in_keyring(),
        "vault": vault.place().parent,
        "fingerprint": shown(one.fingerprint),
    }
    return render(request, "mailbox/mailbox.html", context, status=422 if form.errors else 200)


@require_POST
@on_this_machine
def sync_mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it in the background; its page of progress follows."""
    owner = person(request)
    one = queries.mailbox(owner, pk)
    return redirect("reading", under_way.begin(owner, [source.name_of(one)], []).pk)


@require_POST
@on_this_machine
def test_mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in, look which folders there are, and say how it went in one sentence."""
    one = queries.mailbox(person(request), pk)
    try:
        found = actions.look(one)
    except Problem as problem:
        messages.warning(request, str(problem))
        return redirect("mailbox", one.pk)
    actions.list_folders(one, found)
    messages.success(request, _let_in(one, len(found)))
    return redirect("mailbox", one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@on_this_machine
def forget_mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it with its secret, after a page that says what stays."""
    one = queries.mailbox(person(request), pk)
    if request.method != "POST":
        return render(request, "mailbox/forget.html", {"one": one, "in_keyring": vault.in_keyring()})
    actions.forget(one)
    told = _("%(address)s and its password are forgotten. What was read from it stays in your journal.")
    messages.success(request, told % {"address": one.address})
    return redirect("mailboxes")


@sensitive_variables("secret")
def _set_up(request: HttpRequest, one: Mailbox | None) -> HttpResponse:
    """Try what was given; it is kept when the server lets Onward in."""
    form = ServerForm(request.POST)
    context: dict[str, Any] = {}
    if form.is_valid():
        secret = form.secret()
        try:
            made = actions.set_up(person(request), form.fields_of_mailbox(), secret, one.pk if one else None)
        except Problem as problem:
            context["problem"] = str(problem)
            if isinstance(problem, Unvouched):
                context["offered"] = problem.fingerprint
                # The next press is an answer to this very page: the password need not be typed twice.
                form.fields["password"].widget.render_value = True
        else:
            if made.sign_in == "oauth":
                return redirect("mailbox_leave", made.pk)
            messages.success(request, _let_in(made, made.folders.count()))
            return redirect("mailbox", made.pk)
    address = request.POST.get("address", "")
    return render(request, "mailbox/server.html", _around(form, address, one) | context, status=422)


def _around(form: ServerForm, address: str, one: Mailbox | None) -> dict[str, Any]:
    """What stands around the form."""
    found = providers.guess(address)
    oauth = (form["sign_in"].value() or "password") == "oauth"
    secret_there = one is not None and _has_secret(one)
    if secret_there:
        form.fields["password"].help_text = _("Leave it empty to keep the one that is stored.")
    return {
        "form": form, "address": address, "one": one, "provider": found, "oauth": oauth,
        "app_password": found.sign_in == "app_password",
        # Where nothing is known, or something is not right, the details lie open.
        "open": not found.name or bool(form.errors.keys() & {"host", "port", "security", "login", "fingerprint"}),
        "in_keyring": vault.in_keyring(), "vault": vault.place().parent,
    }  # fmt: skip


def _has_secret(one: Mailbox) -> bool:
    try:
        secret = vault.read(door.name_of(one))
    except Problem:
        return True
    return bool(secret.get("refresh_token" if one.sign_in == "oauth" else "password"))


def _let_in(one: Mailbox, folders: int) -> str:
    told = ngettext(
        "%(host)s lets Onward in and shows %(n)d folder.",
        "%(host)s lets Onward in and shows %(n)d folders.",
        folders,
    )
    return told % {"host": one.host, "n": folders}


def _way(request: HttpRequest) -> str:
    """The way of signing in that the person chose instead of the usual one."""
    chosen = request.GET.get("sign_in", "")
    return chosen if chosen in ("password", "oauth") else ""
