"""A mailbox on a server, how far each of its folders is read, and what may be looked at again. No secret lies here."""

from django.conf import settings
from django.db import models


class Mailbox(models.Model):
    """Where a person's mail lies, and how Onward is let in."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailboxes")
    address = models.CharField(max_length=254)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    #: tls, starttls, plain (only to this machine itself).
    security = models.CharField(max_length=8, default="tls")
    #: The name by which the server knows the person, most often the address.
    login = models.CharField(max_length=254)
    #: password (also one for this app alone), oauth.
    sign_in = models.CharField(max_length=8, default="password")
    #: SHA-256 of the one certificate that is taken, 64 hexadecimal digits; empty: as the system verifies it.
    fingerprint = models.CharField(max_length=64, blank=True)
    #: Of OAuth, what is no secret: {"id", "authorize", "token", "device", "scope"}.
    client = models.JSONField(default=dict, blank=True)
    #: While Onward is served, read it so often; 0: only when asked.
    every_minutes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    synced_at = models.DateTimeField(null=True)
    #: When it was last begun by itself.
    begun_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "address"], name="mailbox_address")]

    def __str__(self) -> str:
        return self.address


class Folder(models.Model):
    """One folder, and up to which number it is read."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    #: As it goes over the wire, one character a byte.
    name = models.CharField(max_length=1000)
    title = models.CharField(max_length=200)
    #: inbox, sent, drafts, trash, spam, archive, all, view, own.
    role = models.CharField(max_length=8)
    chosen = models.BooleanField(default=False)
    #: UIDs are those of this epoch of the folder; another one means that the server has numbered it anew.
    uid_validity = models.BigIntegerField(default=0)
    #: Every message with a smaller UID is looked at.
    next_uid = models.BigIntegerField(default=1)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["mailbox", "name"], name="folder_name")]

    def __str__(self) -> str:
        return self.title


class Glance(models.Model):
    """A message from a person that nothing spoke for: its sender or its thread may turn out to be of the search.

    Only digests: who writes to the person about other things is not written down.
    """

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="glances")
    uid = models.BigIntegerField()
    parties = models.JSONField(default=list)
    thread = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["folder", "uid"], name="glance_uid")]

    def __str__(self) -> str:
        return f"{self.uid}"
