"""What pages read of postings; each takes a constant number of queries."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from onward.applications.models import Application
from onward.base import clock
from onward.capture.models import Bookmark, Handover, Posting
from onward.language import employers, roles
from onward.people.models import User

#: The ways to look at the list.
SHOWS = ("open", "applied", "put_away")
_SIZE = 50
#: Applications that are compared with a posting.
_COMPARED = 3000
_SAME = 0.5
#: A page that was handed over waits this long.
WAITS = timedelta(days=1)

#: An application that was taken back does not count; one that was merged counts as the one that it went into.
_APPLIED = Q(application__visible=True) | Q(application__merged_into__visible=True)


def posting(owner: User, key: int) -> Posting:
    """One posting; a stranger's does not exist."""
    found = _all(owner).filter(pk=key).first()
    if found is None:
        raise Http404(_("There is no such posting."))
    return found


def page(owner: User, show: str, number: int | str = 1) -> Page[Posting]:
    """One page of the list, the latest first."""
    return Paginator(
        _shown(owner, show).defer("text", "history").order_by("-given_at", "-pk"), _SIZE
    ).get_page(number)


def counts(owner: User) -> dict[str, int]:
    """How many there are of each way to look at the list."""
    return {show: _shown(owner, show).count() for show in SHOWS}


def of_application(owner: User, application: Application) -> list[Posting]:
    """The postings of an application, with those of what was merged into it, the latest first."""
    theirs = Q(application=application) | Q(application__merged_into=application)
    return list(
        _all(owner).filter(theirs, put_away_at=None).defer("history").order_by("-given_at", "-pk")[:5]
    )


def application_of(one: Posting) -> Application | None:
    """The application that the posting belongs to today."""
    found = one.application
    if found is None:
        return None
    found = found.merged_into or found
    return found if found.visible else None


def posted_days(owner: User) -> dict[int, date]:
    """Application → the day of its posting, in one query; of several the earliest, since when it could be seen."""
    rows = Posting.objects.filter(owner=owner, put_away_at=None, application__isnull=False)
    found: dict[int, date] = {}
    for place, merged, said in rows.values_list(
        "application_id", "application__merged_into_id", "fields__posted__value"
    ):
        try:
            day = date.fromisoformat(str(said))
        except ValueError:
            continue
        key = merged or place
        found[key] = min(found.get(key, day), day)
    return found


def known(owner: User, digest: str) -> Posting | None:
    """The posting with these very bytes."""
    return _all(owner).filter(digest=digest).order_by("put_away_at", "-pk").first()


def candidates(owner: User, one: Posting, first: int = 6) -> list[Application]:
    """The applications that the posting may belong to, by employer and role, the likeliest first."""
    who = employers.employer(str(one.value("employer") or ""))
    what = roles.role(str(one.value("title") or ""))
    if who is None:
        return []
    found = Application.objects.filter(owner=owner, visible=True).exclude(company="")
    ranked: list[tuple[float, int, Application]] = []
    for place in found.defer("note", "search_text").order_by("-last_event_at", "-pk")[:_COMPARED]:
        name = employers.employer(place.company)
        same = employers.likeness(who, name) if name else 0.0
        if same < _SAME:
            continue
        role = roles.role(place.role) if place.role else None
        alike = roles.likeness(what, role) if what and role else 0.5
        ranked.append((-(same + alike), len(ranked), place))
    return [place for _score, _order, place in sorted(ranked, key=lambda entry: entry[:2])[:first]]


def bookmark(owner: User) -> Bookmark | None:
    """The person's bookmark; None before they made one."""
    return Bookmark.objects.filter(owner=owner).first()


def bookmark_with(secret: str) -> Bookmark | None:
    """Whose bookmark carries this secret: the one question that is not asked in somebody's name."""
    if not re.fullmatch(r"[\w-]{20,64}", secret, re.ASCII):
        return None
    return Bookmark.objects.select_related("owner").filter(secret=secret).first()


def waiting(owner: User) -> list[Handover]:
    """The pages that were handed over and wait, the latest first."""
    found = Handover.objects.filter(owner=owner, set_aside_at=None, received_at__gt=_oldest())
    return list(found.defer("content").order_by("-pk"))


def handover(owner: User, key: str) -> Handover:
    """One page that was handed over; a stranger's does not exist, nor what has waited too long."""
    found = Handover.objects.filter(owner=owner, key=key, received_at__gt=_oldest()).first()
    if found is None:
        raise Http404(_("There is no such page."))
    return found


def latest(owner: User, since: datetime) -> Posting | None:
    """The posting that was changed last."""
    found = _all(owner).filter(changed_at__gt=since).defer("text").order_by("-changed_at", "-pk")
    return found.first()


def applications(owner: User, keys: Sequence[int]) -> dict[int, Application]:
    """The owner's applications with these numbers that are in the list."""
    found = Application.objects.filter(owner=owner, visible=True, pk__in=keys)
    return {one.pk: one for one in found}


def _all(owner: User) -> QuerySet[Posting]:
    return Posting.objects.filter(owner=owner).select_related("application__merged_into")


def _shown(owner: User, show: str) -> QuerySet[Posting]:
    if show == "put_away":
        return _all(owner).exclude(put_away_at=None)
    kept = _all(owner).filter(put_away_at=None)
    return (
        kept.filter(_APPLIED)
        if show == "applied"
        else kept.exclude(pk__in=kept.filter(_APPLIED).values("pk"))
    )


def _oldest() -> datetime:
    return clock.now() - WAITS
