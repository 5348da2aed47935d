"""What a week brought in feedback."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.news import News
from onward.feedback.models import Feedback
from onward.people.models import User


def news(owner: User, begin: datetime, end: datetime) -> list[News]:
    """Feedback that was recorded, in one query."""
    came = Feedback.objects.filter(owner=owner, put_away_at=None, recorded_at__gte=begin, recorded_at__lt=end)
    return [
        News(
            "came",
            _("You recorded feedback"),
            told.recorded_at,
            win=True,
            url=reverse("received", args=[told.pk]),
        )
        for told in came
    ]
