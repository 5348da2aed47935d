"""What the address of the list and the board says: search, filters and order."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onward.applications import queries, stages, wording
from onward.applications.forms import DayField, day_input
from onward.applications.queries import Filters


class FilterForm(forms.Form):
    """The fields above the list; what cannot be read narrows nothing and is said at its field."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    stage = forms.ChoiceField(
        label=_("Stage now"), required=False, choices=[("", _("Any")), *wording.STAGES.items()]
    )
    furthest = forms.ChoiceField(
        label=_("Reached"), required=False, choices=[("", _("Any")), *wording.STAGES.items()]
    )
    channel = forms.ChoiceField(label=_("How you applied"), required=False)
    applied_from = DayField(label=_("Applied from"), required=False, widget=day_input())
    applied_to = DayField(label=_("Applied until"), required=False, widget=day_input())

    def __init__(self, *args: Any, channels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [("", _("Any")), *((name, wording.channel(name)) for name in channels)]
        self.fields["channel"] = forms.ChoiceField(label=_("How you applied"), required=False, choices=known)


@dataclass(frozen=True, slots=True)
class View:
    """What an address asks for."""

    form: FilterForm
    filters: Filters
    sort: str
    #: The address's own words without what is empty: links carry no more than they must.
    params: QueryDict
    #: Whether fields beyond the search narrow the list: then they are not folded away.
    narrowed: bool


def view(query: QueryDict, channels: list[str]) -> View:
    """Read the address; `channels` are those in use."""
    params = QueryDict(mutable=True)
    for name in (*FilterForm.base_fields, "status", "sort", "page"):
        if values := list(dict.fromkeys(value for value in query.getlist(name) if value)):
            params.setlist(name, values)
    form = FilterForm(query, channels=channels)
    form.is_valid()
    given = form.cleaned_data
    statuses = [name for name in params.getlist("status") if name in stages.SHOWN_STATUSES]
    filters = Filters(
        text=given.get("q", ""),
        statuses=statuses,
        stages=_one(given.get("stage")),
        furthest=_one(given.get("furthest")),
        channels=_one(given.get("channel")),
        applied_from=given.get("applied_from"),
        applied_to=given.get("applied_to"),
    )
    sort = params.get("sort", queries.DEFAULT_SORT)
    if sort == queries.DEFAULT_SORT or sort.removeprefix("-") not in queries.SORTS:
        sort = queries.DEFAULT_SORT
        params.pop("sort", None)
    narrowed = any(name in params for name in ("stage", "furthest", "channel", "applied_from", "applied_to"))
    return View(form, filters, sort, params, narrowed)


def _one(value: str | None) -> list[str]:
    return [value] if value else []
