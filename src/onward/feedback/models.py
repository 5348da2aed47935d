"""Letters that the person may send, and the feedback that came, split into points."""

from django.conf import settings
from django.db import models

from onward.applications.models import Application, Event


class Draft(models.Model):
    """A letter that Onward drafts and the person sends: asked, followed up once, answered or declined.

    Purposes: feedback, follow_up, answer (what they offer or ask), thanks, later (interest in later roles), in_touch.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    purpose = models.CharField(max_length=12)
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="drafts")
    #: The no or the interview that it follows.
    event = models.ForeignKey(Event, on_delete=models.RESTRICT, null=True, related_name="drafts")
    #: Of a follow-up: the letter that it follows.
    follows = models.OneToOneField("self", on_delete=models.RESTRICT, null=True, related_name="follow_up")
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=254, blank=True)
    #: interviewer, hiring_manager, recruiter, agency, unknown.
    relation = models.CharField(max_length=16, blank=True)
    #: How they are addressed where their name calls for it: f, m, or empty.
    honorific = models.CharField(max_length=1, blank=True)
    language = models.CharField(max_length=8, default="en")
    formal = models.BooleanField(default=True)
    #: Codes of the questions that it asks.
    questions = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    #: What Onward wrote last: {"subject", "parts": {name: paragraph}, "stale": choices since that the text misses}.
    drawn = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    #: The person says that they sent it, or their own mail shows it.
    sent_at = models.DateTimeField(null=True)
    #: waiting for an answer until then; one follow-up is due on that day.
    follow_up_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    #: They answered that they give no feedback.
    declined_at = models.DateTimeField(null=True)
    #: The mail that answered (mail.Message's id), and the person's own mail that asked.
    reply_id = models.BigIntegerField(null=True)
    sent_id = models.BigIntegerField(null=True)
    #: Mails that the person said are not this letter, or no answer to it.
    refused = models.JSONField(default=list)
    put_away_at = models.DateTimeField(null=True)
    #: [{"at", "did", "was": {field: value before}, "text": the body after}]: what undo goes back through.
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "put_away_at", "sent_at"], name="draft_state")]

    def __str__(self) -> str:
        return self.subject or self.purpose


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
