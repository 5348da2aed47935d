"""The ledger: a line is written once for a message at a place, and renewed when the place has changed."""

import pytest

from onward.mail.ledger import Ledger, Line
from onward.mail.models import LedgerEntry, Message
from onward.people.models import User

FIRST, SECOND = b"a" * 16, b"b" * 16


def lines(owner: User) -> set[Line]:
    return {
        (bytes(one.fingerprint), one.source, one.size, one.modified_ns, one.held, one.message_id)
        for one in LedgerEntry.objects.filter(owner=owner)
    }


@pytest.fixture
def message(owner: User) -> int:
    return Message.objects.create(owner=owner, kind="rejection", confidence=1).pk


def test_a_line_written_again_is_renewed_and_keeps_its_message(owner: User, message: int) -> None:
    ledger = Ledger(owner)
    ledger.write([(FIRST, "in.mbox#1", 10, 1, 0, message), (SECOND, "in.mbox#2", 10, 1, 0, None)])
    ledger.write([(FIRST, "in.mbox#1", 20, 2, 0, None), (SECOND, "in.mbox#2", 20, 2, 0, message)])
    assert lines(owner) == {(FIRST, "in.mbox#1", 20, 2, 0, message), (SECOND, "in.mbox#2", 20, 2, 0, message)}


def test_new_lines_among_known_ones_are_written(owner: User) -> None:
    ledger = Ledger(owner)
    ledger.write([(FIRST, "in.mbox#1", 10, 1, 0, None)])
    ledger.write([(SECOND, "in.mbox#1", 30, 3, 0, None), (FIRST, "in.mbox#1", 20, 2, 0, None)])
    assert lines(owner) == {(SECOND, "in.mbox#1", 30, 3, 0, None), (FIRST, "in.mbox#1", 20, 2, 0, None)}


def test_the_same_line_twice_at_once_is_one_line(owner: User, other: User) -> None:
    line = (FIRST, "in.mbox#1", 10, 1, 0, None)
    Ledger(other).write([(FIRST, "in.mbox#1", 99, 9, 0, None)])
    Ledger(owner).write([line, line])
    assert lines(owner) == {line}
    assert lines(other) == {(FIRST, "in.mbox#1", 99, 9, 0, None)}
