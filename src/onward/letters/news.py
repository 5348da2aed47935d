"""What a week brought in letters."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.news import News
from onward.letters.models import Draft
from onward.people.models import User


def news(owner: User, begin: datetime, end: datetime) -> list[News]:
    """Letters sent, and answers to them, in one query."""
    during = {"gte": begin, "lt": end}
    sent = Q(**{f"sent_at__{name}": at for name, at in during.items()})
    answered = Q(**{f"answered_at__{name}": at for name, at in during.items()})
    found = []
    for one in Draft.objects.filter(sent | answered, owner=owner, put_away_at=None).select_related(
        "application"
    ):
        name = one.to_name or one.application.company or one.application.role or _("an employer")
        url = reverse("letter", args=[one.pk])
        if one.sent_at and begin <= one.sent_at < end:
            words = {
                "feedback": _("You asked %(name)s for feedback"),
                "follow_up": _("You followed up with %(name)s"),
                "thanks": _("You thanked %(name)s"),
            }.get(one.purpose, _("You wrote to %(name)s"))
            found.append(
                News(
                    "done",
                    words % {"name": name},
                    one.sent_at,
                    win=one.purpose in {"feedback", "follow_up"},
                    url=url,
                )
            )
        if one.answered_at and begin <= one.answered_at < end:
            found.append(
                News(
                    "came",
                    _("%(name)s answered your letter") % {"name": name},
                    one.answered_at,
                    win=True,
                    url=url,
                )
            )
    return found
