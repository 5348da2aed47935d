"""Every address of Onward, in one place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, URLPattern, URLResolver, path, reverse

from onward import takeaway
from onward.applications import pages as applications
from onward.applications import pages_application as application
from onward.applications import pages_events as events
from onward.applications import pages_ties as ties
from onward.applications.models import Application
from onward.mail import pages_messages as mails
from onward.mail import pages_reading as reading
from onward.mail import pages_review as tray
from onward.mail import pages_sealed as sealed
from onward.people import pages as people
from onward.people.access import mine
from onward.rejections import pages as rejections
from onward.sample import pages as sample
from onward.ui import pages as ui


def start(request: HttpRequest) -> HttpResponse:
    """The applications when there are any, else the first visit."""
    begun = mine(Application, request).filter(visible=True).exists()
    for name in ("applications", "settings") if begun else ("welcome", "settings"):
        try:
            return redirect(reverse(name))
        except NoReverseMatch:
            continue
    raise AssertionError("the settings page always exists")


handler400 = "onward.ui.answers.bad_request"
handler403 = "onward.ui.answers.forbidden"
handler404 = "onward.ui.answers.not_found"
handler500 = "onward.ui.answers.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("help-now/", ui.help_now, name="help_now"),
    # people: signing in, settings, what is theirs
    path("sign-in/", people.signed_out, name="sign_in"),
    path("sign-in/<str:token>/", people.sign_in_link, name="sign_in_link"),
    path("sign-out/", people.sign_out, name="sign_out"),
    path("settings/", people.settings_page, name="settings"),
    path("settings/journal.zip", people.download, {"parts": takeaway.parts}, name="download"),
    path("settings/erase/", people.erase_page, name="erase"),
    # applications: list "applications", board, one application, acts; first visit "welcome"
    path("applications/", applications.applications, name="applications"),
    path("applications/board/", applications.board, name="board"),
    path("applications/new/", application.new_application, name="new_application"),
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/edit/", application.edit_application, name="edit_application"),
    path("applications/<int:pk>/move/", ties.move, name="move"),
    path("applications/<int:pk>/merge/", ties.merge, name="merge"),
    path("entries/<int:pk>/", events.entry, name="entry"),
    path("entries/<int:pk>/take-out/", events.take_out, name="take_out"),
    path("entries/<int:pk>/put-back/", events.put_back, name="put_back"),
    path("acts/<int:pk>/undo/", events.undo, name="undo"),
    # mail: reading, the tray "review", messages
    path("welcome/", reading.welcome, name="welcome"),
    path("reading/", reading.readings, name="readings"),
    path("reading/<int:pk>/", reading.reading, name="reading"),
    path("reading/<int:pk>/stop/", reading.stop, name="stop_reading"),
    path("reading/<int:pk>/continue/", reading.go_on, name="continue_reading"),
    path("review/", tray.review, name="review"),
    path("messages/<int:pk>/", mails.message, name="message"),
    path("messages/<int:pk>/body/", mails.body, name="message_body"),
    path("messages/<int:pk>/raw/", mails.raw, name="message_raw"),
    path("messages/<int:pk>/show/", sealed.unveil, name="unveil"),
    path("waiting/", sealed.waiting, name="waiting"),
    path("sample/", sample.open_sample, name="sample"),
    # rejections: the list "rejections"
    path("rejections/", rejections.rejections, name="rejections"),
]
