"""What the person adds for statistics: forecasts, marks to compare by, experiments with their lots, and looks taken."""

from django.conf import settings
from django.db import models

from onward.applications.models import Application


class Forecast(models.Model):
    """The chance that the person gave to something, before it was known. Taking it back keeps it, with the time."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="forecasts")
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="forecasts")
    #: answer, interview, offer.
    asked = models.CharField(max_length=12)
    #: In percent, 0 to 100.
    chance = models.PositiveSmallIntegerField()
    by = models.DateField()
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "taken_back_at", "by"], name="forecast_state")]

    def __str__(self) -> str:
        return f"{self.asked}: {self.chance} %"


class Mark(models.Model):
    """What the person noted of an application to compare by: question "resume", value "B". The latest one counts."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="marks")
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="marks")
    question = models.CharField(max_length=40)
    #: Empty where a mark was taken away.
    value = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "question", "application", "at"], name="mark_latest")]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class Look(models.Model):
    """The person chose a comparison and looked at it; one a day and question."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks")
    question = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        app_label = "onward"
        constraints = [
            models.UniqueConstraint(fields=["owner", "question", "day"], name="one_look_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.question} on {self.day}"


class Experiment(models.Model):
    """A question that lots decide. All but the two last fields is fixed when it begins."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="experiments")
    question = models.CharField(max_length=200)
    first = models.CharField(max_length=60)
    second = models.CharField(max_length=60)
    #: The share that the person has now, and the one that would be worth it, in percent; and what that takes.
    usual = models.PositiveSmallIntegerField()
    better = models.PositiveSmallIntegerField()
    #: Applications of each version.
    planned = models.PositiveIntegerField()
    #: No lots are drawn after this day.
    until = models.DateField()
    seed = models.BigIntegerField()
    begun_at = models.DateTimeField()
    #: Ended before its time, by the person.
    stopped_at = models.DateTimeField(null=True)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "put_away_at", "-begun_at"], name="experiment_recent")]

    def __str__(self) -> str:
        return self.question


class Lot(models.Model):
    """Which version an application got; drawn once, kept for good."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="lots")
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, related_name="lots")
    place = models.PositiveIntegerField()
    #: 0 the first version, 1 the second.
    arm = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        app_label = "onward"
        constraints = [
            models.UniqueConstraint(fields=["experiment", "application"], name="one_lot_an_application"),
            models.UniqueConstraint(fields=["experiment", "place"], name="one_lot_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.arm}"
