"""Applications and the append-only events that everything about them follows from."""

from django.conf import settings
from django.db import models

from onward.applications.stages import display_status
from onward.base import clock


class Act(models.Model):
    """One thing that was done at once, by the person or by a source, and that one undo takes back.

    An act is undone by another act whose events retract this one's; nothing is deleted.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acts")
    at = models.DateTimeField()
    #: What was done, for the undo line: "Filed 3 messages", "Merged Nordlicht into Nordlicht Energie".
    title = models.CharField(max_length=200)
    undoes = models.OneToOneField("self", on_delete=models.RESTRICT, null=True, related_name="undone_by")

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "-id"], name="act_owner")]

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """One role at one employer that the person wants.

    Every column below `owner` is a fold over the application's events, kept for fast lists and
    recomputed whenever an event is written; `applications.stages` holds the folds.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    company = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=300, blank=True)
    requisition = models.CharField(max_length=80, blank=True)
    location = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    note = models.TextField(blank=True)
    applied_on = models.DateField(null=True)
    #: What applied_on rests on: applied, acknowledged, answered (the employer's first word), or empty.
    applied_basis = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=20, default="applied")
    furthest_stage = models.CharField(max_length=20, default="applied")
    #: open, rejected, offer, accepted, declined, withdrawn; "silent" is a display of open, never stored.
    status = models.CharField(max_length=20, default="open")
    last_event_at = models.DateTimeField(null=True)
    #: The latest fact that is more than a note; silence is counted from it.
    last_word_at = models.DateTimeField(null=True)
    event_count = models.PositiveIntegerField(default=0)
    #: False when it was merged into another, or when everything about it was undone.
    visible = models.BooleanField(default=True)
    #: The one that stands for it today, at any remove.
    merged_into = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="absorbed")
    #: Company, role, location and note in small letters without accents: what search looks in.
    search_text = models.TextField(blank=True)

    class Meta:
        app_label = "onward"
        indexes = [
            models.Index(fields=["owner", "visible", "-last_event_at"], name="application_recent"),
            models.Index(fields=["owner", "visible", "status"], name="application_status"),
        ]

    def __str__(self) -> str:
        return f"{self.role or '?'} at {self.company or '?'}"

    @property
    def applied_bound(self) -> str:
        """What is known of `applied_on` when the employer's first word is all there is: it was no later than that."""
        return "not_after" if self.applied_basis == "answered" else ""

    @property
    def shown_status(self) -> str:
        """The status as a person sees it: an open application without word for long is silent."""
        return display_status(self.status, self.last_word_at, clock.now())


class Event(models.Model):
    """A dated fact about an application, with its source; never changed or deleted once written.

    Kinds that are facts: applied, acknowledged, assessment, interview, offer, rejected, accepted, declined,
    withdrawn, update, feedback, outreach, note.
    Kinds that are corrections: detail (data: field → value), retracted (target event), moved (target event
    comes to this application), merged (data.application is absorbed by this one).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events")
    act = models.ForeignKey(Act, on_delete=models.RESTRICT, related_name="events")
    #: Where it was recorded; `current` says where it counts today.
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="recorded_events")
    kind = models.CharField(max_length=20)
    #: When it happened.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    #: mail, hand, calendar, posting, spreadsheet.
    source = models.CharField(max_length=20)
    #: The message that it rests on (mail.Message's id): the spine knows no table of the floors above.
    message_id = models.BigIntegerField(null=True, db_index=True)
    target = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="corrections")
    data = models.JSONField(default=dict)
    #: Folds over the corrections: does it count, and for which application.
    active = models.BooleanField(default=True)
    current = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="events")

    class Meta:
        app_label = "onward"
        indexes = [
            models.Index(fields=["current", "active", "at"], name="event_timeline"),
            # Without `active`: as a condition of its own it is no equality to SQLite, and ends what an index is used for.
            models.Index(fields=["owner", "kind", "at"], name="event_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.at:%Y-%m-%d}"
