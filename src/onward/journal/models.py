"""What the person writes: entries of every form, drafts included, and lessons."""

from django.conf import settings
from django.db import models

from onward.applications.models import Application, Event


class Entry(models.Model):
    """Something the person wrote, or began to write; it saves itself while they type.

    Kinds: debrief (answers to questions), thought (a thought record), third_person, free (written against a
    timer that ends), note.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20)
    #: Of a debrief: which questions it asks, one of `journal.debriefs`; the record may be corrected later, what was
    #: asked stays.
    form = models.CharField(max_length=20, blank=True)
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, null=True, related_name="entries")
    #: The no, or the interview, that it looks back at.
    event = models.ForeignKey(Event, on_delete=models.RESTRICT, null=True, related_name="entries")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    #: None while it is a draft.
    finished_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200, blank=True)
    #: Plain text, for the forms without questions.
    body = models.TextField(blank=True)
    #: Question of the form → what the person answered.
    answers = models.JSONField(default=dict)
    #: Reason → mine, partly, not: whose it was, as the person sorts them.
    sort = models.JSONField(default=dict)
    #: The one small step that it closes on, in the person's words; empty when they chose none.
    small_step = models.CharField(max_length=300, blank=True)
    tags = models.JSONField(default=list)
    #: When it was put away; it can be brought back.
    put_away_at = models.DateTimeField(null=True)
    #: Everything in it in small letters without accents: what search looks in. Its tags stand between marks.
    search_text = models.TextField(blank=True)
    #: The page that saved it last: two that are open at once do not write over each other.
    window = models.CharField(max_length=32, blank=True)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "put_away_at", "-begun_at"], name="entry_recent")]

    def __str__(self) -> str:
        return self.title or self.kind


class Lesson(models.Model):
    """What the person takes from a rejection, an interview or feedback, in one sentence."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lessons")
    text = models.CharField(max_length=300)
    #: What it is about: a code of the reasons of rejection, or empty.
    theme = models.CharField(max_length=24, blank=True)
    application = models.ForeignKey(Application, on_delete=models.RESTRICT, null=True, related_name="lessons")
    event = models.ForeignKey(Event, on_delete=models.RESTRICT, null=True, related_name="lessons")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, null=True, related_name="lessons")
    #: Where it came from: debrief, rejection, feedback, hand.
    source = models.CharField(max_length=12, default="hand")
    #: What the person will do about it, in their words; empty while it has no step.
    step = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    #: When something about it was changed last.
    changed_at = models.DateTimeField(null=True)
    #: When to look at it again.
    review_on = models.DateField(null=True)
    #: open, kept (a thing to remember), done, dropped.
    state = models.CharField(max_length=8, default="open")
    #: [{"at", "did", "was": {text, theme, step, review_on, state}}]: what undo goes back through.
    history = models.JSONField(default=list)

    class Meta:
        app_label = "onward"
        indexes = [models.Index(fields=["owner", "state", "review_on"], name="lesson_state")]

    def __str__(self) -> str:
        return self.text
