"""What the person did for their search beside their applications, as they entered it."""

from django.conf import settings
from django.db import models


class OtherActivity(models.Model):
    """A workshop, a fair, a call, an hour of looking: whatever an office counts and no application tells."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="other_activities"
    )
    on = models.DateField()
    activity = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(null=True)
    employer = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=300, blank=True)
    method = models.CharField(max_length=100, blank=True)
    #: Where: a place or a web address.
    place = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    contact_title = models.CharField(max_length=200, blank=True)
    #: Mail address or telephone number of the contact.
    address = models.CharField(max_length=254, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    result = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    #: Taking it back keeps it, with the time.
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "taken_back_at", "on"], name="other_activity_day")]

    def __str__(self) -> str:
        return self.activity
