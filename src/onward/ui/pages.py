"""Pages that belong to no domain: help now."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onward.ui.helplines import EMERGENCY, HELPLINES


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call, open to everyone who reaches this machine, signed in or not."""
    return render(request, "ui/help_now.html", {"helplines": HELPLINES, "emergency": EMERGENCY})
