"""The list of applications as a file for a spreadsheet, narrowed and sorted as the list is."""

from datetime import tzinfo

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onward.applications import columns, filters, queries, rows
from onward.applications.models import Application
from onward.applications.stages import in_zone
from onward.base import clock, sheets
from onward.people.access import person

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def table(request: HttpRequest, form: str) -> HttpResponseBase:
    """The file: `form` is csv or xlsx."""
    owner = person(request)
    asked = filters.view(request.GET, queries.channels(owner))
    found = queries.applications(owner, asked.filters, asked.sort).defer("search_text")
    zone = columns.zone_of(owner)
    name = f"applications-{in_zone(clock.now(), zone).date().isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    lines = (_line(one, zone) for one in found.iterator(chunk_size=500))
    if form == "csv":
        content = sheets.as_csv(_heads(), lines)
        return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
    book = sheets.as_xlsx(_("Applications"), _heads(), lines)
    return HttpResponse(book, content_type=_XLSX, headers=headers)


def _heads() -> list[str]:
    return [
        _("Employer"),
        _("Role"),
        _("Status"),
        _("Stage"),
        _("Reached"),
        _("Applied"),
        _("Latest entry"),
        _("How"),
        _("Place"),
        _("Their number"),
        _("Link"),
        _("Entries"),
        _("Note"),
    ]


def _line(one: Application, zone: tzinfo) -> list[sheets.Cell]:
    row = rows.row(one)
    latest = in_zone(one.last_event_at, zone).date() if one.last_event_at else None
    return [
        one.company,
        one.role,
        row.status,
        row.stage,
        row.furthest_stage,
        None if one.applied_bound else one.applied_on,
        latest,
        row.channel,
        one.location,
        one.requisition,
        one.url,
        one.event_count,
        one.note,
    ]
