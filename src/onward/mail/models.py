"""What was read from mail: the ledger of everything examined, and the messages that belong to the search."""

from django.conf import settings
from django.db import models

from onward.mail.doubt import is_doubted


class Reading(models.Model):
    """One run over one or more mail files: how far it is, what it found, and whether to stop."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    #: running, stopped, done, broken.
    state = models.CharField(max_length=10, default="running")
    stop_requested = models.BooleanField(default=False)
    sources = models.JSONField(default=list)
    bytes_total = models.BigIntegerField(default=0)
    bytes_done = models.BigIntegerField(default=0)
    examined = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)
    #: [{"source", "why"}]: what was skipped, in plain sentences.
    skipped = models.JSONField(default=list)
    #: {kind: number of messages}
    kinds = models.JSONField(default=dict)
    problem = models.TextField(blank=True)

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return f"reading of {self.started_at:%Y-%m-%d %H:%M}"


class Message(models.Model):
    """One mail that belongs to the search, as understood."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    #: The Message-ID header without brackets; empty when missing. Not unique: senders repeat it.
    header_id = models.CharField(max_length=250, blank=True, db_index=True)
    at = models.DateTimeField(null=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)
    recipients = models.JSONField(default=list)
    subject = models.CharField(max_length=500, blank=True)
    #: Message-IDs of In-Reply-To and References.
    thread = models.JSONField(default=list)
    outgoing = models.BooleanField(default=False)
    #: Of the person's own mail: application, reply, withdrawal, acceptance, decline. Of mail that came: withdrawal, where
    #: it confirms one.
    own_kind = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=20)
    confidence = models.FloatField()
    needs_review = models.BooleanField(default=False)
    #: The kind that is next likely.
    second = models.CharField(max_length=20, blank=True)
    #: The probability that it belongs to the search, whatever it is.
    belongs = models.FloatField(default=1.0)
    language = models.CharField(max_length=8, blank=True)
    company = models.CharField(max_length=200, blank=True)
    #: Where it names no employer, the one whose own address it comes from.
    sender_employer = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=300, blank=True)
    requisition = models.CharField(max_length=80, blank=True)
    reasons = models.JSONField(default=list)
    says_why = models.BooleanField(null=True)
    interview_at = models.CharField(max_length=40, blank=True)
    #: What its calendar parts say: [{"uid", "does", "at", "minutes", "title", "where", "sequence", "stamp", "instance"}].
    invitations = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    text = models.TextField(blank=True)
    #: False until matched: a run that was cut off goes on with these.
    filed = models.BooleanField(default=False)
    #: When it was closed, for a no that the person wants to see later: until then it is not filed and shows nowhere.
    sealed_at = models.DateTimeField(null=True)
    #: It may be a no, and the person wants to choose when to see one: its words wait for a press.
    veiled = models.BooleanField(default=False)

    class Meta:
        app_label = "onward"
        indexes = [
            models.Index(fields=["owner", "kind", "at"], name="message_kind"),
            models.Index(fields=["owner", "filed"], name="message_filed"),
            models.Index(
                fields=["owner", "sealed_at"],
                name="message_sealed",
                condition=models.Q(sealed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"

    @property
    def doubted(self) -> bool:
        """It sounds like an answer and more likely is none: asked about, and filed only by the person."""
        return is_doubted(self.kind, self.belongs, needs_review=self.needs_review) and not self.outgoing


class RawMessage(models.Model):
    """The bytes of a message as they came, compressed (zlib); written once."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    #: In an archive each lies as it came, in a file of this name.
    ARCHIVED_AS = "messages/{:07d}.eml"

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return f"raw bytes of message {self.pk}"


class LedgerEntry(models.Model):
    """One line for every message ever examined, so that nothing is read or filed twice."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: 16 bytes over identity headers and body: the same message in another file has the same print.
    fingerprint = models.BinaryField(max_length=16)
    source = models.TextField()
    size = models.BigIntegerField(default=0)
    modified_ns = models.BigIntegerField(default=0)
    #: Of a container read to its end: how many messages it held.
    held = models.IntegerField(default=0)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="ledger")

    class Meta:
        app_label = "onward"
        # A place can come to hold another message (a compacted mbox); both have been examined.
        constraints = [
            models.UniqueConstraint(fields=["owner", "source", "fingerprint"], name="ledger_source")
        ]
        indexes = [models.Index(fields=["owner", "fingerprint"], name="ledger_fingerprint")]

    def __str__(self) -> str:
        return self.source


class Proposal(models.Model):
    """A question of the review tray: what a message is, or which application it belongs to."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposals")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="proposal")
    #: kind (what is this?), application (which one?), both.
    question = models.CharField(max_length=12)
    why = models.TextField()
    #: [{"application": id, "score": 0–1, "why": "…"}], best first.
    candidates = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=20, blank=True)
    act_id = models.BigIntegerField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "decided_at"], name="proposal_open")]

    def __str__(self) -> str:
        return self.question
