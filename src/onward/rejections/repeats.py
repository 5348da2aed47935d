"""Sentences that several employers have sent this person: the index of their prints, and what it answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, router, transaction
from django.db.models import Min
from django.urls import reverse

from onward.applications import correspondence
from onward.applications.models import Event
from onward.language import prints
from onward.language.sentences import split
from onward.people.models import User
from onward.rejections.models import Print

#: Sentences of a mail beyond which nothing is read.
SENTENCES = 60
#: Employers that a page names; the rest is a number.
NAMED = 12
#: Mails that are read at once.
_BATCH = 500
_COLUMNS = ("owner_id", "message_id", "position", "family", "employer", "words")


@dataclass(frozen=True, slots=True)
class Sender:
    """An employer that sent the same sentence: its name, when, and the page of that no."""

    name: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence that other employers sent too: how many of them, and the latest by name."""

    employers: int
    senders: tuple[Sender, ...] = ()


def catch_up(owner: User) -> int:
    """Bring the index up to the record: mails that said no and are new go in, what was corrected away goes out.

    Returns the number of mails taken in. Cheap when there is nothing to do; intake may call it too.
    """
    said_no = {
        message: (company, role)
        for message, company, role in Event.objects.filter(
            owner=owner, active=True, kind="rejected", message_id__isnull=False, current__visible=True
        )
        .order_by("pk")
        .values_list("message_id", "current__company", "current__role")
        if message is not None
    }
    known = dict(Print.objects.filter(owner=owner).values_list("message_id", "employer").distinct())
    gone = [key for key in known if key not in said_no or known[key] != prints.employer(said_no[key][0])]
    new = sorted({key for key in said_no if key not in known} | (set(gone) & set(said_no)))
    # Mails that are not shown yet stay out, and nothing is written for them.
    if not gone and (not new or (len(new) <= _BATCH and not correspondence.mails(owner, new))):
        return 0
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
        for start in range(0, len(gone), _BATCH):
            Print.objects.filter(owner=owner, message_id__in=gone[start : start + _BATCH]).delete()
        # Another page may have been quicker while this one waited.
        there = set(Print.objects.filter(owner=owner).values_list("message_id", flat=True).distinct())
        return _take_in(owner, [key for key in new if key not in there], said_no)


def of_mail(owner: User, message: int) -> dict[int, Repeat]:
    """What is known of a mail's sentences, by position: those that other employers sent too, in two or three queries."""
    own = dict(
        Print.objects.filter(owner=owner, message_id=message)
        .exclude(family=0)
        .values_list("position", "family")
    )
    if not own:
        return {}
    sender = Print.objects.filter(owner=owner, message_id=message).values_list("employer", flat=True).first()
    elsewhere = (
        Print.objects.filter(owner=owner, family__in=set(own.values()))
        .exclude(employer__in=["", sender or ""])
        .values_list("family", "employer")
        .distinct()
    )
    counts: dict[int, int] = {}
    for family, _employer in elsewhere:
        counts[family] = counts.get(family, 0) + 1
    return {place: Repeat(counts[family]) for place, family in own.items() if family in counts}


def senders(owner: User, message: int, position: int, limit: int = NAMED) -> tuple[Sender, ...]:
    """The other employers that sent a sentence of a mail, the latest first, each once."""
    return named(owner, message, [position], limit).get(position, ())


def named(
    owner: User, message: int, positions: Collection[int], limit: int = NAMED
) -> dict[int, tuple[Sender, ...]]:
    """The other employers that sent these sentences of a mail, by position, in three queries however many."""
    rows = Print.objects.filter(owner=owner, message_id=message, position__in=positions).exclude(family=0)
    own = {
        place: (family, employer)
        for place, family, employer in rows.values_list("position", "family", "employer")
    }
    if not own:
        return {}
    (sender,) = {employer for _family, employer in own.values()}
    latest: dict[int, dict[str, int]] = {}
    found = Print.objects.filter(owner=owner, family__in={family for family, _ in own.values()})
    for family, employer, mail in (
        found.exclude(employer__in=["", sender])
        .order_by("message_id")
        .values_list("family", "employer", "message_id")
    ):
        latest.setdefault(family, {})[employer] = mail
    shown = {family: list(by.values())[-4 * limit :] for family, by in latest.items()}
    events = _events(owner, {mail for mails in shown.values() for mail in mails})
    told = {}
    for place, (family, _) in own.items():
        there = sorted(
            (events[mail] for mail in shown.get(family, ()) if mail in events), key=lambda one: one.at
        )
        told[place] = tuple(there[::-1][:limit])
    return told


def _events(owner: User, mails: Collection[int]) -> Mapping[int, Sender]:
    found = Event.objects.filter(owner=owner, active=True, kind="rejected", message_id__in=mails)
    return {
        event.message_id: Sender(event.current.company, event.at, reverse("rejection", args=[event.pk]))
        for event in found.select_related("current").order_by("-pk")
        if event.message_id is not None
    }


def _take_in(owner: User, keys: Sequence[int], named_as: Mapping[int, tuple[str, str]]) -> int:
    if not keys:
        return 0
    families = prints.Families(_firsts(owner))
    own = prints.names(owner.first_name, owner.last_name, *(one.partition("@")[0] for one in owner.addresses))
    taken = 0
    for start in range(0, len(keys), _BATCH):
        mails = correspondence.mails(owner, keys[start : start + _BATCH])
        rows: list[tuple[int, int, str]] = []
        read: list[prints.Print] = []
        for key, mail in mails.items():
            company, role = named_as[key]
            named_here = own | prints.names(company, role, mail.company, mail.sender.name)
            employer = prints.employer(company)
            said = [prints.of(one, named_here, mail.language) for one in split(mail.text, SENTENCES)]
            if not any(said):
                rows.append((key, 0, employer))
                read.append(())
            for place, one in enumerate(said):
                if one:
                    rows.append((key, place, employer))
                    read.append(one)
        _write(owner, rows, families.of(read), read)
        taken += len(mails)
    return taken


def _firsts(owner: User) -> list[tuple[int, prints.Print]]:
    """The first print of each family that is known."""
    first = Print.objects.filter(owner=owner).exclude(family=0).values("family").annotate(first=Min("pk"))
    found = Print.objects.filter(pk__in=first.values("first")).values_list("family", "words")
    return [(family, tuple(words.split())) for family, words in found]


def _write(
    owner: User, rows: Sequence[tuple[int, int, str]], families: Sequence[int], read: Sequence[prints.Print]
) -> None:
    """One statement run many times: the ORM would spend most of the time on preparing values."""
    connection = connections[router.db_for_write(Print)]
    quote = connection.ops.quote_name
    columns, places = ", ".join(quote(name) for name in _COLUMNS), ", ".join(["%s"] * len(_COLUMNS))
    statement = f"INSERT INTO {quote(Print._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                (owner.pk, key, place, family, employer, " ".join(one))
                for (key, place, employer), family, one in zip(rows, families, read, strict=True)
            ],
        )
