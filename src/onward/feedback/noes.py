"""What noes say of the person: the reasons that they state, what the one they chose had, and comments beside the no."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import correspondence
from onward.applications.correspondence import Mail
from onward.applications.models import Event
from onward.feedback import points
from onward.feedback.patterns import Signal
from onward.language import chosen as comparisons
from onward.language import prints, whose
from onward.language.sentences import split
from onward.people.models import User

#: Sentences of a mail beyond which nothing is read.
_SENTENCES = 60
_PEOPLE = ("person", "agency")


def stated(owner: User) -> Iterator[Signal]:
    """Every reason that a no states, in one query."""
    for event in _told(owner):
        for code, quote in _reasons(event.data.get("reasons")):
            says = "" if whose.control(code, quote) == "not" else "gap"
            rated = max(points.specific(quote, code), 0 if code in whose.SAY_NOTHING else 1)
            yield _signal(event, code, says, quote, rated)


def chosen(owner: User) -> list[Signal]:
    """What people at employers say that the one they chose had; the theme of each is one of `language.chosen.KINDS`.

    Two queries. A machine's sentence is everybody's; what a person writes is read, and so is what was noted by hand.
    """
    told = list(_told(owner))
    mails = correspondence.mails(owner, [event.message_id for event in told if event.message_id])
    found = []
    for event in told:
        named = prints.names(event.current.company, event.current.role)
        mail = mails.get(event.message_id or 0)
        if mail is not None and mail.sender.kind in _PEOPLE:
            text = mail.text
        else:
            text = str(event.data.get("text") or "") if mail is None else ""
        for quote in split(text, _SENTENCES):
            if kind := comparisons.had(quote, named):
                found.append(_signal(event, kind, "", quote, 2, mail.language if mail else ""))
    return found


def comments(event: Event, mail: Mail) -> bool:
    """Whether a person's no says something of the applicant that can be used: praise or a gap, and of what."""
    if mail.sender.kind not in _PEOPLE:
        return False
    told = {quote for _code, quote in _reasons(event.data.get("reasons"))}
    return _comments(mail.text, frozenset(told))


@lru_cache(maxsize=1024)
def _comments(text: str, told: frozenset[str]) -> bool:
    """The same mail is asked about on every page that shows its application."""
    return any(
        point.says and point.specific and not any(point.quote in quote for quote in told)
        for point in points.read(text)
    )


def company(name: str) -> set[str]:
    """What makes an employer the same source as another, two spellings of it alike."""
    folded = prints.employer(name)
    return {f"company:{folded}"} if folded else set()


def _told(owner: User) -> Iterator[Event]:
    found = Event.objects.filter(owner=owner, active=True, kind="rejected", current__visible=True)
    yield from found.select_related("current").order_by("at", "pk")


def _signal(event: Event, theme: str, says: str, quote: str, specific: int, language: str = "") -> Signal:
    name = event.current.company
    who = {f"no:{event.pk}", *company(name)}
    if event.message_id:
        who.add(f"mail:{event.message_id}")
    return Signal(
        theme,
        says,
        quote,
        specific,
        1,
        name or _("an employer"),
        frozenset(who),
        event.at,
        reverse("rejection", args=[event.pk]),
        stated=True,
        named=prints.names(name, event.current.role),
        language=language,
    )


def _reasons(stated: object) -> Iterator[tuple[str, str]]:
    for one in stated if isinstance(stated, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("quote"), str) and one["quote"].strip():
            yield str(one.get("code", "")), one["quote"]
