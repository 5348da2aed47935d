"""The page that opens the sample search."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from onward.sample import opening


@require_POST
def open_sample(request: HttpRequest) -> HttpResponse:
    """Open the sample and show the way to it: a link, as it lies at an address of its own."""
    if settings.HOSTED:
        raise Http404
    return render(request, "sample/opened.html", {"address": opening.open_sample()})
