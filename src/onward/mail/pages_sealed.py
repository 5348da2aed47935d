"""What waits until the person wants to see it: one page that is the same whether something waits or not."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onward.mail import queries, sealing
from onward.people import showing
from onward.people.access import person


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """A page with one button; pressing it files all that was closed, and leads to the noes."""
    owner = person(request)
    if request.method == "POST":
        if not sealing.open_all(owner):
            notes.info(request, _("Nothing was waiting."))
        return redirect("rejections")
    context = {
        "mode": owner.show_no,
        "modes": showing,
        "day": showing.DAYS[owner.show_no_day % 7],
        "hour": f"{owner.show_no_hour:02}:00",
    }
    return render(request, "mail/waiting.html", context)


@require_POST
def unveil(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words of one mail that may be a no."""
    one = queries.message(person(request), pk)
    if one.veiled:
        one.veiled = False
        one.save(update_fields=["veiled"])
    return redirect("message", one.pk)
