"""All that the page of one no shows, read once: the message with its marks, reasons, how far it got, what was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.http import Http404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from onward.applications import columns, correspondence, glimpses, stages
from onward.applications.corrections import CORRECTIONS
from onward.applications.correspondence import Mail
from onward.applications.glimpses import Glimpse
from onward.applications.models import Application, Event
from onward.applications.stages import in_zone
from onward.journal import themes
from onward.language import chosen, met, network, prints
from onward.language.sentences import split
from onward.language.whose import SAY_NOTHING
from onward.people.models import User
from onward.rejections import repeats, sentences
from onward.rejections.inferring import OF_THE_ROLE, Course, Inference, inferred
from onward.rejections.models import Step
from onward.rejections.repeats import Repeat
from onward.rejections.sentences import Mark

#: Mails after the no that may still say why.
_SAYING = ("rejection", "feedback", "update")


@dataclass(frozen=True, slots=True)
class Stated:
    """A reason that somebody at the employer stated: its code, the words, and the mail if it is a later one."""

    code: str
    quote: str
    later: Mail | None = None


@dataclass(slots=True)
class Look:
    """One no, as its page and its offers see it."""

    event: Event
    mail: Mail | None
    glimpse: Glimpse
    marks: list[Mark] = field(default_factory=list)
    repeated: Mapping[int, Repeat] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    #: Sentences that compare, or speak of "fit": they name no cause that anybody can use.
    hollow: list[Mark] = field(default_factory=list)
    #: Sentences that say what the one they chose had; no reasons either, but something to know.
    chosen: list[Mark] = field(default_factory=list)
    suggested: list[Inference] = field(default_factory=list)
    #: A sentence of theirs that speaks of a talk, where the record knows of none and the person was not asked yet.
    met: str = ""
    steps: list[Step] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def step(self, kind: str) -> Step | None:
        """The step of a kind that stands."""
        return next((one for one in reversed(self.steps) if one.kind == kind and not one.taken_back_at), None)

    @property
    def met_since(self) -> Event | None:
        """The talk that was recorded because their mail speaks of it, while its day is not known."""
        return next((one for one in self.events if talk_of(one, self.event) and "date" in one.data), None)

    @property
    def after_yes(self) -> bool:
        """Whether it came by mail after the person had accepted an offer, and nobody has said what that means."""
        accepted = any(one.kind == "accepted" and one.at <= self.event.at for one in self.events)
        counts = self.event.source == "hand" or self.event.current.status != "accepted"
        return accepted and not counts and self.step("stands") is None

    @property
    def informative(self) -> bool:
        """Whether anything in it tells why, or what to do better."""
        return any(mark.kind == "informative" for mark in self.marks) or bool(self.stated)

    @property
    def own_words(self) -> str:
        """What the person noted of a no that came by no mail: on the phone, at a desk."""
        return "" if self.mail else str(self.event.data.get("text") or "").strip()

    @property
    def all_stock(self) -> bool:
        """Whether nothing in it was written to this person, as far as one can tell."""
        return not self.own_words and all(mark.kind == "stock" for mark in self.marks)

    @property
    def guessed(self) -> list[str]:
        """The person's own reasons."""
        step = self.step("guess")
        return [code for code in step.data.get("codes", []) if code in themes.THEMES] if step else []

    @property
    def again_on(self) -> date | None:
        """When the person wants to look at this employer again."""
        return again_on(self.step("again"))


def again_on(step: Step | None) -> date | None:
    """The day that a step of the kind "again" names."""
    try:
        return parse_date(str(step.data.get("on", ""))) if step else None
    except ValueError:
        return None


def event(owner: User, key: int) -> Event:
    """The fact at this address, whatever it is by now; a stranger's does not exist."""
    found = (
        Event.objects.filter(owner=owner, pk=key)
        .exclude(kind__in=CORRECTIONS)
        .select_related("current")
        .first()
    )
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def standing(owner: User, event: Event, kind: str) -> Step | None:
    """The step of a kind that stands for a no."""
    return (
        Step.objects.filter(owner=owner, event=event, kind=kind, taken_back_at=None).order_by("-pk").first()
    )


def look(owner: User, event: Event) -> Look:
    """Everything about a no. The same event looked at twice in one request is read once."""
    known = getattr(event, "_look", None)
    if isinstance(known, Look):
        return known
    found = _read(owner, event)
    event._look = found  # type: ignore[attr-defined]
    return found


def _read(owner: User, event: Event) -> Look:
    events = list(
        Event.objects.filter(owner=owner, current_id=event.current_id, active=True)
        .exclude(kind__in=CORRECTIONS)
        .order_by("at", "pk")
    )
    keys = [one.message_id for one in events if one.message_id is not None and one.at >= event.at]
    mails = correspondence.mails(owner, sorted({*keys, *([event.message_id] if event.message_id else [])}))
    mail = mails.get(event.message_id or 0)
    steps = list(Step.objects.filter(owner=owner, event=event).order_by("pk"))
    glimpse = glimpses.of(owner, [event]).get(event.message_id or 0, glimpses.NOTHING)
    found = Look(event, mail, glimpse, steps=steps, events=events)
    if mail is not None:
        repeats.catch_up(owner)
        found.repeated = repeats.of_mail(owner, mail.id)
        found.marks = marks(mail, found.repeated)
        _compared(found, mail)
        _reasons(found, mail, [one for one in mails.values() if one.id != mail.id and not one.outgoing])
    found.suggested = _suggested(owner, found)
    found.met = _met(found)
    return found


def talk_of(event: Event, no: Event) -> bool:
    """Whether a fact is the talk that was recorded by what this no says."""
    return event.kind == "interview" and event.data.get("event") == no.pk


def _met(found: Look) -> str:
    """What the no says of a talk; nothing where one is recorded, or the person said that there was none."""
    answered = found.step("met")
    if reached(found) in ("interview", "offer") or (answered and not answered.data.get("was")):
        return ""
    return met.spoken_of(found.mail.text) if found.mail else ""


def marks(mail: Mail, repeated: Mapping[int, Repeat]) -> list[Mark]:
    """The sentences of a mail with their marks."""
    said = split(mail.text, repeats.SENTENCES)
    tracker = mail.sender.kind == "tracker"
    facts = (bool(mail.thread), mail.sender.kind == "no_reply", tracker, mail.sender.kind == "board", False,
             mail.sender.kind == "agency")  # fmt: skip
    opinion = network.read(mail.subject, said, facts)
    known = {place: one.employers for place, one in repeated.items()}
    return sentences.classify(said, opinion, known, by_person=mail.sender.kind in {"person", "agency"})


def _compared(found: Look, mail: Mail) -> None:
    """Which sentences say what the one they chose had; of a machine's only those that it did not send to others."""
    place = found.event.current
    named = prints.names(place.company, place.role)
    own = mail.sender.kind in {"person", "agency"}
    for position, mark in enumerate(found.marks):
        if not mark.employers and (own or mark.kind != "stock") and chosen.had(mark.text, named):
            # Whoever names what somebody else had does not write to everybody.
            found.marks[position] = mark if mark.kind == "informative" else replace(mark, kind="personal")
            found.chosen.append(found.marks[position])


def _reasons(found: Look, mail: Mail, others: Sequence[Mail]) -> None:
    """What is stated: by the informative sentences of the no, by its mail as it was understood, by later mails.

    A stock sentence never counts, and neither does a reason that names no cause that can be used.
    """
    kinds = {_plain(mark.text): mark.kind for mark in found.marks}
    by_code: dict[str, Stated] = {}
    for one in (mail, *sorted(others, key=lambda one: (one.at, one.id))):
        if one.kind not in _SAYING:
            continue
        for reason in one.reasons:
            code, quote = str(reason.get("code", "")), str(reason.get("quote", ""))
            if code not in themes.THEMES or not quote:
                continue
            if code in SAY_NOTHING:
                if one is mail:
                    found.hollow += [mark for mark in found.marks if _plain(mark.text) == _plain(quote)]
            elif one is not mail or kinds.get(_plain(quote)) == "informative":
                by_code.setdefault(code, Stated(code, quote, None if one is mail else one))
    for mark in found.marks:
        for code in mark.codes:
            by_code.setdefault(code, Stated(code, mark.text))
    # "Filled by somebody from inside" is no matter of timing beside that.
    gone = {one.quote for code, one in by_code.items() if code in OF_THE_ROLE and code != "timing"}
    found.stated = [one for code, one in by_code.items() if code != "timing" or one.quote not in gone]
    counted = {_plain(one.quote) for one in found.stated}
    found.chosen = [mark for mark in found.chosen if _plain(mark.text) not in counted]


def _suggested(owner: User, found: Look) -> list[Inference]:
    event, place = found.event, found.event.current
    course = Course(
        applied_at=_applied_at(found),
        ended_at=event.at,
        furthest_stage=reached(found),
        stated=[one.code for one in found.stated],
        elsewhere=_elsewhere(owner, event, place),
    )
    down = {
        one.data.get("code") for one in found.steps if one.kind == "not_inferred" and not one.taken_back_at
    }
    return [one for one in inferred(course) if one.code not in down]


def _applied_at(found: Look) -> datetime | None:
    """When the person applied, to the minute: a mail knows it, a day entered by hand does not."""
    if found.event.source != "mail":
        return None
    known = [
        one.at
        for one in found.events
        if one.kind in {"applied", "acknowledged"} and one.source == "mail" and one.at <= found.event.at
    ]
    return max(known, default=None)


def _elsewhere(owner: User, event: Event, place: Application) -> list[str]:
    """Reasons that other mails of the employer state about the same role; none where either has no name."""
    if not place.company or not place.role:
        return []
    same = Event.objects.filter(
        owner=owner, active=True, kind__in=["rejected", "update"], message_id__isnull=False,
        current__company__iexact=place.company, current__role__iexact=place.role,
    )  # fmt: skip
    keys = same.exclude(current=place).order_by("-at").values_list("message_id", flat=True)[:5]
    told = correspondence.mails(owner, [key for key in keys if key is not None])
    return [str(reason.get("code", "")) for mail in told.values() for reason in mail.reasons]


def reached(found: Look) -> str:
    """The furthest stage before this no."""
    facts = [stages.Fact(one.kind, one.at, one.source) for one in found.events if one.at <= found.event.at]
    return stages.furthest_stage(facts)


def waited(owner: User, found: Look) -> timedelta | None:
    """From applying to the no: whole days, or less where both are known to the minute; None when it is not known."""
    if found.event.data.get("date"):
        return None
    exact = _applied_at(found)
    if exact is not None and found.event.at - exact < timedelta(days=1):
        return found.event.at - exact
    zone = columns.zone_of(owner)
    facts = [stages.Fact(one.kind, one.at, one.source) for one in found.events if one.at <= found.event.at]
    day, basis = stages.applied_on(facts, zone)
    ended = in_zone(found.event.at, zone).date()
    if day is None or basis == "answered" or day > ended:
        return None
    return ended - day


def _plain(text: str) -> str:
    return " ".join(text.split())
