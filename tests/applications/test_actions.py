"""Every act on a real journal: what it does, that undo takes it back, and that the columns stay true."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.applications import actions, columns, queries
from onward.applications.actions import Detail, Filing
from onward.applications.models import Act, Application, Event
from onward.applications.stages import Fact
from onward.base.errors import Problem
from onward.people.models import User

from .conftest import day, story

pytestmark = pytest.mark.django_db


def apply_to(owner: User, company: str, told: str = "applied@0", role: str = "Carpenter") -> int:
    fields = {"company": company, "role": role}
    return actions.create_application(owner, fields, story(told), "mail").applications[0]


def kinds(owner: User, application: int) -> list[str]:
    return [event.kind for event in queries.timeline(owner, application)]


def snapshot(owner: User) -> dict[int, dict[str, Any]]:
    """What a person can see: the columns of the visible applications and the facts on each."""
    return {
        one.pk: {column: getattr(one, column) for column in columns.COLUMNS} | {"facts": kinds(owner, one.pk)}
        for one in Application.objects.filter(owner=owner, visible=True)
    }


def test_a_new_application_stands_where_its_facts_say(owner: User) -> None:
    key = apply_to(owner, "Halvorsen & Søn", "applied@0 interview@9 rejected@20")
    one = queries.application(owner, key)
    assert (one.company, one.stage, one.status, one.applied_on) == (
        "Halvorsen & Søn",
        "interview",
        "rejected",
        day(0).date(),
    )
    assert (one.event_count, one.last_event_at, one.visible) == (3, day(20), True)
    assert columns.recompute(owner) == []


def test_recording_moves_it_on_and_undo_takes_it_back(owner: User) -> None:
    key = apply_to(owner, "Tamarind")
    before = snapshot(owner)
    act = actions.record(owner, key, story("interview@4 rejected@9"))
    assert queries.application(owner, key).status == "rejected"
    actions.undo(owner, act.pk)
    assert snapshot(owner) == before
    assert queries.application(owner, key).furthest_stage == "applied"


def test_undo_redo_and_undo_again(owner: User) -> None:
    key = apply_to(owner, "Tamarind")
    act = actions.record(owner, key, story("offer@4"))
    with pytest.raises(Problem, match="not undone"):
        actions.redo(owner, act.pk)
    actions.undo(owner, act.pk)
    with pytest.raises(Problem, match="undone already"):
        actions.undo(owner, act.pk)
    actions.redo(owner, act.pk)
    assert queries.application(owner, key).status == "offer"
    actions.undo(owner, act.pk)
    assert queries.application(owner, key).status == "open"
    actions.redo(owner, act.pk)
    assert queries.application(owner, key).status == "offer"
    assert columns.recompute(owner) == []


def test_undoing_the_undo_is_doing_it_again(owner: User) -> None:
    key = apply_to(owner, "Tamarind")
    actions.undo(owner, actions.undo(owner, actions.record(owner, key, story("offer@4")).pk).pk)
    assert queries.application(owner, key).status == "offer"


def test_undoing_the_first_act_hides_the_application_and_redo_shows_it(owner: User) -> None:
    filed = actions.create_application(owner, {"company": "Lindqvist"})
    assert queries.application(owner, filed.applications[0]).visible
    actions.undo(owner, filed.act.pk)
    assert not queries.application(owner, filed.applications[0]).visible
    actions.redo(owner, filed.act.pk)
    assert queries.application(owner, filed.applications[0]).visible


def test_what_the_person_writes_outranks_mail(owner: User) -> None:
    key = apply_to(owner, "Lindqvist", role="Bkaer")
    act = actions.edit_details(owner, key, {"role": "Baker", "company": "Lindqvist"})
    assert act is not None
    actions.record_many(
        owner, [Filing(key, story("rejected@8"), [Detail({"role": "Bkaer II"}, day(8))])], "Filed 1 message"
    )
    assert queries.application(owner, key).role == "Baker"
    assert actions.edit_details(owner, key, {"role": " Baker "}) is None
    actions.undo(owner, act.pk)
    assert queries.application(owner, key).role == "Bkaer", "what it began with"


def test_an_unknown_field_is_a_mistake_of_the_caller(owner: User) -> None:
    with pytest.raises(KeyError):
        actions.edit_details(owner, apply_to(owner, "Lindqvist"), {"salary": "plenty"})


def test_correcting_an_entry_keeps_its_message_and_the_old_one(owner: User) -> None:
    told = [Fact("applied", day(0)), Fact("rejected", day(5), "mail", message_id=41)]
    key = actions.create_application(owner, {"company": "Kestrel"}, told).applications[0]
    rejected = queries.timeline(owner, key)[1]
    act = actions.change_event(owner, rejected.pk, kind="interview")
    new = queries.timeline(owner, key)[1]
    assert (new.kind, new.at, new.source, new.message_id) == ("interview", day(5), "hand", 41)
    assert queries.application(owner, key).status == "open"
    assert [event.pk for event in queries.taken_out(owner, key)] == [rejected.pk]
    with pytest.raises(Problem, match="taken out before"):
        actions.retract_event(owner, rejected.pk)
    actions.undo(owner, act.pk)
    assert queries.timeline(owner, key)[1].pk == rejected.pk


def test_taking_out_an_interview_lowers_the_furthest_stage_and_nothing_is_deleted(owner: User) -> None:
    key = apply_to(owner, "Kestrel", "applied@0 interview@3 rejected@9")
    actions.retract_event(owner, queries.timeline(owner, key)[1].pk)
    one = queries.application(owner, key)
    assert (one.furthest_stage, one.status) == ("applied", "rejected")
    assert Event.objects.filter(owner=owner, kind="interview").count() == 1


def test_moving_a_message_to_the_right_application(owner: User) -> None:
    one, other = apply_to(owner, "Kestrel"), apply_to(owner, "Kestrel Wharf")
    # Written twice, it outweighs what the application was called first.
    porter = [Detail({"role": "Porter"}, day(7), "mail", 5)] * 2
    filing = Filing(one, [Fact("rejected", day(7), "mail", 5)], porter)
    actions.record_many(owner, [filing], "Filed 1 message")
    before = snapshot(owner)
    assert queries.application(owner, one).role == "Porter"
    act = actions.move_events(owner, [queries.timeline(owner, one)[1].pk], other).act
    assert (queries.application(owner, one).status, queries.application(owner, one).role) == (
        "open",
        "Carpenter",
    )
    # The application that it comes to keeps the name that it had.
    assert (queries.application(owner, other).status, queries.application(owner, other).role) == (
        "rejected",
        "Carpenter",
    )
    actions.undo(owner, act.pk)
    assert snapshot(owner) == before


def test_splitting_takes_the_messages_own_words_along(owner: User) -> None:
    one = apply_to(owner, "Kestrel")
    filing = Filing(
        one, [Fact("rejected", day(7), "mail", 5)], [Detail({"role": "Porter"}, day(7), "mail", 5)]
    )
    actions.record_many(owner, [filing], "Filed 1 message")
    split = actions.move_events(owner, [queries.timeline(owner, one)[1].pk], None, {"company": "Wharf"})
    new = queries.application(owner, split.applications[0])
    assert (new.company, new.role, new.status) == ("Wharf", "Porter", "rejected")
    actions.undo(owner, split.act.pk)
    assert not queries.application(owner, new.pk).visible
    assert columns.recompute(owner) == []


def test_an_application_that_would_lose_its_name_keeps_it_and_the_new_one_gets_a_copy(owner: User) -> None:
    filing = Filing(
        None,
        [Fact("acknowledged", day(1), "mail", 4), Fact("rejected", day(7), "mail", 5)],
        [Detail({"company": "Kestrel", "role": "Porter"}, day(1), "mail", 4)],
    )
    one = actions.record_many(owner, [filing], "Filed 2 messages").applications[0]
    split = actions.move_events(owner, [queries.timeline(owner, one)[0].pk], None)
    new = queries.application(owner, split.applications[0])
    assert (new.company, queries.application(owner, one).company) == ("Kestrel", "Kestrel")


def test_moving_the_last_fact_away_hides_what_only_mail_had_named(owner: User) -> None:
    one, other = apply_to(owner, "Kestrel"), apply_to(owner, "Kestrel Wharf")
    actions.move_events(owner, [queries.timeline(owner, one)[0].pk], other)
    assert not queries.application(owner, one).visible
    with pytest.raises(Problem, match="already where"):
        actions.move_events(owner, [queries.timeline(owner, other)[0].pk], other)


def test_merging_chains_and_undo_in_any_order(owner: User) -> None:
    a, b, c = (
        apply_to(owner, "Aldous"),
        apply_to(owner, "Aldous Ltd", "interview@4"),
        apply_to(owner, "Aldous UK"),
    )
    before = snapshot(owner)
    first = actions.merge(owner, b, a)
    second = actions.merge(owner, c, b)
    assert [one.pk for one in queries.applications(owner)] == [c]
    assert queries.application(owner, a).merged_into_id == c
    assert queries.application(owner, c).company == "Aldous UK"
    assert queries.application(owner, c).furthest_stage == "interview"
    with pytest.raises(Problem, match="one application already"):
        actions.merge(owner, a, c)
    # What is recorded on an absorbed application counts for the one that stands for it.
    more = actions.record(owner, a, story("rejected@12"))
    assert queries.application(owner, c).status == "rejected"
    actions.undo(owner, first.pk)
    assert queries.application(owner, a).status == "rejected"
    actions.undo(owner, more.pk)
    actions.undo(owner, second.pk)
    assert snapshot(owner) == before
    assert columns.recompute(owner) == []


def test_what_belongs_to_another_does_not_exist(owner: User, stranger: User) -> None:
    key = apply_to(owner, "Kestrel")
    theirs = apply_to(stranger, "Kestrel")
    event = queries.timeline(owner, key)[0].pk
    act = Act.objects.get(owner=owner).pk
    forbidden: list[Callable[[], object]] = [
        lambda: actions.record(stranger, key, story("rejected@3")),
        lambda: actions.record_many(stranger, [Filing(theirs), Filing(key)], "x"),
        lambda: actions.edit_details(stranger, key, {"note": "mine"}),
        lambda: actions.change_event(stranger, event, kind="offer"),
        lambda: actions.retract_event(stranger, event),
        lambda: actions.move_events(stranger, [event], None),
        lambda: actions.move_events(stranger, [queries.timeline(stranger, theirs)[0].pk], key),
        lambda: actions.merge(stranger, theirs, key),
        lambda: actions.merge(stranger, key, theirs),
        lambda: actions.undo(stranger, act),
        lambda: queries.application(stranger, key),
    ]
    before = snapshot(owner), snapshot(stranger), Event.objects.count(), Act.objects.count()
    for attempt in forbidden:
        with pytest.raises(Http404):
            attempt()
    assert (snapshot(owner), snapshot(stranger), Event.objects.count(), Act.objects.count()) == before
    assert (
        queries.timeline(stranger, key)
        == queries.taken_out(stranger, key)
        == queries.acts(stranger, key)
        == []
    )


def test_text_that_a_database_refuses_is_made_storable(owner: User) -> None:
    fact = Fact("note", day(1), data={"text": "a\x00b", "list": ["\x00"]})
    key = actions.create_application(owner, {"company": "Nul\x00l" + "x" * 900}, [fact]).applications[0]
    assert queries.application(owner, key).company == ("Null" + "x" * 900)[:200]
    assert queries.timeline(owner, key)[0].data == {"text": "ab", "list": [""]}


def test_a_whole_mailbox_is_filed_at_once_and_undone_at_once(owner: User) -> None:
    known = apply_to(owner, "Kestrel")
    filings = [
        Filing(
            None,
            [
                Fact("applied", day(n), "mail", 2 * n + 1),
                Fact("rejected", day(n + 9), "mail", 2 * n + 2),
            ],
            [Detail({"company": f"Firm {n}", "role": None}, day(n), "mail", 2 * n + 1)],
        )
        for n in range(300)
    ]
    before = snapshot(owner)
    filed = actions.record_many(owner, [*filings, Filing(known, story("offer@3"))], "Filed 601 messages")
    assert len(set(filed.applications)) == 301
    assert filed.applications[-1] == known
    assert queries.application(owner, filed.applications[7]).company == "Firm 7"
    assert queries.summary(owner).by_status["rejected"] == 300
    assert queries.application(owner, known).status == "offer"
    assert columns.recompute(owner) == []
    actions.undo(owner, filed.act.pk)
    assert snapshot(owner) == before


def test_queries_do_not_grow_with_the_record(owner: User) -> None:
    def merged_and_undone(facts: str) -> int:
        one, other = (apply_to(owner, "Kestrel", facts) for _ in range(2))
        with CaptureQueriesContext(connection) as seen:
            actions.undo(owner, actions.merge(owner, one, other).pk)
        return len(seen)

    few = merged_and_undone("applied@0")
    actions.record_many(owner, [Filing(None, story("applied@0 note@4")) for _ in range(40)], "Filed")
    assert merged_and_undone("applied@0" + " interview@3" * 60) == few


def test_recompute_finds_and_mends_what_was_changed_behind_its_back(owner: User) -> None:
    key = apply_to(owner, "Kestrel", "applied@0 rejected@4")
    Application.objects.filter(pk=key).update(status="open", company="Nobody")
    Event.objects.filter(current=key, kind="rejected").update(active=False)
    found = columns.recompute(owner, repair=False)
    assert {(one.table, one.column) for one in found} == {
        ("application", "status"),
        ("application", "company"),
        ("event", "active"),
    }
    assert queries.application(owner, key).company == "Nobody"
    assert columns.recompute(owner) == found
    assert columns.recompute(owner) == []
    assert queries.application(owner, key).status == "rejected"


def test_erasing_the_owner_erases_the_record_with_them(owner: User, stranger: User) -> None:
    keys = [apply_to(owner, "Kestrel"), apply_to(owner, "Kestrel Wharf")]
    actions.undo(owner, actions.merge(owner, keys[0], keys[1]).pk)
    theirs = apply_to(stranger, "Kestrel")
    owner.delete()
    assert list(Application.objects.values_list("pk", flat=True)) == [theirs]
    assert set(Event.objects.values_list("owner", flat=True)) == {stranger.pk}


acts = st.lists(
    st.tuples(
        st.sampled_from(["create", "record", "edit", "retract", "change", "move", "split", "merge", "undo"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=9,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, st.randoms(use_true_random=False))
def test_any_acts_undone_in_any_order_leave_the_record_as_it_was(
    db: None, drawn: list[tuple[str, int, int]], random: Any
) -> None:
    owner = User.objects.create(username=f"mira-{User.objects.count()}")
    for name in ("Aldous", "Brannigan", "Corvo"):
        apply_to(owner, name, "applied@0 interview@5")
    before = snapshot(owner)
    given_acts = set(Act.objects.filter(owner=owner).values_list("pk", flat=True))
    for what, one, other in drawn:
        attempt(owner, what, one, other, given_acts)
    assert columns.recompute(owner) == []
    done = list(
        Act.objects.filter(owner=owner, undoes=None).exclude(pk__in=given_acts).values_list("pk", flat=True)
    )
    random.shuffle(done)
    for act in done:
        with suppress(Problem):  # a drawn undo took it back already
            actions.undo(owner, act)
        assert columns.recompute(owner) == []
    assert snapshot(owner) == before


def attempt(owner: User, what: str, one: int, other: int, given_acts: set[int]) -> None:
    """Carry out a drawn act, or nothing where it is refused."""
    places = list(Application.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True))
    place, place_2 = places[one % len(places)], places[other % len(places)]
    facts = list(
        Event.objects.filter(owner=owner, kind__in=["applied", "interview", "rejected"])
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    fact = facts[one % len(facts)]
    latest = (
        Act.objects.filter(owner=owner)
        .exclude(pk__in=given_acts)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
    )
    done: dict[str, Callable[[], Act | None]] = {
        "create": lambda: actions.create_application(owner, {"company": "New"}, story(f"applied@{one}")).act,
        "record": lambda: actions.record(owner, place, story(f"rejected@{other}")),
        "edit": lambda: actions.edit_details(owner, place, {"role": f"Role {other}", "company": ""}),
        "retract": lambda: actions.retract_event(owner, fact),
        "change": lambda: actions.change_event(owner, fact, at=day(other) + timedelta(hours=1)),
        "move": lambda: actions.move_events(owner, [fact], place_2).act,
        "split": lambda: actions.move_events(owner, [fact], None, {"company": "Split"}).act,
        "merge": lambda: actions.merge(owner, place, place_2),
        "undo": lambda: actions.undo(owner, latest) if latest else None,
    }
    with suppress(Problem):
        done[what]()
