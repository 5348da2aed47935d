"""What the pages of mail read; each takes a constant number of queries however much there is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications import queries as record
from onward.applications.corrections import CORRECTIONS
from onward.applications.models import Act, Application, Event
from onward.mail.doubt import DOUBTED as LEAST
from onward.mail.doubt import NO_ANSWERS
from onward.mail.models import LedgerEntry, Message, Proposal
from onward.people.models import User

#: Questions about mails that more likely are none of the search, as `Message.doubted` says it.
DOUBTED = Q(message__needs_review=True, message__belongs__lte=LEAST, message__outgoing=False) & ~Q(
    message__kind__in=NO_ANSWERS
)
#: Those of them whose words do not wait for a press.
PLAINLY_DOUBTED = DOUBTED & Q(message__veiled=False)
#: Databases limit the values in one statement; of more mails all are read, and the wanted ones taken.
_NAMED = 500


def open_proposals(owner: User) -> QuerySet[Proposal]:
    """The questions that wait, latest mail first: never decided, or decided by an act that was undone."""
    waiting = Q(decided_at=None)
    if undone := undone_acts(owner):
        waiting |= Q(act_id__in=undone)
    return Proposal.objects.filter(waiting, owner=owner).order_by("-message__at", "-pk")


def with_messages(owner: User, keys: Sequence[int]) -> list[Proposal]:
    """The questions with these ids, in this order, each with its mail."""
    found = Proposal.objects.filter(owner=owner, pk__in=keys).select_related("message").in_bulk()
    return [found[key] for key in keys]


def undone_acts(owner: User) -> set[int]:
    """The acts that do not count today: each step of undo and redo undoes the one before."""
    steps = dict(Act.objects.filter(owner=owner, undoes__isnull=False).values_list("undoes_id", "pk"))
    undone: set[int] = set()
    for first in steps:
        last, in_force = first, True
        while last in steps:
            last, in_force = steps[last], not in_force
        if not in_force:
            undone.add(first)
    return undone


def message(owner: User, key: int) -> Message:
    """One mail with its question, if there is one; a stranger's does not exist."""
    found = Message.objects.filter(owner=owner, pk=key, sealed_at=None).select_related("proposal").first()
    if found is None:
        raise Http404(_("There is no such mail."))
    return found


def open_message(owner: User, key: int) -> Message:
    """One mail whose words may be shown; one that is veiled does not exist yet."""
    found = message(owner, key)
    if found.veiled:
        raise Http404(_("There is no such mail."))
    return found


def facts(owner: User, messages: Sequence[int]) -> dict[int, list[Event]]:
    """The facts in force that rest on these mails, each with its application, by mail."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in (
        Event.objects.filter(owner=owner, message_id__in=messages, active=True)
        .exclude(kind__in=CORRECTIONS)
        .select_related("current", "act")
        .order_by("at", "pk")
    ):
        found[event.message_id or 0].append(event)
    return found


def of_application(owner: User, application: Application) -> list[Message]:
    """The mails that an application's facts rest on, earliest first, without their text."""
    resting = Event.objects.filter(
        owner=owner, current=application, active=True, message_id__isnull=False
    ).exclude(kind__in=CORRECTIONS)
    found = Message.objects.filter(owner=owner, pk__in=resting.values("message_id"))
    return list(found.defer("text").order_by("at", "pk"))


def applications(owner: User, keys: Iterable[object]) -> dict[int, Application]:
    """The applications that these ids stand for today, by the id that was asked for."""
    wanted = {key for key in keys if isinstance(key, int)}
    found = Application.objects.filter(owner=owner, pk__in=wanted).select_related("merged_into")
    today = {one.pk: one.merged_into or one for one in found}
    return {key: one for key, one in today.items() if one.visible}


def offered(owner: User, one: Message, text: str, first: int = 8) -> list[Application]:
    """Applications to file a mail with: those that the search finds, else those that its question names."""
    if text:
        return list(record.applications(owner, record.Filters(text=text))[:first])
    asked = getattr(one, "proposal", None)
    named = applications(owner, (entry.get("application") for entry in asked.candidates)) if asked else {}
    same = record.applications(owner, record.Filters(text=one.company))[:first] if one.company else []
    together = {found.pk: found for found in [*named.values(), *same]}
    return list(together.values())[:first] or list(record.applications(owner)[:first])


def sources(owner: User, one: Message, first: int = 5) -> list[str]:
    """Where a mail was found, the first place first."""
    found = LedgerEntry.objects.filter(owner=owner, message=one).order_by("pk")
    return list(found.values_list("source", flat=True)[:first])


def header_ids(owner: User, keys: Sequence[int]) -> Mapping[int, str]:
    """The Message-ID of each of these mails that has one."""
    wanted = set(keys)
    named = Message.objects.filter(owner=owner).exclude(header_id="").values_list("pk", "header_id")
    if len(wanted) <= _NAMED:
        return dict(named.filter(pk__in=wanted))
    return {key: header for key, header in named.iterator(chunk_size=5000) if key in wanted}
