"""What is done with letters: begun, edited, drawn anew, sent, found in the mailbox; and each taken back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.http import Http404

from onward.applications import actions as record
from onward.applications import correspondence
from onward.applications.correspondence import Mail
from onward.applications.lines import Detail
from onward.applications.models import Event
from onward.applications.stages import Fact
from onward.base import clock
from onward.base.errors import Problem
from onward.letters import actions, queries
from onward.letters.models import Draft
from onward.people.models import User

from ..applications.conftest import day, story
from .mails import ME, mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]
ANA = "ana.ruiz@nordlicht.example"
Keep = Callable[[Mail], Mail]


@pytest.fixture
def mailbox() -> Iterator[Keep]:
    """`mailbox(mail)`: from then on the mail is known."""
    kept: dict[int, Mail] = {}

    def lookup(owner: User, keys: Sequence[int]) -> dict[int, Mail]:
        return {key: kept[key] for key in keys if key in kept}

    def keep(one: Mail) -> Mail:
        kept[one.id] = one
        return one

    with correspondence.lookups.only(lookup):
        yield keep


@pytest.fixture
def no(owner: User, mailbox: Keep) -> Event:
    """Nordlicht said no on day 36 after an interview with Ana Ruiz."""
    owner.addresses = [ME]
    owner.save()
    invitation = mailbox(
        mail(
            "Dear Mira,\n\nYou will meet Ana Ruiz on Tuesday.\n\nBest regards\nKim Lee\nRecruiter",
            kind="interview",
            at=day(20),
        )
    )
    answer = mailbox(
        mail("Hi Mira,\n\nIt was great to meet you. We chose somebody with more SQL.\n\nBest,\nAna", ANA, "Ana Ruiz",
             kind="rejection", at=day(36), subject="Your application", header_id="no@x", thread=("first@x",))
    )  # fmt: skip
    facts = [
        *story("applied@0"),
        Fact("interview", day(20), "mail", invitation.id),
        Fact(
            "rejected", day(36), "mail", answer.id, {"reasons": [{"code": "skills_gap", "quote": "more SQL"}]}
        ),
    ]
    record.record_many(
        owner,
        [record.Filing(None, facts, [Detail({"company": "Nordlicht", "role": "Analyst"}, day(0))])],
        "Filed",
    )
    return Event.objects.get(owner=owner, kind="rejected")


@pytest.fixture
def asked(owner: User, no: Event) -> Draft:
    """The letter that asks Ana for feedback."""
    return actions.begin(owner, no.pk, "feedback")


def test_a_letter_begins_with_who_met_the_person_and_what_was_said(asked: Draft) -> None:
    assert (asked.to_name, asked.to_address, asked.relation) == ("Ana Ruiz", ANA, "interviewer")
    assert asked.questions == ["skill", "bridge"]
    assert (asked.language, asked.formal, asked.subject) == ("en", False, "Re: Your application")
    assert asked.body.startswith("Hi Ana,\n\nThank you for our conversation")
    assert "the Analyst position at Nordlicht" in asked.body


def test_beginning_twice_leads_to_the_same_letter(owner: User, no: Event, asked: Draft) -> None:
    assert actions.begin(owner, no.pk, "feedback").pk == asked.pk
    assert actions.begin(owner, no.pk, "thanks").pk != asked.pk
    actions.settle(owner, asked.pk, "put_away")
    assert actions.begin(owner, no.pk, "feedback").pk != asked.pk


def test_what_is_not_edited_is_drawn_anew_and_what_is_stays(owner: User, asked: Draft) -> None:
    actions.choose(owner, asked.pk, {"questions": ["depth"]})
    one = actions.choose(owner, asked.pk, {"formal": True})
    assert one.body.startswith("Dear Ana Ruiz,")
    assert "go deeper in the interview?" in one.body
    mine = one.body.replace("I accept the decision.", "I accept it, of course.")
    actions.save(owner, asked.pk, one.subject, mine)
    one = actions.choose(owner, asked.pk, {"questions": ["answer"]})
    assert "I accept it, of course." in one.body
    assert "left a question open" in one.body
    assert not one.drawn.get("stale")


def test_another_language_waits_until_the_person_says_so(owner: User, asked: Draft) -> None:
    mine = asked.body + "\n\nPS: the garden"
    actions.save(owner, asked.pk, asked.subject, mine)
    one = actions.choose(owner, asked.pk, {"language": "de"})
    assert one.body == mine
    assert one.drawn["stale"]
    one = actions.draw_anew(owner, asked.pk)
    assert one.body.startswith("Guten Tag Ana Ruiz,")
    assert not one.drawn.get("stale")
    one = actions.undo(owner, asked.pk)
    assert one.body == mine
    one = actions.undo(owner, asked.pk)
    assert (one.language, one.body) == ("en", mine)


def test_undo_of_a_choice_keeps_what_was_written_since(owner: User, asked: Draft) -> None:
    one = actions.choose(owner, asked.pk, {"purpose": "thanks"})
    actions.save(owner, asked.pk, one.subject, "My own words.")
    one = actions.undo(owner, asked.pk)
    assert (one.purpose, one.body) == ("feedback", "My own words.")
    assert one.drawn["stale"]


def test_sending_sets_the_day_of_the_one_follow_up(owner: User, asked: Draft) -> None:
    one = actions.send(owner, asked.pk)
    assert one.sent_at == clock.now()
    # Ten working days after Wednesday 10 April 2024.
    assert one.follow_up_on == date(2024, 4, 24)
    assert queries.state(one) == "waiting"
    with pytest.raises(Problem):
        actions.send(owner, asked.pk)
    assert actions.save(owner, asked.pk, "x", "y").body == asked.body
    one = actions.undo(owner, asked.pk)
    assert (one.sent_at, one.follow_up_on) == (None, None)


def test_a_day_that_lies_ahead_is_refused(owner: User, asked: Draft) -> None:
    with pytest.raises(Problem):
        actions.send(owner, asked.pk, date(2024, 4, 12))


def test_one_follow_up_and_never_a_second(owner: User, asked: Draft) -> None:
    with pytest.raises(Problem):
        actions.begin_follow_up(owner, asked.pk)
    actions.send(owner, asked.pk)
    clock.travel_to(day(60))
    assert queries.state(queries.letter(owner, asked.pk)) == "due"
    reminder = actions.begin_follow_up(owner, asked.pk)
    assert (reminder.purpose, reminder.to_address, reminder.follows_id) == ("follow_up", ANA, asked.pk)
    assert "Some days ago I wrote to you" in reminder.body
    assert actions.begin_follow_up(owner, asked.pk).pk == reminder.pk
    assert queries.state(queries.letter(owner, asked.pk)) == "waiting"
    actions.send(owner, reminder.pk)
    with pytest.raises(Problem):
        actions.begin_follow_up(owner, reminder.pk)
    actions.settle(owner, reminder.pk, "put_away")
    assert actions.begin_follow_up(owner, asked.pk).pk == reminder.pk


def test_settling_and_taking_back(owner: User, asked: Draft) -> None:
    with pytest.raises(Problem):
        actions.settle(owner, asked.pk, "answered")
    actions.send(owner, asked.pk)
    for did in ("answered", "declined", "put_away"):
        assert queries.state(actions.settle(owner, asked.pk, did)) == did
        assert queries.state(actions.undo(owner, asked.pk)) == "waiting"


def sent_mail(asked: Draft, at: datetime) -> Mail:
    return mail(
        asked.body,
        ME,
        to=(ANA,),
        at=at,
        kind="reply",
        subject=asked.subject,
        header_id="mine@x",
        thread=("no@x",),
    )


def reply(text: str, at: datetime, **given: object) -> Mail:
    fields = {
        "at": at,
        "thread": ("mine@x",),
        "header_id": "hers@x",
        "subject": "Re: Your application",
        **given,
    }
    return mail(text, ANA, "Ana Ruiz", **fields)


def test_the_sent_mail_and_the_answer_are_found(owner: User, asked: Draft, mailbox: Keep) -> None:
    mine, hers = (
        mailbox(sent_mail(asked, day(41))),
        mailbox(reply("Gladly: your joins were slow to come.", day(43))),
    )
    clock.travel_to(day(44))
    assert actions.attach(owner, [mine.id, hers.id]) == 2
    one = queries.letter(owner, asked.pk)
    assert (one.sent_id, one.sent_at, one.reply_id, one.answered_at) == (mine.id, day(41), hers.id, day(43))
    assert actions.attach(owner, [mine.id, hers.id]) == 0
    assert queries.letter(owner, asked.pk).history == one.history


def test_a_mail_that_was_refused_is_not_attached_again(owner: User, asked: Draft, mailbox: Keep) -> None:
    actions.send(owner, asked.pk)
    hers = mailbox(reply("Gladly: your joins were slow to come.", day(43)))
    actions.attach(owner, [hers.id])
    one = actions.undo(owner, asked.pk)
    assert (one.reply_id, one.answered_at, one.refused) == (None, None, [hers.id])
    assert actions.attach(owner, [hers.id]) == 0


def test_a_no_to_the_question_is_told_apart(owner: User, asked: Draft, mailbox: Keep) -> None:
    actions.send(owner, asked.pk)
    hers = mailbox(reply("Sorry, we are not able to provide individual feedback.", day(43)))
    actions.attach(owner, [hers.id])
    assert queries.state(queries.letter(owner, asked.pk)) == "declined"


@pytest.mark.parametrize(
    "other",
    [
        {"text": "I am out of office until Monday."},
        {"text": "We chose another.", "at": day(30)},
        {"text": "Hello", "sender": "someone@else.example", "thread": ()},
        {"text": "Thank you for your message.", "sender": "no-reply@nordlicht.example"},
    ],
)
def test_what_is_no_answer(owner: User, asked: Draft, mailbox: Keep, other: dict[str, object]) -> None:
    actions.send(owner, asked.pk)
    given = {"sender": ANA, "at": day(43), "thread": ("mine@x",), **other}
    found = mailbox(mail(str(given.pop("text")), str(given.pop("sender")), **given))
    assert actions.attach(owner, [found.id]) == 0


def test_an_answer_about_another_application_is_none(owner: User, asked: Draft, mailbox: Keep) -> None:
    actions.send(owner, asked.pk)
    hers = mailbox(reply("We would like to invite you for another role.", day(43), thread=()))
    record.create_application(owner, {"company": "Corvo"}, [Fact("interview", day(43), "mail", hers.id)])
    assert actions.attach(owner, [hers.id]) == 0


def test_marking_as_sent_looks_back_at_what_was_read(
    owner: User, no: Event, asked: Draft, mailbox: Keep
) -> None:
    mine, hers = (
        mailbox(sent_mail(asked, clock.now())),
        mailbox(reply("Gladly.", clock.now() + timedelta(hours=2))),
    )
    for one in (mine, hers):
        record.record(owner, no.current_id, [Fact("note", one.at, "mail", one.id)])
    one = actions.send(owner, asked.pk)
    assert (one.sent_id, one.reply_id) == (mine.id, hers.id)


def test_the_answer_to_a_follow_up_settles_both(owner: User, asked: Draft, mailbox: Keep) -> None:
    actions.send(owner, asked.pk)
    clock.travel_to(day(60))
    reminder = actions.begin_follow_up(owner, asked.pk)
    actions.send(owner, reminder.pk)
    hers = mailbox(reply("Sorry for the wait. Your joins were slow to come.", day(61), thread=()))
    actions.attach(owner, [hers.id])
    assert {queries.state(one) for one in queries.all_letters(owner)} == {"answered"}


def test_nothing_is_asked_of_the_database_where_no_letter_waits(
    owner: User, no: Event, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(3):  # one, within its transaction
        assert actions.attach(owner, [1, 2, 3]) == 0


def test_strangers_have_no_part_in_it(owner: User, stranger: User, no: Event, asked: Draft) -> None:
    for act in (
        lambda: actions.begin(stranger, no.pk, "feedback"),
        lambda: actions.save(stranger, asked.pk, "x", "y"),
        lambda: actions.send(stranger, asked.pk),
        lambda: actions.undo(stranger, asked.pk),
    ):
        with pytest.raises(Http404):
            act()
