"""Who owns a journal, and the one-time links by which they sign in on their own machine."""

from django.contrib.auth.models import AbstractUser
from django.db import models

#: auto is as the system has it.
LOOKS = ("auto", "light", "dark")


class User(AbstractUser):
    """A person with a journal; the owner of everything that they record."""

    #: The person's own mail addresses: given by --me, inferred from mail, or entered. Lower case.
    addresses = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, blank=True)
    #: One of LOOKS.
    look = models.CharField(max_length=5, default="auto")
    #: When a no is shown: at_once, daily (at an hour), weekly (on a day, at an hour), when_opened.
    show_no = models.CharField(max_length=12, default="at_once")
    show_no_hour = models.PositiveSmallIntegerField(default=18)
    #: Monday is 0.
    show_no_day = models.PositiveSmallIntegerField(default=4)

    class Meta:
        app_label = "onward"


class SignInLink(models.Model):
    """A link that signs its owner in once; only a digest of its token is kept."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        app_label = "onward"

    def __str__(self) -> str:
        return f"sign-in link until {self.expires_at:%H:%M}"
