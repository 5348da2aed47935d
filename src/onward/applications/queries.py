"""What pages and commands read from the record; each takes a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Lower, NullIf, RowNumber
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications import corrections, stages
from onward.applications.details import searchable
from onward.applications.models import Act, Application, Event
from onward.base import clock
from onward.people.models import User

#: What the list can be sorted by; a minus before it turns the order round. Empty values come last both ways.
SORTS = (
    "company",
    "role",
    "location",
    "channel",
    "applied_on",
    "stage",
    "furthest_stage",
    "status",
    "last_event_at",
    "event_count",
)
DEFAULT_SORT = "-last_event_at"
#: Columns of the board: the stages of what goes on, then what is over.
BOARD = (*stages.STAGES, "accepted", "declined", "withdrawn", "rejected")
_STAGE_ORDER = {name: number for number, name in enumerate(stages.STAGES)}
_STATUS_ORDER = {name: number for number, name in enumerate(stages.SHOWN_STATUSES)}
#: After yes to an offer the search is over for so long.
OVER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty means everything."""

    #: Words that must all be found in company, role, location or note.
    text: str = ""
    #: Statuses as shown, silent included; "open" then means open and not silent.
    statuses: Sequence[str] = ()
    stages: Sequence[str] = ()
    furthest: Sequence[str] = ()
    channels: Sequence[str] = ()
    #: By the day of applying, both days included.
    applied_from: date | None = None
    applied_to: date | None = None


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column of the board: how many there are, and the latest of them."""

    name: str
    count: int
    applications: Sequence[Application]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many applications stand where; every stage and shown status has an entry, also when 0."""

    total: int
    by_status: Mapping[str, int]
    by_furthest_stage: Mapping[str, int]
    by_channel: Mapping[str, int] = field(default_factory=dict)


def applications(
    owner: User, filters: Filters = Filters(), sort: str = DEFAULT_SORT
) -> QuerySet[Application]:
    """The applications that pass the filters, sorted; an unknown sort gives the latest first."""
    found = Application.objects.filter(owner=owner, visible=True)
    for word in searchable(filters.text).split():
        found = found.filter(search_text__contains=word)
    if filters.statuses:
        found = found.filter(_with_status(filters.statuses))
    if filters.stages:
        found = found.filter(stage__in=filters.stages)
    if filters.furthest:
        found = found.filter(furthest_stage__in=filters.furthest)
    if filters.channels:
        found = found.filter(channel__in=filters.channels)
    if filters.applied_from:
        found = found.filter(applied_on__gte=filters.applied_from)
    if filters.applied_to:
        found = found.filter(applied_on__lte=filters.applied_to)
    return found.order_by(*_order(sort))


def page(
    owner: User,
    filters: Filters = Filters(),
    sort: str = DEFAULT_SORT,
    number: int | str = 1,
    size: int = 50,
) -> Page[Application]:
    """One page of the list in two queries; beyond the end comes the last page, for no number the first."""
    return Paginator(applications(owner, filters, sort), size).get_page(number)


def board(owner: User, filters: Filters = Filters(), first: int = 30) -> list[BoardColumn]:
    """Every column with its count and its latest applications, in two queries."""
    found = applications(owner, filters).order_by()
    column = Case(When(status__in=["open", "offer"], then=F("stage")), default=F("status"))
    counts = dict(found.values_list(column).annotate(n=Count("pk")))
    ranked = found.annotate(
        place=Window(
            RowNumber(), partition_by=[column], order_by=[F("last_event_at").desc(nulls_last=True), "-pk"]
        )
    )
    shown: dict[str, list[Application]] = defaultdict(list)
    for one in ranked.filter(place__lte=first).defer("note", "search_text").order_by("place"):
        shown[one.stage if one.status in {"open", "offer"} else one.status].append(one)
    return [BoardColumn(name, counts.get(name, 0), shown[name]) for name in BOARD]


def summary(owner: User, filters: Filters = Filters()) -> Summary:
    """Counts of the applications that pass the filters, in one query."""
    cutoff = clock.now() - stages.SILENT_AFTER
    shown = Case(When(status="open", last_word_at__lte=cutoff, then=Value("silent")), default=F("status"))
    groups = (
        applications(owner, filters)
        .order_by()
        .values_list(shown, "furthest_stage", "channel")
        .annotate(n=Count("pk"))
    )
    by_status = dict.fromkeys(stages.SHOWN_STATUSES, 0)
    by_furthest = dict.fromkeys(stages.STAGES, 0)
    by_channel: dict[str, int] = defaultdict(int)
    for status, furthest, channel, count in groups:
        by_status[status] += count
        by_furthest[furthest] += count
        by_channel[channel] += count
    return Summary(sum(by_status.values()), by_status, by_furthest, dict(by_channel))


def begun(owner: User) -> bool:
    """Whether there is an application."""
    return Application.objects.filter(owner=owner, visible=True).exists()


def said_yes(owner: User, now: datetime) -> datetime | None:
    """When an offer was accepted, whatever was heard from them since; None where no yes of the last months stands."""
    found = Event.objects.filter(
        owner=owner, kind="accepted", at__gt=now - OVER, active=True,
        current__visible=True, current__status="accepted",
    )  # fmt: skip
    return found.order_by("-at").values_list("at", flat=True).first()


def application(owner: User, key: int) -> Application:
    """One application, also one that was merged away or undone; a stranger's does not exist."""
    found = Application.objects.select_related("merged_into").filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such application."))
    return found


def event(owner: User, key: int) -> Event:
    """One fact with its application, whether it counts or was taken out; a stranger's does not exist."""
    facts = Event.objects.filter(owner=owner).exclude(kind__in=corrections.CORRECTIONS)
    found = facts.select_related("current").filter(pk=key).first()
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def others(owner: User, beside: Application, text: str = "", first: int = 8) -> list[Application]:
    """Other applications that pass the search: those at the same employer first, then the latest."""
    found = applications(owner, Filters(text=text)).exclude(pk=beside.pk)
    same = (
        Case(When(company__iexact=beside.company, then=Value(0)), default=Value(1))
        if beside.company
        else None
    )
    order = [same] if same is not None else []
    return list(found.order_by(*order, F("last_event_at").desc(nulls_last=True), "-pk")[:first])


def timeline(owner: User, key: int) -> list[Event]:
    """The facts that count for an application, earliest first, each with its act."""
    found = (
        Event.objects.filter(owner=owner, current_id=key, active=True)
        .exclude(kind__in=corrections.CORRECTIONS)
        .select_related("act")
        .order_by("at", "pk")
    )
    rank = {kind: number for number, kind in enumerate(stages.KINDS)}
    return sorted(found, key=lambda event: (event.at, rank[event.kind], event.pk))


def taken_out(owner: User, key: int) -> list[Event]:
    """The facts of an application that were taken out or replaced, latest first: nothing is lost."""
    return list(
        Event.objects.filter(owner=owner, current_id=key, active=False)
        .exclude(kind__in=corrections.CORRECTIONS)
        .select_related("act")
        .order_by("-at", "-pk")
    )


def acts(owner: User, key: int | None = None, first: int = 20) -> list[Act]:
    """The latest acts, of one application or of all, each with `undone_by` at hand for the undo line.

    `large` says that an act wrote more than 20 lines: its undo reaches beyond one application.
    """
    beyond = Event.objects.filter(act=OuterRef("pk")).order_by("pk")[20:21]
    found = Act.objects.filter(owner=owner).annotate(large=Exists(beyond))
    if key is not None:
        touching = Event.objects.filter(owner=owner).filter(
            Q(current_id=key)
            | Q(application_id=key)
            | Q(target__application_id=key)
            | Q(kind="merged", data__application=key)
        )
        found = found.filter(pk__in=touching.values("act_id"))
    return list(found.select_related("undone_by").order_by("-pk")[:first])


def act(owner: User, key: int) -> Act:
    """One act, with the one that took it back; a stranger's does not exist."""
    found = Act.objects.select_related("undone_by").filter(owner=owner, pk=key).first()
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def brought_by(owner: User, act: Act) -> int:
    """How many applications that are in the lists rest on this act alone, in one query."""
    counting = Event.objects.filter(current=OuterRef("pk"), active=True)
    found = Application.objects.filter(owner=owner, visible=True)
    return found.filter(Exists(counting.filter(act=act)), ~Exists(counting.exclude(act=act))).count()


def channels(owner: User) -> list[str]:
    """The channels in use, in alphabetical order."""
    found = Application.objects.filter(owner=owner, visible=True).exclude(channel="")
    return sorted(found.values_list("channel", flat=True).distinct(), key=str.casefold)


def _with_status(wanted: Iterable[str]) -> Q:
    """The condition for statuses as shown."""
    cutoff = clock.now() - stages.SILENT_AFTER
    silent = Q(status="open", last_word_at__lte=cutoff)
    condition = Q(status__in=[status for status in wanted if status not in {"open", "silent"}])
    if "open" in wanted:
        condition |= Q(status="open") & (Q(last_word_at__gt=cutoff) | Q(last_word_at=None))
    if "silent" in wanted:
        condition |= silent
    return condition


def _order(sort: str) -> list[Any]:
    """The order for a sort key: empty values last, ties by the latest event, then by id."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        sort = name = "last_event_at"
        sort = "-" + name
    key: Any
    if name in {"stage", "furthest_stage"}:
        key = _ranked(name, _STAGE_ORDER)
    elif name == "status":
        key = _shown_rank()
    elif name in {"company", "role", "location", "channel"}:
        key = NullIf(Lower(name), Value(""))
    else:
        key = F(name)
    first = key.desc(nulls_last=True) if sort.startswith("-") else key.asc(nulls_last=True)
    return [first, F("last_event_at").desc(nulls_last=True), "-pk"]


def _ranked(column: str, order: Mapping[str, int]) -> Case:
    return Case(
        *(When(**{column: name}, then=Value(number)) for name, number in order.items()),
        default=Value(len(order)),
        output_field=IntegerField(),
    )


def _shown_rank() -> Case:
    cutoff = clock.now() - stages.SILENT_AFTER
    return Case(
        When(status="open", last_word_at__lte=cutoff, then=Value(_STATUS_ORDER["silent"])),
        default=_ranked("status", _STATUS_ORDER),
        output_field=IntegerField(),
    )
