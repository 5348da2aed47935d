"""Postings that close: those that the person kept and has not applied to, with the last day."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from onward.capture.models import Posting
from onward.people.models import User

_MOST = 200


def closing(owner: User, first: date, last: date = date.max) -> Iterator[tuple[Posting, date]]:
    """Those whose last day lies between both days, the latest given first, in one query."""
    applied = Q(application__visible=True) | Q(application__merged_into__visible=True)
    kept = Posting.objects.filter(owner=owner, put_away_at=None).exclude(applied)
    for one in kept.defer("text", "history").order_by("-given_at", "-pk")[:_MOST]:
        closes = _day(one.value("valid_until"))
        if closes is not None and first <= closes <= last:
            yield one, closes


def called(one: Posting) -> str:
    """Who offers what, as far as the posting says; "" when it says neither."""
    title, employer = str(one.value("title") or ""), str(one.value("employer") or "")
    return ", ".join(part for part in (employer, title) if part)[:100]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None
