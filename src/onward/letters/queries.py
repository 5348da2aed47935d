"""What the pages of letters read; each takes a constant number of queries however many letters there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from onward.applications import columns, correspondence, timeline
from onward.applications.correspondence import Mail
from onward.applications.models import Application, Event
from onward.applications.stages import in_zone
from onward.base import clock
from onward.language import chosen as comparisons
from onward.language import prints, whose
from onward.language.sentences import split
from onward.letters import checker, drafting, helping, names, people_in_thread
from onward.letters.drafting import Situation
from onward.letters.helping import Waits
from onward.letters.models import Draft
from onward.letters.people_in_thread import Person, Thread
from onward.people.models import User

#: Sentences of a mail beyond which nothing is read.
_SENTENCES = 60
#: Reasons that say the same as what the one they chose had.
_OF_OTHERS = ("experience_level", "competition")
#: Facts that a letter can follow, the most telling first.
FOLLOWED = (
    "rejected",
    "interview",
    "offer",
    "assessment",
    "update",
    "feedback",
    "acknowledged",
    "applied",
    "outreach",
)


@dataclass(frozen=True, slots=True)
class Around:
    """What a letter stands in: the fact that it follows, its application, the mails and people."""

    event: Event
    application: Application
    mails: Sequence[Mail]
    thread: Thread
    me: str

    @property
    def ended(self) -> bool:
        """Whether the fact is a no."""
        return self.event.kind == "rejected"

    @property
    def mail(self) -> Mail | None:
        """The mail that the fact rests on."""
        return next((one for one in self.mails if one.id == self.event.message_id), None)

    @property
    def waits(self) -> list[Waits]:
        """What in it waits for an answer: an offer of help, a question."""
        return helping.waits(self.mail) if self.ended else []

    @property
    def reasons(self) -> list[str]:
        """The codes of the reasons that the no states; "chosen" where it says what the one they chose had."""
        said = self.event.data.get("reasons")
        codes = (
            [str(one.get("code")) for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        )
        named = prints.names(self.application.company, self.application.role)
        own = self.mail.text if self.mail and self.mail.sender.kind in {"person", "agency"} else ""
        if any(comparisons.had(sentence, named) for sentence in split(own, _SENTENCES)):
            # What they named need not be asked for.
            return [*(code for code in codes if code not in _OF_OTHERS), "chosen", "competition"]
        return codes

    @property
    def not_yours(self) -> bool:
        """Whether all that the no states was theirs to decide, so that there is nothing to ask for."""
        said = self.event.data.get("reasons")
        stated = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        told = [(str(one.get("code")), str(one.get("quote", ""))) for one in stated]
        # Others who fitted better are no reason at all.
        named = [(code, quote) for code, quote in told if code not in whose.SAY_NOTHING]
        return bool(named) and all(whose.control(code, quote) == "not" for code, quote in named)

    @property
    def language(self) -> str:
        """The language of the latest mail in which somebody wrote, where letters are written in it."""
        latest = sorted(
            self.mails, key=lambda mail: (mail.sender.kind in {"person", "agency"}, mail.at), reverse=True
        )
        return drafting.spoken(next((mail.language for mail in latest if mail.language), "en"))

    def answers(self, address: str) -> Mail | None:
        """The latest mail from an address: the one that a letter to it answers."""
        came = [
            mail for mail in self.mails if not mail.outgoing and address and mail.sender.address == address
        ]
        return max(came, key=lambda mail: mail.at, default=None)


def around(owner: User, event: Event) -> Around:
    """Everything around the fact that a letter follows; two queries."""
    mails = correspondence.of_application(owner, event.current)
    return Around(event, event.current, mails, people_in_thread.people(mails), _own_name(owner, mails))


def event(owner: User, key: int) -> Event:
    """A fact that a letter can follow, with its application; a stranger's does not exist."""
    found = Event.objects.select_related("current").filter(owner=owner, pk=key, kind__in=FOLLOWED).first()
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def letter(owner: User, key: int) -> Draft:
    """A letter with all that it hangs on; a stranger's does not exist."""
    found = _letters(owner).filter(pk=key).first()
    if found is None:
        raise Http404(_("There is no such letter."))
    return found


def of_event(owner: User, one: Event) -> list[Draft]:
    """The letters that follow a fact, those put away left out, the latest first."""
    return list(_letters(owner).filter(event=one, put_away_at=None).order_by("-begun_at", "-pk"))


def of_application(owner: User, application: Application) -> list[Draft]:
    """The letters about an application and those that it absorbed, the latest first."""
    about = (
        Q(application=application) | Q(application__merged_into=application) | Q(event__current=application)
    )
    return list(_letters(owner).filter(about, put_away_at=None).order_by("-begun_at", "-pk"))


def all_letters(owner: User) -> list[Draft]:
    """Every letter, also those put away, the latest first."""
    return list(_letters(owner).order_by("-begun_at", "-pk"))


def open_letters(owner: User) -> list[Draft]:
    """The letters that a mail can still be about: not found yet among those sent, or without an answer."""
    unsettled = Q(sent_id=None) | (Q(answered_at=None) & Q(declined_at=None))
    return list(_letters(owner).filter(unsettled, put_away_at=None).order_by("pk"))


def filed(owner: User, mails: Sequence[int]) -> dict[int, set[int]]:
    """The applications that mails are filed with, by mail."""
    found: dict[int, set[int]] = {}
    rows = Event.objects.filter(owner=owner, message_id__in=mails, active=True).values_list(
        "message_id", "current_id"
    )
    for mail, place in rows:
        if mail is not None:
            found.setdefault(mail, set()).add(place)
    return found


def latest_event(owner: User, application: Application) -> Event | None:
    """The fact of an application that a letter would follow: a no, else the latest talk that has taken place."""
    found = Event.objects.filter(
        owner=owner, current=application, active=True, kind__in=("rejected", "interview", "offer")
    )
    past = [
        one
        for one in found.select_related("current", "owner")
        if "cancelled" not in one.data and happened(one) <= clock.now()
    ]
    return max(past, key=lambda one: (one.kind == "rejected", happened(one), one.pk), default=None)


def place(one: Draft) -> Application:
    """The application that a letter is about today, after moves and merges."""
    if one.event is not None:
        return one.event.current
    return one.application.merged_into or one.application


def state(one: Draft) -> str:
    """draft, put_away, answered, declined, due (its follow-up), waiting, or sent."""
    if one.put_away_at:
        return "put_away"
    if one.sent_at is None:
        return "draft"
    if one.answered_at:
        return "answered"
    if one.declined_at:
        return "declined"
    if one.purpose in drafting.ASKING:
        due = (
            one.follow_up_on is not None
            and one.follow_up_on <= timezone.localdate(clock.now())
            and followed_by(one) is None
        )
        return "due" if due else "waiting"
    return "sent"


def followed_by(one: Draft) -> Draft | None:
    """The follow-up of a letter, unless it was put away."""
    later = getattr(one, "follow_up", None)
    return later if later is not None and later.put_away_at is None else None


def situation(one: Draft, surroundings: Around) -> Situation:
    """What the words of a letter depend on."""
    application = surroundings.application
    answered = surroundings.answers(one.to_address)
    first = one.follows
    return Situation(
        purpose=one.purpose,
        stage="applied" if _no_talk_yet(one, surroundings.event) else application.furthest_stage,
        relation=one.relation or "unknown",
        language=one.language,
        formal=one.formal,
        ended=surroundings.ended,
        name=one.to_name,
        honorific=one.honorific,
        role=application.role,
        company=application.company,
        me=surroundings.me,
        questions=tuple(one.questions),
        waits=tuple(waiting.kind for waiting in surroundings.waits),
        answers=first.subject if first else answered.subject if answered else "",
    )


def _no_talk_yet(one: Draft, event: Event) -> bool:
    """Whether a letter asks how things stand after an invitation alone: its day is not known, or still to come."""
    if one.purpose != "status" or event.kind != "interview":
        return False
    # What was entered by hand took place on its day; a mail that only invites is no talk.
    known = event.data.get("interview_at") or (event.source != "mail" and not event.data.get("date"))
    return not known or happened(event) > clock.now()


def to_check(one: Draft, surroundings: Around) -> checker.Draft:
    """The letter as the checker takes it."""
    since = one.follows.sent_at if one.follows and one.follows.sent_at else happened(surroundings.event)
    zone = columns.zone_of(one.owner)
    days = (in_zone(clock.now(), zone).date() - in_zone(since, zone).date()).days
    answers = one.purpose == "answer"
    return checker.Draft(
        subject=one.subject,
        body=one.body,
        language=one.language,
        # An answer is as short as thanks, and never comes too late.
        purpose="thanks" if answers else one.purpose,
        stage=surroundings.application.furthest_stage,
        relation=one.relation,
        days_after=None if answers else max(0, days),
    )


def happened(one: Event) -> datetime:
    """When what a fact tells of took place: a talk that was arranged, else the fact itself."""
    return timeline.moment(one.data.get("interview_at"), columns.zone_of(one.owner)) or one.at


def chosen(one: Draft, thread: Thread) -> Person | None:
    """The person of the thread to whom a letter goes."""
    for person in thread.people:
        if person.name == one.to_name and person.reach == one.to_address:
            return person
    return None


def _own_name(owner: User, mails: Sequence[Mail]) -> str:
    """What the person calls themselves in their mails; else how they are greeted."""
    signed = Counter(mail.sender.name for mail in mails if mail.outgoing and mail.sender.name)
    greeted = Counter(name for mail in mails if not mail.outgoing and (name := names.addressed(mail.text)))
    for counted in (signed, greeted):
        if counted:
            return counted.most_common(1)[0][0]
    return owner.get_full_name()


def _letters(owner: User) -> QuerySet[Draft]:
    return Draft.objects.filter(owner=owner).select_related(
        "owner", "event__current", "event__owner", "application__merged_into", "follows", "follow_up"
    )
