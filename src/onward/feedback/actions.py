"""Everything that writes received feedback: recording it, correcting its points, putting it away, and each undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from onward.base import clock
from onward.base.errors import Problem
from onward.feedback import clauses, history, points, themes
from onward.feedback.models import Feedback, Point
from onward.feedback.points import Read
from onward.language import languages
from onward.people.models import User

MANNERS = ("mail", "call", "in_person", "form")
GIVERS = ("employer", "recruiter", "colleague", "friend", "mock_interviewer")
SAYS = ("strength", "gap", "")
#: Characters of one feedback: more than anybody reads.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Given:
    """What the person says about a feedback; ids are their own, checked by whoever asks."""

    text: str
    manner: str
    giver: str
    at: datetime
    giver_name: str = ""
    application: int | None = None
    event: int | None = None
    draft: int | None = None
    message: int | None = None


def record(owner: User, given: Given) -> Feedback:
    """Keep a feedback with the points that Onward reads in it; its undo puts it away."""
    text = _clean(given.text)
    if not text:
        raise Problem(_("Write what they said. A few words are enough."))
    now = clock.now()
    with transaction.atomic():
        one = Feedback.objects.create(
            owner=owner,
            application_id=given.application,
            event_id=given.event,
            draft_id=given.draft,
            message_id=given.message,
            manner=given.manner,
            giver=given.giver,
            giver_name=given.giver_name.strip()[:200],
            at=given.at,
            recorded_at=now,
            language=languages.of(text) or "",
            text=text,
        )
        _write_points(one, points.read(text, given.giver, given.manner))
        after = history.snapshot(one)
        before = {**after, "put_away_at": now.isoformat()}
        one.history = [history.entry(one, "recorded", before, after)]
        one.save(update_fields=["history"])
    return one


def change(owner: User, feedback: int, given: Given) -> Feedback:
    """Correct how it came, from whom, when, or the words; points that the person corrected stay with their words."""

    def write(one: Feedback) -> None:
        text = _clean(given.text)
        if not text:
            raise Problem(_("Write what they said. A few words are enough."))
        reread = text != one.text or (given.giver, given.manner) != (one.giver, one.manner)
        one.manner, one.giver, one.giver_name = given.manner, given.giver, given.giver_name.strip()[:200]
        one.at, one.text, one.application_id = given.at, text, given.application
        if one.event_id and one.event and one.event.current_id != given.application:
            one.event = None
        one.language = languages.of(text) or ""
        if not reread:
            return
        kept = [
            point for point in one.points.all() if (point.by_hand or point.left_out) and point.quote in text
        ]
        taken = [(text.find(point.quote), text.find(point.quote) + len(point.quote)) for point in kept]
        one.points.exclude(pk__in=[point.pk for point in kept]).delete()
        found = points.read(text, given.giver, given.manner)
        _write_points(one, [read for read in found if not _touches(read, taken)])

    return _changed(owner, feedback, "changed", write)


def correct(owner: User, point: int, theme: str, says: str) -> Feedback:
    """What a point is about and which way, as the person says it."""
    if says not in SAYS or (theme and theme not in themes.WORDS):
        raise Problem(_("Choose what it is about and whether it is a strength."))

    def write(one: Point) -> None:
        one.theme, one.says, one.by_hand = theme, says, True
        one.specific = points.specific(one.quote, theme)
        one.reliable = points.reliable(one.quote, one.feedback.giver, one.feedback.manner, one.specific)

    return _changed_point(owner, point, "corrected", write)


def requote(owner: User, point: int, written: str) -> Feedback:
    """Other words of the same feedback for a point; several lines make several points."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if not lines:
        raise Problem(_("A point needs some words. To take it away, press “Not a point”."))

    def write(one: Point) -> None:
        feedback = one.feedback
        spans = [_span(feedback.text, line) for line in lines]
        one.quote, one.by_hand = feedback.text[slice(*spans[0])], True
        for start, end in spans[1:]:
            _add(feedback, points.one(feedback.text[start:end], feedback.giver, feedback.manner, start))

    return _changed_point(owner, point, "requoted", write)


def join(owner: User, point: int) -> Feedback:
    """A point and the one that follows it in the text become one."""

    def write(one: Point) -> None:
        feedback = one.feedback
        place = feedback.text.find(one.quote)
        later = [
            (feedback.text.find(other.quote, place + 1), other)
            for other in feedback.points.filter(left_out=False).exclude(pk=one.pk)
        ]
        following = min(
            ((at, other) for at, other in later if at > place), key=lambda pair: pair[0], default=None
        )
        if place < 0 or following is None:
            raise Problem(_("No point follows this one."))
        at, other = following
        one.quote, one.by_hand = feedback.text[place : at + len(other.quote)], True
        one.theme = one.theme or other.theme
        one.specific, one.reliable = max(one.specific, other.specific), max(one.reliable, other.reliable)
        other.delete()

    return _changed_point(owner, point, "joined", write)


def add(owner: User, feedback: int, words: str) -> Feedback:
    """One more point, in words of the feedback."""

    def write(one: Feedback) -> None:
        start, end = _span(one.text, words)
        _add(one, points.one(one.text[start:end], one.giver, one.manner, start))

    return _changed(owner, feedback, "added", write)


def leave_out(owner: User, point: int, out: bool = True) -> Feedback:
    """The person says that it is no point, or that it is one after all."""

    def write(one: Point) -> None:
        one.left_out = out

    return _changed_point(owner, point, "left_out" if out else "taken_in", write)


def put_away(owner: User, feedback: int, away: bool = True) -> Feedback:
    """Put a feedback away, or bring it back; nothing of it counts while it is away."""

    def write(one: Feedback) -> None:
        one.put_away_at = clock.now() if away else None

    return _changed(owner, feedback, "put_away" if away else "brought_back", write)


def undo(owner: User, feedback: int, order: int | None = None) -> Feedback:
    """Take back what was done last that is not taken back already; `order` says which the person saw as that."""
    return _turn(owner, feedback, order, undone=True)


def redo(owner: User, feedback: int, order: int | None = None) -> Feedback:
    """Do again what was taken back last."""
    return _turn(owner, feedback, order, undone=False)


def _turn(owner: User, feedback: int, order: int | None, *, undone: bool) -> Feedback:
    with transaction.atomic():
        one = _own(owner, feedback)
        standing = [entry for entry in one.history if bool(entry["undone"]) != undone]
        if not standing:
            raise Problem(_("There is nothing to take back.") if undone else _("Nothing was taken back."))
        # What is taken back lies at the end of the history, in the order in which it was done.
        entry = standing[-1] if undone else standing[0]
        if order is not None and entry["order"] != order:
            raise Problem(_("That is undone already.") if undone else _("That was not undone."))
        entry["undone"] = undone
        entry["turned_at"] = clock.now().isoformat()
        entry["order"] = history.following(one)
        history.restore(one, entry["before"] if undone else entry["after"])
        one.save()
    return one


def _changed(owner: User, feedback: int, did: str, write: Callable[[Feedback], None]) -> Feedback:
    with transaction.atomic():
        one = _own(owner, feedback)
        before = history.snapshot(one)
        write(one)
        after = history.snapshot(one)
        if after != before:
            # Something new was done: what had been taken back before stays taken back.
            one.history = [entry for entry in one.history if not entry["undone"]] + [
                history.entry(one, did, before, after)
            ]
        one.save()
    return one


def _changed_point(owner: User, point: int, did: str, write: Callable[[Point], None]) -> Feedback:
    place = (
        Point.objects.filter(pk=point, feedback__owner=owner).values_list("feedback_id", flat=True).first()
    )
    if place is None:
        raise Http404(_("There is no such point."))

    def write_point(one: Feedback) -> None:
        found = one.points.get(pk=point)
        found.feedback = one
        write(found)
        found.save()

    return _changed(owner, place, did, write_point)


def _own(owner: User, feedback: int) -> Feedback:
    """The feedback, with its row held until the end of the transaction."""
    found = Feedback.objects.select_for_update(of=("self",)).filter(owner=owner, pk=feedback).first()
    if found is None:
        raise Http404(_("There is no such feedback."))
    return found


def _write_points(one: Feedback, found: Sequence[Read]) -> None:
    """Points as they were read, numbered after those that are there."""
    last = max(one.points.values_list("position", flat=True), default=-1)
    Point.objects.bulk_create(
        Point(
            feedback=one,
            position=last + 1 + number,
            quote=read.quote,
            theme=read.theme,
            says=read.says,
            specific=read.specific,
            reliable=read.reliable,
        )
        for number, read in enumerate(found)
    )


def _add(one: Feedback, read: Read) -> None:
    _write_points(one, [read])
    one.points.order_by("-position").filter(quote=read.quote).update(by_hand=True)


def _span(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the text, however it is broken into lines."""
    found = clauses.find(text, words)
    if found is None:
        raise Problem(_("These words are not in the feedback. Copy them from it as they stand there."))
    return found


def _touches(read: Read, taken: Sequence[tuple[int, int]]) -> bool:
    return any(read.start < end and start < read.end for start, end in taken)


def _clean(text: str) -> str:
    """The words as they can be kept: no line breaks of other systems, nothing that a database refuses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()[:LONGEST]
