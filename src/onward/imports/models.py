"""Tables as they were brought in, and what the person corrected of each layout."""

from django.conf import settings
from django.db import models


class ImportTable(models.Model):
    """A table that was brought in, kept as it came: what no field holds is not lost."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_tables"
    )
    name = models.CharField(max_length=200)
    brought_at = models.DateTimeField()
    #: The bytes, compressed by zlib, and a print of them: the same file again is the same row.
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    #: Corrections that wait for the import: `choices.Choices`.
    choices = models.JSONField(default=dict)
    #: Answers to what may be known already: print of a row → new, out, or an application.
    answers = models.JSONField(default=dict)
    #: What wrote it; empty until then. It may have been undone since.
    act = models.ForeignKey("Act", on_delete=models.SET_NULL, null=True, related_name="+")
    #: What the last import brought: the contract of `onward import --json`.
    result = models.JSONField(default=dict)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "fingerprint"], name="import_table_once")]

    def __str__(self) -> str:
        return self.name


class ImportLayout(models.Model):
    """What the person corrected of tables with these headings; the next such table begins with it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_layouts"
    )
    fingerprint = models.CharField(max_length=64)
    choices = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "fingerprint"], name="import_layout_once")]

    def __str__(self) -> str:
        return self.fingerprint
