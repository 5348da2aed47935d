"""What the person made of a no: steps begun and taken back, and the sentences that employers repeat."""

from django.conf import settings
from django.db import models

from onward.applications.models import Event


class Step(models.Model):
    """Something the person decided about one no; taking it back keeps it, with the time.

    Kinds: let_go; guess (data: codes, the person's own reasons); again (data: on, different);
    not_inferred (data: code, a suggested reason that they turned down); met (data: was, whether there was the interview of
    which their mail speaks); stands (a job that was accepted stands, whatever their mail says).
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


class Print(models.Model):
    """The print of one sentence of a mail that said no: worked out from the mail, and made anew when it is gone.

    A mail without any sentence has one row with family 0, so that it is known as looked at.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prints")
    #: The mail (mail.Message's id): this floor knows no table of the floors above.
    message_id = models.BigIntegerField()
    #: Which sentence of the mail, from 0.
    position = models.PositiveSmallIntegerField()
    #: Prints that are nearly the same have one family.
    family = models.BigIntegerField()
    #: The employer as two spellings of it compare; empty when not known.
    employer = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        app_label = "onward"
        indexes = [
            models.Index(fields=["owner", "family", "employer"], name="print_family"),
            models.Index(fields=["owner", "message_id"], name="print_message"),
        ]

    def __str__(self) -> str:
        return self.words
