"""Pages that belong to no domain: help now."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onward.ui.helplines import EMERGENCY, nearest_first


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call, open to everyone who reaches this machine, signed in or not."""
    context = {"helplines": nearest_first(timezone.get_current_timezone_name()), "emergency": EMERGENCY}
    return render(request, "ui/help_now.html", context)
