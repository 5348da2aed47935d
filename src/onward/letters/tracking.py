"""Finds letters among the person's own mails, and the answers to them, as mail is read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from onward.applications import columns, correspondence
from onward.applications.correspondence import Mail
from onward.applications.stages import in_zone
from onward.letters import drafting, history, queries, replies
from onward.letters.models import Draft
from onward.people.models import User

#: Working days after which one follow-up is due.
PATIENCE = 10
#: A mail that went out so long before the letter was begun is not that letter.
_EARLIER = timedelta(hours=1)
#: How far the day that the person gives may lie from that of their mail.
_ABOUT = timedelta(days=4)


@transaction.atomic
def attach(owner: User, message_ids: Sequence[int]) -> int:
    """Attach mails that are letters or answers to them; how many were. Twice is as good as once.

    The person's own mail that holds a letter marks it as sent; a mail in its thread, or from the person it went to,
    marks it as answered, or declined by what it says.
    """
    waiting = queries.open_letters(owner)
    if not waiting or not message_ids:
        return 0
    mails = sorted(
        correspondence.mails(owner, list(message_ids)).values(), key=lambda mail: (mail.at, mail.id)
    )
    filed = queries.filed(owner, [mail.id for mail in mails])
    known = sorted({key for one in waiting for key in _keys(one)})
    identities = {key: mail.header_id for key, mail in correspondence.mails(owner, known).items()}
    done = 0
    for mail in mails:
        if mail.outgoing:
            done += _attach_sent(waiting, mail, identities)
        else:
            done += _attach_answer(waiting, mail, identities, filed.get(mail.id, set()))
    return done


def _attach_sent(waiting: Sequence[Draft], mail: Mail, identities: dict[int, str]) -> int:
    if any(one.sent_id == mail.id for one in waiting):
        return 0
    alike = [
        (replies.likeness(one.subject, one.body, one.to_address, mail), -one.pk, one)
        for one in waiting
        if one.sent_id is None
        and mail.id not in one.refused
        and mail.at >= one.begun_at - _EARLIER
        and (one.sent_at is None or abs(mail.at - one.sent_at) <= _ABOUT)
    ]
    best = max(alike, key=lambda found: found[:2], default=None)
    if best is None or best[0] == 0:
        return 0
    one = best[2]
    identities[mail.id] = mail.header_id
    history.act(one, "found_sent", sent_id=mail.id, sent_at=mail.at, follow_up_on=follow_up_on(one, mail.at))
    return 1


def _attach_answer(
    waiting: Sequence[Draft], mail: Mail, identities: Mapping[int, str], places: set[int]
) -> int:
    said = replies.says(mail)
    if not said or any(one.reply_id == mail.id for one in waiting):
        return 0
    done = 0
    for one in waiting:
        if (
            one.sent_at is None
            or one.answered_at
            or one.declined_at
            or mail.id in one.refused
            or mail.at < one.sent_at
            or (one.event is not None and mail.at <= one.event.at)
        ):
            continue
        # An answer names the letter, or the mail that the letter itself answered.
        named = {identities.get(key, "") for key in _keys(one)} - {""}
        in_thread = replies.in_thread(mail, named)
        from_them = bool(one.to_address) and mail.sender.address.casefold() == one.to_address.casefold()
        elsewhere = bool(places) and queries.place(one).pk not in places
        if in_thread or (from_them and not elsewhere):
            declined = said == "declined" and one.purpose in drafting.ASKING
            moments = {"declined_at" if declined else "answered_at": mail.at}
            history.act(one, "found_answer", reply_id=mail.id, **moments)
            done = 1
    return done


def _keys(one: Draft) -> set[int]:
    """The mail that holds the letter, and the one that it answered."""
    return {key for key in (one.sent_id, one.event.message_id if one.event else None) if key}


def follow_up_on(one: Draft, at: datetime) -> date | None:
    """The day on which a request may be followed up once."""
    if one.purpose != "feedback":
        return None
    day, left = in_zone(at, columns.zone_of(one.owner)).date(), PATIENCE
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
