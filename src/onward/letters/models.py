"""Letters that the person may send, and what became of each."""

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
