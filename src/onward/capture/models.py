"""Postings as they were, and the pages that a bookmark handed over and that wait for a press."""

from django.conf import settings
from django.db import models

from onward.applications.models import Application


class Posting(models.Model):
    """A posting that was kept: its text and fields as read, corrected where the person says so."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="postings")
    #: None while it is not applied to; what counts today is the application that this one was merged into.
    application = models.ForeignKey(
        Application, on_delete=models.RESTRICT, null=True, related_name="postings"
    )
    url = models.CharField(max_length=2000, blank=True)
    #: pasted, page (a saved file), fetched, bookmarklet.
    how = models.CharField(max_length=12)
    #: When it was given or fetched: the posting is as it was then.
    given_at = models.DateTimeField()
    #: The addresses through which a fetched page was reached.
    through = models.JSONField(default=list)
    text = models.TextField()
    #: Field → {"value", "from": json-ld, microdata, rdfa, page or hand, "words"}; what is not known is not there.
    fields = models.JSONField(default=dict)
    language = models.CharField(max_length=8, blank=True)
    #: SHA-256 of the bytes: the same page given twice is kept once.
    digest = models.CharField(max_length=64)
    put_away_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    #: [{"at", "did", "was": {…}, "act"}]: what each change replaced, and the act of the record that it was a part of.
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        indexes = [
            models.Index(fields=["owner", "put_away_at", "-given_at"], name="posting_recent"),
            models.Index(fields=["owner", "digest"], name="posting_digest"),
        ]

    def __str__(self) -> str:
        return str(self.value("title") or self.url or f"posting {self.pk}")

    def value(self, name: str) -> object:
        """What is known of a field; None for nothing."""
        found = self.fields.get(name)
        return found.get("value") if isinstance(found, dict) else None


class RawPosting(models.Model):
    """The bytes of a posting as they came, compressed (zlib); written once."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    #: What the file is called when it is given back: html, mhtml, txt.
    suffix = models.CharField(max_length=10)
    #: In an archive each lies as it came, in a file of this name.
    ARCHIVED_AS = "postings/{:07d}.{suffix}"

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return f"raw bytes of posting {self.pk}"


class Bookmark(models.Model):
    """The secret that a person's bookmark carries: it lets a page be put aside for them, and nothing else."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmark")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return f"bookmark of {self.made_at:%Y-%m-%d}"


class Handover(models.Model):
    """A page that came through the bookmark and waits, under a key of its own, for the person to look at it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handovers")
    key = models.CharField(max_length=64, unique=True)
    #: Where the browser says that the page stood; empty when it does not say.
    origin = models.CharField(max_length=300, blank=True)
    #: Where the page itself says so; only kept when the browser does not contradict it.
    url = models.CharField(max_length=2000, blank=True)
    content = models.BinaryField()
    received_at = models.DateTimeField()
    #: None while it waits; it can be brought back until it is swept away.
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "set_aside_at"], name="handover_waiting")]

    def __str__(self) -> str:
        return self.url or self.origin
