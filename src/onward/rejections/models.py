"""What the person made of a no: steps begun and taken back, and the sentences that employers repeat."""

from django.conf import settings
from django.db import models

from onward.applications.models import Event


class Step(models.Model):
    """Something the person decided about one no; taking it back keeps it, with the time.

    Kinds: let_go; guess (data: codes, the person's own reasons); again (data: on, different);
    not_inferred (data: code, a suggested reason that they turned down).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="steps")
    event = models.ForeignKey(Event, on_delete=models.RESTRICT, related_name="steps")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "event", "kind"], name="step_of_event")]

    def __str__(self) -> str:
        return self.kind
