"""A journal with a little of everything, each row with the number 1, and somebody else who looks."""

import zlib
from datetime import UTC, datetime

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from onward.applications.actions import create_application, edit_details
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.calendar.models import Feed
from onward.capture.models import Handover, Posting, RawPosting
from onward.feedback.models import Feedback, Point
from onward.imports.models import ImportTable
from onward.journal.models import Entry, Lesson
from onward.letters.models import Draft
from onward.mail.models import LedgerEntry, Message, Proposal, RawMessage, Reading
from onward.mailbox.models import Folder, Glance, Mailbox
from onward.people.models import User
from onward.people.sign_in import digest
from onward.plan.models import Choice, Goal, Review, Week
from onward.record.models import OtherActivity
from onward.statistics.models import Experiment, Forecast

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
#: As a lesson's history begins.
MADE = [
    {
        "at": NOON.isoformat(),
        "did": "made",
        "was": {"text": "A private lesson", "theme": "", "step": "", "review_on": None, "state": "dropped"},
    }
]


@pytest.fixture
def record(owner: User) -> None:
    """The owner's application, event, message and so on; PostgreSQL's counters start anew for it."""
    tables = [Act, Application, Event, Message, Proposal, Reading]
    for statement in connection.ops.sequence_reset_by_name_sql(
        no_style(), [{"table": model._meta.db_table, "column": "id"} for model in tables]
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    message = Message.objects.create(
        pk=1, owner=owner, kind="rejection", confidence=1, at=NOON, subject="Your application", text="No."
    )
    RawMessage.objects.create(message=message, content=zlib.compress(b"Subject: Your application\n\nNo.\n"))
    LedgerEntry.objects.create(pk=1, owner=owner, fingerprint=b"x" * 16, source="in.mbox#1", message=message)
    Proposal.objects.create(pk=1, owner=owner, message=message, question="kind", why="it could be either")
    Reading.objects.create(pk=1, owner=owner, started_at=NOON, state="done")
    box = Mailbox.objects.create(
        pk=1, owner=owner, address="mira@example.org", host="localhost", port=1, login="x", made_at=NOON
    )
    inbox = Folder.objects.create(pk=1, mailbox=box, name="INBOX", title="A private folder", role="inbox")
    Glance.objects.create(pk=1, folder=inbox, uid=1)
    ImportTable.objects.create(
        pk=1, owner=owner, name="search.csv", brought_at=NOON, fingerprint="x",
        content=zlib.compress(b"Company,Role\nNordlicht,Clerk\n"),
    )  # fmt: skip
    # The name comes second, so that event 1 is the fact.
    create_application(owner, {}, [Fact("rejected", NOON, "mail", 1)])
    edit_details(owner, 1, {"company": "Nordlicht"})
    Entry.objects.create(
        pk=1, owner=owner, kind="note", application_id=1, begun_at=NOON, saved_at=NOON, body="A private line"
    )
    Lesson.objects.create(
        pk=1, owner=owner, text="A private lesson", entry_id=1, made_at=NOON, changed_at=NOON, history=MADE
    )

    Draft.objects.create(
        pk=1, owner=owner, purpose="feedback", application_id=1, event_id=1, begun_at=NOON, saved_at=NOON,
        to_name="A private friend", body="A private letter",
    )  # fmt: skip
    told = Feedback.objects.create(
        pk=1, owner=owner, application_id=1, manner="call", giver="friend", giver_name="A private friend", at=NOON,
        recorded_at=NOON, text="A private word",
    )  # fmt: skip
    Point.objects.create(pk=1, feedback=told, position=0, quote="A private word", says="strength")
    posting = Posting.objects.create(
        pk=1, owner=owner, how="pasted", given_at=NOON, changed_at=NOON, text="A private posting", digest="x",
        history=[{"at": NOON.isoformat(), "did": "kept", "was": {"put_away_at": None}}],
    )  # fmt: skip
    RawPosting.objects.create(posting=posting, content=zlib.compress(b"A private posting"), suffix="txt")
    OtherActivity.objects.create(
        pk=1, owner=owner, on=clock.today(), activity="A private hour", recorded_at=NOON
    )
    Handover.objects.create(
        owner=owner, key="1", content=zlib.compress(b"<h1>A private page</h1>"), received_at=clock.now()
    )
    day, past = NOON.date(), [{"at": NOON.isoformat(), "did": "saved", "was": {}}]
    about = {"event": 1}
    Choice.objects.create(
        pk=1, owner=owner, kind="thank", about=about, what="done", title="A private choice", at=NOON
    )
    blocks = [
        {"what": "A private plan", "on": f"{day}", "time": "", "where": "", "minutes": None, "done_on": None}
    ]
    Week.objects.create(pk=1, owner=owner, monday=day, blocks=blocks, saved_at=NOON, history=past)
    Goal.objects.create(
        pk=1, owner=owner, kind="learning", text="A private goal", made_at=NOON, changed_at=NOON, history=past
    )
    Forecast.objects.create(
        pk=1, owner=owner, application_id=1, asked="offer", chance=5, by=day, made_at=NOON
    )
    Experiment.objects.create(
        pk=1, owner=owner, question="A private question", first="a", second="b", usual=10, better=30, planned=59, until=day,
        seed=1, begun_at=NOON,
    )  # fmt: skip
    Feed.objects.create(pk=1, owner=owner, digest=digest("a private secret"), made_at=NOON, changed_at=NOON)
    Review.objects.create(pk=1, owner=owner, monday=day, wins="A private win", saved_at=NOON, history=past)


@pytest.fixture
def stranger(other: User) -> Client:
    """A browser in which somebody else is signed in."""
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(other)
    return browser
