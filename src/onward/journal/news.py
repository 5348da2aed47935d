"""What a week brought to the journal: looking back that was finished, lessons kept and done."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onward.applications.news import News
from onward.journal.models import Entry, Lesson
from onward.people.models import User


def news(owner: User, begin: datetime, end: datetime) -> list[News]:
    """Debriefs finished, lessons made and done, in two queries; what is written freely is nobody's business."""
    found = []
    debriefs = Entry.objects.filter(
        owner=owner, kind="debrief", put_away_at=None, finished_at__gte=begin, finished_at__lt=end
    )
    for one in debriefs.select_related("event__current", "application"):
        place = one.event.current if one.event else one.application
        name = (place.company or place.role) if place else ""
        words = _("You looked back at %(name)s") % {"name": name} if name else _("You looked back")
        url = reverse("written", args=[one.pk])
        found.append(News("done", words, one.finished_at or end, win=True, url=url))
    made = Q(made_at__gte=begin, made_at__lt=end)
    done = Q(state="done", changed_at__gte=begin, changed_at__lt=end)
    for lesson in Lesson.objects.filter(made | done, owner=owner).exclude(state="dropped"):
        finished = (
            lesson.state == "done" and lesson.changed_at is not None and begin <= lesson.changed_at < end
        )
        words = (_("Done, a lesson: %(text)s") if finished else _("A lesson: %(text)s")) % {
            "text": lesson.text
        }
        at = lesson.changed_at if finished and lesson.changed_at else lesson.made_at
        found.append(News("done", words, at, win=finished, url=reverse("lesson", args=[lesson.pk])))
    return found
