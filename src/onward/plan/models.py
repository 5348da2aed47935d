"""What the person chose about a suggestion, how a day is, and their weeks, goals and reviews."""

from django.conf import settings
from django.db import models

from onward.applications.suggestions import key


class Choice(models.Model):
    """What the person said to one suggestion; taking it back keeps it, with the time.

    What: done, later (until a day), refused (not for me), welcome (its kind may come again).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=40)
    #: What the suggestion was about: the name of a model → its number, or a day, week or month.
    about = models.JSONField(default=dict)
    what = models.CharField(max_length=8)
    until = models.DateField(null=True)
    #: As it was called, and what all of its kind are called.
    title = models.CharField(max_length=200)
    others = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "taken_back_at", "what"], name="choice_standing")]

    def __str__(self) -> str:
        return f"{self.what}: {self.title}"

    @property
    def key(self) -> str:
        """The suggestion that it was about."""
        return key(self.kind, self.about)


class Day(models.Model):
    """How a day is: the energy that there is, and whether the person closed it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    #: low, usual, high.
    energy = models.CharField(max_length=5, default="usual")
    #: Since when it is enough for today.
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="one_day_each")]

    def __str__(self) -> str:
        return f"{self.on}: {self.energy}"


class Week(models.Model):
    """The plan of one week: what, when and where, and what to do if something comes in between."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField()
    #: [{"what", "on": day, "time": "14:00" or "", "where", "minutes", "done_on": day or null}]
    blocks = models.JSONField(default=list)
    #: [{"if", "then"}]
    setbacks = models.JSONField(default=list)
    #: Hours for the search in this week, as the person sets them.
    hours = models.PositiveSmallIntegerField(null=True)
    #: How many suggestions a day at most: 1 to 5.
    most = models.PositiveSmallIntegerField(default=5)
    saved_at = models.DateTimeField()
    #: [{"at", "did", "was": {field: value before}}]
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "monday"], name="one_plan_a_week")]

    def __str__(self) -> str:
        return f"week of {self.monday}"


class Goal(models.Model):
    """Something to get better at, or something specific with a day; its steps say how far it is."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="goals")
    #: learning, dated.
    kind = models.CharField(max_length=8)
    text = models.CharField(max_length=300)
    by = models.DateField(null=True)
    #: [{"text", "by": day or null, "done_on": day or null}]
    steps = models.JSONField(default=list)
    #: open, reached, dropped.
    state = models.CharField(max_length=8, default="open")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "state", "by"], name="goal_state")]

    def __str__(self) -> str:
        return self.text


class Review(models.Model):
    """Looking back at one week: what the person saw, keeps and changes, and what the record said when it was finished."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    monday = models.DateField()
    #: The person's own small wins, a line each.
    wins = models.TextField(blank=True)
    keep = models.CharField(max_length=300, blank=True)
    change = models.CharField(max_length=300, blank=True)
    #: What the record said when it was finished: [[heading, [line]]]. Empty until then.
    told = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        constraints = [models.UniqueConstraint(fields=["owner", "monday"], name="one_review_a_week")]

    def __str__(self) -> str:
        return f"review of {self.monday}"
