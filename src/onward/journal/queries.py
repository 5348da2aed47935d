"""What is read of the journal and of the lessons; each takes a constant number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications import columns, rows, stages, timeline
from onward.applications.corrections import CORRECTIONS
from onward.applications.details import searchable
from onward.applications.models import Application, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.journal import debriefs, tags
from onward.journal.models import Entry, Lesson
from onward.people.models import User

#: What can be looked back at, besides everything else.
OCCASIONS = ("rejected", "interview", "assessment", "offer", "accepted")
STATES = ("open", "kept", "done", "dropped")
#: What still counts: other rooms pick these up.
LIVING = ("open", "kept")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the journal is narrowed to; empty means all that is finished and not put away."""

    text: str = ""
    tag: str = ""
    application: int | None = None
    #: The first day of a month, in the person's zone.
    month: date | None = None
    #: finished, drafts, put_away.
    show: str = "finished"


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the journal can be narrowed: tags, applications and months, each with how many entries there are."""

    tags: Sequence[tuple[str, int]]
    applications: Sequence[tuple[int, str, int]]
    months: Sequence[tuple[date, int]]
    finished: int
    drafts: int
    put_away: int


def entries(owner: User, filters: Filters = Filters()) -> QuerySet[Entry]:
    """The entries that pass the filters, latest first, each with its application and event."""
    found = _known().filter(owner=owner, put_away_at__isnull=filters.show != "put_away")
    if filters.show != "put_away":
        found = found.filter(finished_at__isnull=filters.show == "drafts")
    for word in searchable(filters.text).split():
        named = Q(application__search_text__contains=word) | Q(event__current__search_text__contains=word)
        found = found.filter(Q(search_text__contains=word) | named)
    if filters.tag:
        found = found.filter(search_text__contains=tags.wanted(filters.tag))
    if filters.application is not None:
        found = found.filter(_about(filters.application))
    if filters.month is not None:
        begin, end = _month(owner, filters.month)
        found = found.filter(begun_at__gte=begin, begun_at__lt=end)
    return found.order_by("-begun_at", "-pk")


def page(owner: User, filters: Filters = Filters(), number: int | str = 1, size: int = 25) -> Page[Entry]:
    """One page of the journal in two queries; beyond the end comes the last page."""
    return Paginator(entries(owner, filters).defer("search_text"), size).get_page(number)


def facets(owner: User) -> Facets:
    """By what the journal can be narrowed, in two queries."""
    zone = columns.zone_of(owner)
    by_tag: dict[str, Counter[str]] = {}
    by_application: Counter[int] = Counter()
    by_month: Counter[date] = Counter()
    counts: Counter[str] = Counter()
    found = Entry.objects.filter(owner=owner).values_list(
        "begun_at", "finished_at", "put_away_at", "tags",
        "event__current_id", "application__merged_into_id", "application_id",
    )  # fmt: skip
    for begun, finished, away, own, current, merged, application in found.iterator(chunk_size=5000):
        state = "put_away" if away else "finished" if finished else "drafts"
        counts[state] += 1
        if state != "finished":
            continue
        by_month[stages.in_zone(begun, zone).date().replace(day=1)] += 1
        for tag in own:
            by_tag.setdefault(searchable(tag), Counter())[tag] += 1
        if place := current or merged or application:
            by_application[place] += 1
    named = Application.objects.filter(owner=owner, pk__in=by_application).defer("note", "search_text")
    return Facets(
        sorted((spelled.most_common(1)[0][0], spelled.total()) for _key, spelled in sorted(by_tag.items())),
        sorted(
            ((one.pk, rows.row(one).name, by_application[one.pk]) for one in named),
            key=lambda found: (found[1].casefold(), found[0]),
        ),
        sorted(by_month.items(), reverse=True),
        counts["finished"],
        counts["drafts"],
        counts["put_away"],
    )


def entry(owner: User, key: int) -> Entry:
    """One entry, also one that was put away; a stranger's does not exist."""
    if (one := _known().filter(owner=owner, pk=key).first()) is None:
        raise Http404(_("There is no such entry."))
    return one


def of_window(owner: User, window: str) -> Entry | None:
    """The entry that this page began, when its first answer was lost on the way."""
    return _known().filter(owner=owner, window=window).first() if window else None


def drafts(owner: User, kind: str = "", first: int = 5) -> list[Entry]:
    """What was begun and not finished, the latest first."""
    found = entries(owner, Filters(show="drafts"))
    return list((found.filter(kind=kind) if kind else found)[:first])


def of_event(owner: User, event: Event) -> list[Entry]:
    """What was written about one fact, drafts included, earliest first."""
    found = _known().filter(owner=owner, event=event, put_away_at=None)
    return list(found.defer("search_text").order_by("begun_at", "pk"))


def of_application(
    owner: User, application: Application, first: int = 10
) -> tuple[list[Entry], list[Lesson]]:
    """What was written about an application, drafts included, and its lessons that still count; latest first."""
    about = _about(application.pk)
    found = _known().filter(about, owner=owner, put_away_at=None).defer("search_text")
    taken = lessons(owner).filter(about)
    return list(found.order_by("-begun_at", "-pk")[:first]), list(taken[:first])


def event(owner: User, key: int) -> Event:
    """A fact that can be looked back at; a stranger's does not exist."""
    facts = Event.objects.filter(owner=owner).exclude(kind__in=CORRECTIONS).select_related("current")
    if (found := facts.filter(pk=key).first()) is None:
        raise Http404(_("There is no such entry."))
    return found


def occasion(owner: User, event: Event) -> str:
    """Which debrief fits a fact, by what was reached in that try; one query."""
    earlier = Event.objects.filter(owner=owner, current=event.current_id, active=True, at__lte=event.at)
    facts: list[Fact] = []
    for key, kind, at, source in (
        earlier.exclude(kind__in=CORRECTIONS).order_by("at", "pk").values_list("pk", "kind", "at", "source")
    ):
        if key == event.pk:
            continue
        # Applying again after an ending is another try: what came before it is no part of this one.
        if kind == "applied" and any(fact.kind in stages.ENDINGS for fact in facts):
            facts = []
        facts.append(Fact(kind, at, source))
    talks = sum(fact.kind == "interview" for fact in facts)
    return debriefs.occasion(event.kind, stages.furthest_stage(facts), talks)


def takes_place(owner: User, event: Event) -> datetime:
    """When what the fact tells of happens: an interview's own time where it is known."""
    return timeline.moment(event.data.get("interview_at"), columns.zone_of(owner)) or event.at


def recent(owner: User, first: int = 8) -> list[Event]:
    """The latest that can be looked back at and has not been, one an application and kind; two queries."""
    written = Entry.objects.filter(owner=owner, put_away_at=None).exclude(event=None)
    found = (
        Event.objects.filter(
            owner=owner, active=True, kind__in=OCCASIONS, current__visible=True, at__lte=clock.now()
        )
        .exclude(pk__in=written.values("event"))
        .exclude(data__has_key="cancelled")
        .select_related("current")
        .order_by("-at", "-pk")[: 6 * first]
    )
    latest: dict[tuple[int, str], Event] = {}
    for one in found:
        if takes_place(owner, one) <= clock.now():
            latest.setdefault((one.current_id, one.kind), one)
    return list(latest.values())[:first]


def free_days(owner: User) -> list[date]:
    """The days on which the person wrote freely, of the last eight weeks, those of drafts and put away too."""
    since = clock.now() - timedelta(weeks=8)
    zone = columns.zone_of(owner)
    begun = Entry.objects.filter(owner=owner, kind="free", begun_at__gte=since).values_list(
        "begun_at", flat=True
    )
    return sorted({stages.in_zone(at, zone).date() for at in begun})


def today(owner: User) -> date:
    """The date in the person's zone."""
    return clock.now().astimezone(columns.zone_of(owner)).date()


def applications(owner: User, first: int = 500) -> list[tuple[int, str]]:
    """The applications that an entry can be about, the latest first."""
    found = Application.objects.filter(owner=owner, visible=True).order_by("-last_event_at", "-pk")[:first]
    told = [rows.row(one) for one in found.defer("note", "search_text")]
    return [(row.application.pk, f"{row.name}, {row.role}" if row.role else row.name) for row in told]


def lessons(owner: User, states: Sequence[str] = LIVING, theme: str | None = None) -> QuerySet[Lesson]:
    """The person's lessons in these states, about one theme or any, the latest first."""
    found = Lesson.objects.filter(owner=owner, state__in=states)
    if theme is not None:
        found = found.filter(theme=theme)
    return found.select_related("application__merged_into", "event__current", "entry").order_by(
        "-made_at", "-pk"
    )


def lessons_with(owner: User, text: str, first: int = 20) -> list[Lesson]:
    """Lessons in any state that hold all of these words, the latest first; one query, as nobody has thousands."""
    words = searchable(text).split()
    found = (
        one for one in lessons(owner, STATES) if all(word in searchable(one.text, one.step) for word in words)
    )
    return list(islice(found, first))


def due(owner: User) -> QuerySet[Lesson]:
    """The lessons to look at again today, the longest waiting first."""
    return lessons(owner).filter(review_on__lte=today(owner)).order_by("review_on", "pk")


def lesson(owner: User, key: int) -> Lesson:
    """One lesson in any state; a stranger's does not exist."""
    found = Lesson.objects.select_related("application__merged_into", "event__current", "entry").filter(
        owner=owner
    )
    if (one := found.filter(pk=key).first()) is None:
        raise Http404(_("There is no such lesson."))
    return one


def lesson_counts(owner: User) -> dict[str, int]:
    """How many lessons there are in each state."""
    counted: Any = Lesson.objects.filter(owner=owner).values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(STATES, 0) | dict(counted)


def next_moment(owner: User) -> datetime:
    """Now, or just after the latest deed: the clock may stand still, and what was done last has to be known."""
    deeds = Entry.objects.filter(owner=owner).aggregate(Max("finished_at"), Max("put_away_at"))
    deeds |= Lesson.objects.filter(owner=owner).aggregate(Max("changed_at"))
    latest = max((at for at in deeds.values() if at is not None), default=None)
    return max(clock.now(), latest + timedelta(microseconds=1)) if latest else clock.now()


def place(one: Entry | Lesson) -> Application | None:
    """The application that an entry or a lesson is about, as it stands today."""
    if one.event is not None:
        return one.event.current
    return (one.application.merged_into or one.application) if one.application else None


def _known() -> QuerySet[Entry]:
    """Entries with what is told of each; to be narrowed to an owner."""
    return Entry.objects.select_related("application__merged_into", "event__current")


def _about(application: int) -> Q:
    """What is about an application, also what was written about one that is a part of it now."""
    by_hand = Q(application=application) | Q(application__merged_into=application)
    return Q(event__current=application) | (Q(event=None) & by_hand)


def _month(owner: User, first: date) -> tuple[datetime, datetime]:
    zone = columns.zone_of(owner)
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return tuple(datetime(one.year, one.month, 1, tzinfo=zone) for one in (first, after))  # type: ignore[return-value]
