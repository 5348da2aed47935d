"""Turns what can go wrong into an answer that a person can act on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from onward.base.errors import Problem


class Answers:
    """Middleware: a Problem becomes its sentence; a part asked for after signing out leads to sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 302 and _is_part(request):
            place = response.headers.get("Location", "")
            if place.startswith(settings.LOGIN_URL):
                # Followed by the browser itself, so that the sign-in page does not land inside a table.
                return HttpResponse(status=204, headers={"HX-Redirect": settings.LOGIN_URL})
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The sentence of a Problem, as a part for htmx or as a page; other errors go their way."""
        if not isinstance(error, Problem):
            return None
        if _is_part(request):
            body = render_to_string("ui/problem.html", {"sentence": str(error)}, request)
            target = {"HX-Retarget": "#problems", "HX-Reswap": "innerHTML show:#problems:top"}
            return HttpResponse(body, status=422, headers=target)
        back = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        context = {"sentence": str(error), "back": back if safe else "/"}
        return render(request, "ui/problem_page.html", context, status=422)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request that cannot be answered."""
    return _calm(
        400,
        _("This request could not be read"),
        _("Open Onward at the address that it printed when it started."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not from here."""
    return _calm(403, _("This is not open to you"), _("Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was open for too long, or that another site has sent."""
    return _calm(
        403,
        _("This page was open for too long"),
        _("Nothing was changed. Go back, load the page again and press the button once more."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return _calm(404, _("There is nothing here"), _("The address may be old, or the entry was taken back."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a mistake of Onward; it needs no database and no session to say so."""
    return _calm(
        500,
        _("Onward made a mistake"),
        _("What you had saved is safe. What you did just now may not be saved."),
        _("The window where Onward runs shows what happened; “onward doctor” checks the journal."),
    )


def _calm(status: int, title: str, *sentences: str) -> HttpResponse:
    context = {"title": title, "sentences": sentences}
    return HttpResponse(render_to_string("ui/calm.html", context), status=status)


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
