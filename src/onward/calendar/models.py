"""What the person wants to have in their calendar program, and the address under which it is found."""

from typing import Any

from django.conf import settings
from django.db import models

from onward.applications.diary import KINDS


def every_kind() -> list[str]:
    """All of it."""
    return list(KINDS)


class Feed(models.Model):
    """One person's calendar. Of its address only a digest is kept; without one there is no feed, only the file."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    #: Empty without an address. Not unique: a journal may be brought back beside the one that it was copied from.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    #: When the address was made.
    made_at = models.DateTimeField(null=True)
    #: Titles say no more than that there is something.
    discreet = models.BooleanField(default=False)
    #: Minutes before a talk at which the calendar program reminds; None for not at all.
    reminder = models.PositiveSmallIntegerField(null=True)
    #: Of applications.diary.KINDS, those that it has.
    kinds = models.JSONField(default=every_kind)
    #: When its titles or reminders changed last: every entry is another one since then.
    worded_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    #: [{"at", "did", "was": {field: value before}}]
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_calendar_each")]

    def __str__(self) -> str:
        return f"calendar of {self.changed_at:%Y-%m-%d}"

    @property
    def shown(self) -> list[str]:
        """The kinds that it has."""
        chosen: Any = self.kinds
        return [kind for kind in KINDS if kind in chosen]
