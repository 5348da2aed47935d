"""Signing in and out, settings, and what a person can do with all that is theirs."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.base import clock
from onward.people import backups, erase, places, sign_in, tries, zones
from onward.people.access import person
from onward.people.export import Parts, archive
from onward.people.forms import AddressForm, EraseForm, LookForm, ShowingForm


@login_not_required
@never_cache
def signed_out(request: HttpRequest) -> HttpResponseBase:
    """How to get in: a new link from the command line, or a password where Onward is hosted."""
    if request.user.is_authenticated:
        return redirect("/")
    if settings.HOSTED:
        view = LoginView.as_view(template_name="people/password.html", authentication_form=tries.PasswordForm)
        return view(request)
    return render(request, "people/signed_out.html")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button that a script presses at once; only pressing uses the link up."""
    if settings.HOSTED:
        return redirect("sign_in")
    if request.method == "POST":
        owner = sign_in.redeem(token)
        if owner is not None:
            login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("/")
    elif sign_in.is_open(token):
        return render(request, "people/sign_in.html")
    if request.user.is_authenticated:
        return redirect("/")
    return render(request, "people/signed_out.html", {"link_is_over": True}, status=410)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's session."""
    logout(request)
    return redirect("sign_in")


@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """The person's addresses, how dates and pages look, and where their data lies."""
    owner = person(request)
    address_form = AddressForm(owner=owner)
    look_form = LookForm(instance=owner)
    showing_form = ShowingForm(instance=owner)
    if request.method == "POST":
        if "remove" in request.POST:
            gone = request.POST["remove"]
            owner.addresses = [one for one in owner.addresses if one != gone]
            owner.save(update_fields=["addresses"])
            messages.success(request, _("%(address)s is no longer one of yours.") % {"address": gone})
            return redirect("settings")
        if "address" in request.POST:
            address_form = AddressForm(request.POST, owner=owner)
            if address_form.is_valid():
                address_form.save()
                return redirect("settings")
        elif "show_no" in request.POST:
            showing_form = ShowingForm(request.POST, instance=owner)
            if showing_form.is_valid():
                showing_form.save()
                return redirect(f"{reverse('settings')}#showing")
        else:
            look_form = LookForm(request.POST, instance=owner)
            if look_form.is_valid():
                look_form.save()
                return redirect("settings")
    context = {
        "owner": owner,
        "address_form": address_form,
        "look_form": look_form,
        "showing_form": showing_form,
        "places": places.places(),
        "zones": zones.names(),
        "hosted": settings.HOSTED,
        "backups_made": backups.are_made(),
        "backups": backups.found(),
    }
    return render(request, "people/settings.html", context)


@require_GET
def download(request: HttpRequest, parts: Parts) -> StreamingHttpResponse:
    """The journal as it is, as a zip that is written while it is sent."""
    owner = person(request)
    name = f"onward-{clock.today().isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(archive(owner, parts), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
def erase_page(request: HttpRequest) -> HttpResponse:
    """Erase everything, after the person has typed the word."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        owner = person(request)
        logout(request)
        erase.erase(owner)
        return render(request, "people/erased.html", {"hosted": settings.HOSTED})
    return render(request, "people/erase.html", {"form": form, "backups": backups.found()})
