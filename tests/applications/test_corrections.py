"""What corrections amount to, on records of a few lines; and laws that hold for any record."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onward.applications.corrections import Entry, Ledger, fold

from .conftest import day

A, B, C = 1, 2, 3


@dataclass
class Record:
    """A record under construction: every line gets the next id, every act remembers its lines."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, kind: str, application: int, target: int | None = None, /, **data: Any) -> int:
        number = len(self.entries) + 1
        source = data.pop("source", "hand")
        at = day(data.pop("on", number))
        self.entries.append(Entry(number, kind, application, at, source, target, data))
        return number

    def retract(self, target: int) -> int:
        return self.add("retracted", self.entries[target - 1].application, target)

    def move(self, target: int, to: int) -> int:
        return self.add("moved", to, target)

    def merge(self, into: int, absorbed: int) -> int:
        return self.add("merged", into, application=absorbed)

    @property
    def ledger(self) -> Ledger:
        return fold(self.entries)

    def where(self, event: int) -> tuple[bool, int]:
        place = self.ledger.places[event]
        return place.active, place.application


def test_a_retraction_of_a_retraction_brings_the_fact_back() -> None:
    record = Record()
    fact = record.add("applied", A)
    first = record.retract(fact)
    assert record.where(fact) == (False, A)
    second = record.retract(first)
    assert record.where(fact) == (True, A)
    record.retract(second)
    assert record.where(fact) == (False, A)


def test_two_retractions_must_both_be_taken_back() -> None:
    record = Record()
    fact = record.add("applied", A)
    one, other = record.retract(fact), record.retract(fact)
    record.retract(one)
    assert record.where(fact) == (False, A)
    record.retract(other)
    assert record.where(fact) == (True, A)


def test_the_latest_move_in_force_counts() -> None:
    record = Record()
    fact = record.add("applied", A)
    record.move(fact, B)
    later = record.move(fact, C)
    assert record.where(fact) == (True, C)
    record.retract(later)
    assert record.where(fact) == (True, B)


def test_merges_chain_and_come_apart_in_any_order() -> None:
    record = Record()
    fact = record.add("applied", A)
    first = record.merge(B, A)
    record.merge(C, B)
    assert record.where(fact) == (True, C)
    assert record.ledger.root(A) == C
    record.retract(first)
    assert record.where(fact) == (True, A)
    assert record.ledger.merged == {B: C}


def test_a_move_into_a_merged_application_follows_it_and_returns_with_it() -> None:
    record = Record()
    fact = record.add("applied", A)
    merge = record.merge(C, B)
    record.move(fact, B)
    assert record.where(fact) == (True, C)
    record.retract(merge)
    assert record.where(fact) == (True, B)


def test_a_merge_brought_back_against_its_opposite_makes_no_circle() -> None:
    record = Record()
    fact = record.add("applied", A)
    undone = record.retract(record.merge(B, A))
    record.merge(A, B)
    record.retract(undone)
    assert record.ledger.merged == {A: B}
    assert record.where(fact) == (True, B)


def test_by_hand_outranks_mail_and_the_latest_mail_the_earlier_but_a_role_is_what_it_was_first() -> None:
    record = Record()
    record.add("detail", A, source="mail", on=5, channel="direct", role="Baker")
    record.add("detail", A, source="mail", on=3, channel="recruiter", role="Cook")
    assert record.ledger.details[A] == {"channel": "direct", "role": "Cook"}
    by_hand = record.add("detail", A, on=1, role="")
    record.add("detail", A, source="mail", on=9, role="Baker")
    assert record.ledger.details[A]["role"] == ""
    record.retract(by_hand)
    assert record.ledger.details[A]["role"] == "Baker"


def test_a_name_that_mail_wrote_in_several_ways_counts_as_most_wrote_it_and_one_by_hand_before_all() -> None:
    record = Record()
    for on, company in ((1, "Lindqvist Foods AB"), (2, "LINDQVIST"), (3, "Lindqvist"), (9, "Mailroom")):
        record.add("detail", A, source="mail", on=on, company=company)
    assert record.ledger.details[A]["company"] == "Lindqvist Foods AB"
    record.add("detail", A, on=2, company="Lindqvists")
    assert record.ledger.details[A]["company"] == "Lindqvists"


def test_the_application_that_stays_keeps_its_name_and_borrows_what_it_lacks() -> None:
    record = Record()
    record.add("detail", A, source="mail", on=1, company="Tamarind Foods")
    record.add("detail", B, source="mail", on=8, company="Tamarind", role="Driver")
    record.merge(A, B)
    assert record.ledger.details == {A: {"company": "Tamarind Foods", "role": "Driver"}}


steps = st.lists(
    st.tuples(
        st.sampled_from(["fact", "detail", "retract", "move", "merge"]), st.integers(0, 30), st.integers(1, 4)
    ),
    max_size=14,
)


def act_out(record: Record, drawn: list[tuple[str, int, int]]) -> list[int]:
    """Write the drawn steps as far as they make sense; returns the lines that they added."""
    written = []
    for what, number, application in drawn:
        target = number % len(record.entries) + 1
        if what == "fact":
            written.append(record.add("interview", application, source="mail"))
        elif what == "detail":
            written.append(record.add("detail", application, company=f"Name {number}"))
        elif what == "retract":
            written.append(record.retract(target))
        elif what == "move":
            written.append(record.move(target, application))
        elif number % 4 + 1 != application:
            written.append(record.merge(application, number % 4 + 1))
    return written


def begun() -> Record:
    record = Record()
    for application in (1, 2, 3, 4):
        record.add("detail", application, source="mail", company=f"Firm {application}")
        record.add("applied", application, source="mail")
    return record


@settings(max_examples=200)
@given(steps, st.randoms(use_true_random=False))
def test_undoing_everything_in_any_order_restores_the_beginning(
    drawn: list[tuple[str, int, int]], random: Any
) -> None:
    record = begun()
    before = record.ledger
    written = act_out(record, drawn)
    random.shuffle(written)
    undone = [record.retract(line) for line in written]
    after = record.ledger
    assert {key: after.places[key] for key in before.places} == before.places
    assert (after.merged, after.details) == (before.merged, before.details)
    # And redoing everything gives what was there before the undo.
    forward = fold(record.entries[: undone[0] - 1]) if undone else before
    random.shuffle(undone)
    for line in undone:
        record.retract(line)
    again = record.ledger
    assert {key: again.places[key] for key in forward.places} == forward.places
    assert (again.merged, again.details) == (forward.merged, forward.details)


@given(steps, st.randoms(use_true_random=False))
def test_the_order_in_which_lines_are_read_never_matters(
    drawn: list[tuple[str, int, int]], random: Any
) -> None:
    record = begun()
    act_out(record, drawn)
    shuffled = list(record.entries)
    random.shuffle(shuffled)
    assert fold(shuffled) == record.ledger


@given(steps)
def test_merges_never_form_a_circle_and_every_line_lies_on_one_that_stands(
    drawn: list[tuple[str, int, int]],
) -> None:
    record = begun()
    act_out(record, drawn)
    ledger = record.ledger
    for application in ledger.merged:
        seen = {application}
        while application in ledger.merged:
            application = ledger.merged[application]
            assert application not in seen
            seen.add(application)
    assert all(place.application not in ledger.merged for place in ledger.places.values())
