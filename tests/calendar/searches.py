"""A search with something for every kind of entry."""

from datetime import UTC, date, datetime, timedelta

from onward.applications import actions
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.capture.models import Posting
from onward.letters.models import Draft
from onward.mail.models import Message
from onward.people.models import User
from onward.plan import actions as plan
from onward.rejections import actions as noes

NOW = datetime(2024, 5, 13, 8, 0, tzinfo=UTC)
MONDAY = date(2024, 5, 13)


def live(owner: User) -> dict[str, int]:
    """Two talks, a task and an offer with their days, a letter that waits, a no after a talk, a plan."""
    talk = Fact(
        "interview", NOW - timedelta(days=3), "mail", None,
        {"interview_at": "2024-05-16T15:00+02:00", "minutes": 45, "where": "Hafenstr. 1, Kiel",
         "invitation": {"uid": "a@nordlicht.example", "sequence": 0, "stamp": ""}},
    )  # fmt: skip
    whole = Fact("interview", NOW - timedelta(days=2), "mail", None, {"interview_at": "2024-05-21"})
    task = Fact(
        "assessment", NOW - timedelta(days=1), data={"text": "Please send the task back by 20 May 2024."}
    )
    message = Message.objects.create(
        owner=owner, kind="offer", confidence=1, at=NOW, text="Please tell us by 24 May 2024 whether you accept.",
        language="en", filed=True, sender_address="ana@halden.example",
    )  # fmt: skip
    offer = Fact("offer", NOW - timedelta(hours=2), "mail", message.pk)
    ended = [Fact("interview", NOW - timedelta(days=40)), Fact("rejected", NOW - timedelta(days=30))]
    made = {}
    for name, facts in (
        ("Nordlicht", [talk]), ("Corvo Foods", [whole]), ("Köhler & Söhne", [task]), ("Halden Marine", [offer]),
        ("Lumen", ended),
    ):  # fmt: skip
        fields = {"company": name, "role": "Data Analyst"}
        made[name] = actions.create_application(owner, fields, facts).applications[0]
    no = Event.objects.get(owner=owner, kind="rejected")
    noes.again(owner, no.pk, date(2024, 9, 2), "Two more projects, and a course")
    Draft.objects.create(
        owner=owner, purpose="feedback", application_id=made["Lumen"], event=no, begun_at=NOW, saved_at=NOW,
        sent_at=NOW, follow_up_on=date(2024, 5, 27), to_name="Ana Ruiz",
    )  # fmt: skip
    Posting.objects.create(
        owner=owner, how="pasted", given_at=NOW, text="Sole Kaffee seeks a roaster.", digest="a", changed_at=NOW,
        fields={"title": {"value": "Roaster"}, "employer": {"value": "Sole Kaffee"}, "valid_until": {"value": "2024-06-14"}},
    )  # fmt: skip
    plan.plan_week(
        owner, MONDAY,
        [{"what": "Write to Lea; then read, twice", "on": "2024-05-14", "time": "14:00", "where": "Library", "minutes": 45},
         {"what": "Rest", "on": "2024-05-15", "time": "", "where": "", "minutes": None}],
        [], None, 5,
    )  # fmt: skip
    return {**made, "no": no.pk}
