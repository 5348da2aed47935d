"""The feedback that came, split into points."""

from django.conf import settings
from django.db import models

from onward.applications.models import Application, Event
from onward.letters.models import Draft


class Feedback(models.Model):
    """What somebody said about the person's application or performance, with its source."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feedback")
    application = models.ForeignKey(
        Application, on_delete=models.RESTRICT, null=True, related_name="feedback"
    )
    event = models.ForeignKey(Event, on_delete=models.RESTRICT, null=True, related_name="feedback")
    draft = models.ForeignKey(Draft, on_delete=models.RESTRICT, null=True, related_name="feedback")
    message_id = models.BigIntegerField(null=True, db_index=True)
    #: How it came: mail, call, in_person, form.
    manner = models.CharField(max_length=12)
    #: employer, recruiter, colleague, friend, mock_interviewer.
    giver = models.CharField(max_length=20)
    giver_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    put_away_at = models.DateTimeField(null=True)
    #: [{"order", "at", "did", "before", "after", "undone"}]: what was done, with all of it before and after.
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "put_away_at", "-at"], name="feedback_recent")]

    def __str__(self) -> str:
        return f"feedback of {self.at:%Y-%m-%d}"


class Point(models.Model):
    """One thing that the feedback says, in its words."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    quote = models.TextField()
    #: A code of the reasons of rejection, or "" where none is certain.
    theme = models.CharField(max_length=24, blank=True)
    #: strength, gap, or "" for neither (a remark, a fact).
    says = models.CharField(max_length=8, blank=True)
    #: 0 vague, 1 somewhat, 2 names something that can be done or shown.
    specific = models.PositiveSmallIntegerField(default=0)
    #: 0 hearsay or courtesy, 1 an opinion, 2 somebody who saw it.
    reliable = models.PositiveSmallIntegerField(default=1)
    #: Corrected by the person: what was understood no longer counts.
    by_hand = models.BooleanField(default=False)
    #: The person says that it is no point.
    left_out = models.BooleanField(default=False)

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return self.quote[:60]
