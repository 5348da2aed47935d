"""Everything that writes letters: begun, saved, drawn anew, sent, answered, put away; each with its undo.

Nothing here sends anything. What was done with a letter stands in its history; undo goes back through it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onward.applications import columns, correspondence
from onward.applications.stages import in_zone
from onward.base import clock
from onward.base.errors import Problem
from onward.letters import drafting, history, people_in_thread, queries, questions
from onward.letters.models import Draft
from onward.letters.people_in_thread import Person
from onward.letters.queries import Around
from onward.letters.tracking import attach, follow_up_on
from onward.people.models import User

__all__ = ["attach", "begin", "begin_follow_up", "choose", "draw_anew", "save", "send", "settle", "undo"]

_CHOICES = ("purpose", "to_name", "to_address", "relation", "honorific", "language", "formal", "questions")
_TEXT = ("subject", "body", "drawn")


@transaction.atomic
def begin(owner: User, event: int, purpose: str) -> Draft:
    """The letter for a purpose after a fact: the one that was begun before, or a new one, drawn."""
    followed = queries.event(owner, event)
    for one in queries.of_event(owner, followed):
        if one.purpose == purpose:
            return one
    surroundings = queries.around(owner, followed)
    now = clock.now()
    made = Draft(
        owner=owner, purpose=purpose, application=followed.current, event=followed, begun_at=now, saved_at=now
    )
    _address(made, next(iter(surroundings.thread.people), None), surroundings)
    if not made.to_address and surroundings.thread.offices:
        made.to_address = surroundings.thread.offices[-1]
    made.language = surroundings.language
    made.formal = _formal(surroundings, made.language)
    made.questions = _questions(made, surroundings)
    _draw(made, surroundings)
    made.save()
    return made


@transaction.atomic
def begin_follow_up(owner: User, key: int) -> Draft:
    """The single follow-up of a letter that was not answered; there is never a second one."""
    first = _locked(owner, key)
    if first.purpose != "feedback" or first.sent_at is None or first.answered_at or first.declined_at:
        raise Problem(_("A letter is followed up once, while it waits for an answer."))
    now = clock.now()
    made = getattr(first, "follow_up", None)
    if made is not None:
        if made.put_away_at:
            history.act(made, "brought_back", put_away_at=None)
        return queries.letter(owner, made.pk)
    copied = {name: getattr(first, name) for name in _CHOICES if name != "purpose"}
    made = Draft(
        owner=owner, purpose="follow_up", application=first.application, event=first.event, follows=first,
        begun_at=now, saved_at=now, **copied,
    )  # fmt: skip
    made.questions = list(first.questions[:1])
    _draw(made, _around(made))
    made.save()
    return made


@transaction.atomic
def save(owner: User, key: int, subject: str, body: str) -> Draft:
    """Keep the text as the person wrote it; of a letter that was sent nothing changes any more."""
    one = _locked(owner, key)
    subject, body = " ".join(subject.split())[:300], body.replace("\r\n", "\n").replace("\x00", "")
    if one.sent_at is None and (subject, body) != (one.subject, one.body):
        one.subject, one.body, one.saved_at = subject, body, clock.now()
        one.save(update_fields=["subject", "body", "saved_at"])
    return one


@transaction.atomic
def choose(owner: User, key: int, chosen: Mapping[str, Any]) -> Draft:
    """Change what a letter is drawn from; what the person has not edited is drawn anew.

    `chosen` are fields of `_CHOICES`. Other people stand for other questions only where the person has chosen none.
    """
    one = _locked(owner, key)
    changed = {
        name: value for name, value in chosen.items() if name in _CHOICES and getattr(one, name) != value
    }
    if one.sent_at is not None or not changed:
        return one
    surroundings = _around(one)
    was = history.values(one, (*_CHOICES, *_TEXT))
    usual = one.questions == _questions(one, surroundings)
    for name, value in changed.items():
        setattr(one, name, value)
    if "language" in changed and "formal" not in changed:
        one.formal = _formal(surroundings, one.language)
    if usual and "questions" not in changed:
        one.questions = _questions(one, surroundings)
    whole = not {"purpose", "language"}.isdisjoint(changed)
    _redraw(one, surroundings, whole=whole)
    history.remember(one, "chosen", was)
    one.save()
    return one


@transaction.atomic
def draw_anew(owner: User, key: int) -> Draft:
    """Put the drawn letter in the place of what is there; undo brings the person's words back."""
    one = _locked(owner, key)
    if one.sent_at is None:
        was = history.values(one, _TEXT)
        _draw(one, _around(one))
        history.remember(one, "anew", was)
        one.save()
    return one


@transaction.atomic
def send(owner: User, key: int, on: date | None = None) -> Draft:
    """Note that the person has sent the letter; what their mailbox already holds of it is attached."""
    one = _locked(owner, key)
    if one.sent_at is not None:
        raise Problem(_("This letter is marked as sent already."))
    now, zone = clock.now(), columns.zone_of(owner)
    today = in_zone(now, zone).date()
    if on is not None and on > today:
        raise Problem(_("This day is still to come."))
    at = now if on in (None, today) else datetime.combine(on or today, time(0), zone)
    history.act(one, "sent", sent_at=at, follow_up_on=follow_up_on(one, at))
    attach(owner, [mail.id for mail in correspondence.of_application(owner, queries.place(one))])
    return queries.letter(owner, key)


@transaction.atomic
def settle(owner: User, key: int, did: str) -> Draft:
    """Note what became of a letter: answered, declined (they give no feedback), put_away, brought_back."""
    one = _locked(owner, key)
    now = clock.now()
    if did in {"answered", "declined"}:
        if one.sent_at is None:
            raise Problem(_("Mark the letter as sent first."))
        history.act(
            one,
            did,
            answered_at=now if did == "answered" else None,
            declined_at=now if did == "declined" else None,
        )
    elif did == "put_away" and one.put_away_at is None:
        history.act(one, did, put_away_at=now)
    elif did == "brought_back" and one.put_away_at is not None:
        history.act(one, did, put_away_at=None)
    return one


@transaction.atomic
def undo(owner: User, key: int) -> Draft:
    """Take back what was done last with a letter; a mail that Onward had attached is not attached again."""
    one = _locked(owner, key)
    if not one.history:
        raise Problem(_("There is nothing to take back."))
    last = one.history.pop()
    if last["did"] in {"found_sent", "found_answer"}:
        found = one.sent_id if last["did"] == "found_sent" else one.reply_id
        one.refused = [*one.refused, *([found] if found else [])]
    # What the person wrote since stays: only what it is drawn from goes back.
    written_since = "text" in last and one.body != last["text"]
    for name, value in last["was"].items():
        if not (written_since and name in _TEXT):
            setattr(one, name, history.read(name, value))
    if written_since:
        one.drawn = {**one.drawn, "stale": True}
    one.saved_at = clock.now()
    one.save()
    return one


def _locked(owner: User, key: int) -> Draft:
    """The letter, with nobody else writing it meanwhile."""
    Draft.objects.select_for_update().filter(owner=owner, pk=key).values_list("pk").first()
    return queries.letter(owner, key)


def _around(one: Draft) -> Around:
    if one.event is None:
        raise Problem(_("The entry that this letter follows is not there any more."))
    return queries.around(one.owner, one.event)


def _address(one: Draft, person: Person | None, surroundings: Around) -> None:
    if person is not None:
        one.to_name, one.to_address = person.name[:200], person.reach[:254]
        one.relation, one.honorific = person.relation, person.honorific
    else:
        one.relation = "unknown"


def _formal(surroundings: Around, language: str) -> bool:
    """As they wrote; where nobody can tell, politely."""
    said = people_in_thread.formal(surroundings.mails, language)
    return True if said is None else said


def _questions(one: Draft, surroundings: Around) -> list[str]:
    """The questions to begin with."""
    many = (
        one.relation in {"interviewer", "hiring_manager"}
        and surroundings.application.furthest_stage != "applied"
    )
    return list(questions.questions(surroundings.application.furthest_stage, surroundings.reasons, many=many))


def _pairs(parts: Mapping[str, str]) -> list[list[str]]:
    """The parts in their order: PostgreSQL keeps none of the keys of a JSON object."""
    return [[name, text] for name, text in parts.items()]


def _draw(one: Draft, surroundings: Around) -> None:
    drawn = drafting.write(queries.situation(one, surroundings))
    one.subject, one.body = drawn.subject[:300], drawn.body
    one.drawn = {"subject": one.subject, "parts": _pairs(drawn.parts)}
    one.saved_at = clock.now()


def _redraw(one: Draft, surroundings: Around, *, whole: bool) -> None:
    """Draw what was not edited anew; another purpose or language concerns every sentence, so then all or nothing."""
    before = dict(one.drawn.get("parts", []))
    drawn = drafting.write(queries.situation(one, surroundings))
    untouched = one.body.strip() == "\n\n".join(before.values()).strip()
    if one.subject == one.drawn.get("subject") and (untouched or not whole):
        one.subject = drawn.subject[:300]
    if whole and not untouched:
        one.drawn = {**one.drawn, "stale": True}
    else:
        one.body, complete = drafting.redrawn(one.body, before, drawn.parts)
        one.drawn = {"subject": drawn.subject[:300], "parts": _pairs(drawn.parts)}
        if not complete:
            one.drawn["stale"] = True
    one.saved_at = clock.now()
