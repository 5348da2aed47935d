"""Tasks and offers whose mail names a day, as the calendar has them."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications import correspondence
from onward.applications.diary import Item
from onward.applications.diary_changes import changed_at
from onward.applications.lately import happenings
from onward.mail.suggestions import named_days
from onward.people.models import User

_MOST = 25


def diary(owner: User, now: datetime) -> list[Item]:
    """The last day on which each can be answered, in a constant number of queries."""
    going = [
        one
        for one in happenings(owner, now)
        if one.going and one.kind in {"assessment", "offer"} and not (one.source == "hand" and one.at > now)
    ][-_MOST:]
    mails = correspondence.mails(
        owner, sorted({one.message_id for one in going if one.message_id is not None})
    )
    dated = named_days(owner, going, mails)
    changed = changed_at(owner, [one.pk for one, _day in dated])
    return [
        Item(
            "deadline",
            {"message": one.message_id, "of": one.kind} if one.message_id is not None else {"entry": one.pk},
            (_("Last day to answer %(name)s") if one.kind == "offer" else _("Task for %(name)s"))
            % {"name": one.name},
            day,
            changed[one.pk],
            note=one.role if one.company else "",
            link=reverse("application", args=[one.application]),
        )
        for one, day in dated
    ]
