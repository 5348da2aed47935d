"""Moves of the board: each that is offered really moves, each that is not offered would not."""

from datetime import UTC, datetime

import pytest

from onward.applications import moves, stages
from onward.applications.stages import Fact

NOW = datetime(2024, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("stage", stages.STAGES)
@pytest.mark.parametrize("status", stages.STATUSES)
def test_what_is_offered_is_what_moves(stage: str, status: str) -> None:
    offered = {kind for kind, _words in moves.choices(stage, status)}
    for kind in moves.KINDS:
        assert (stages.step(stage, status, Fact(kind, NOW)) != (stage, status)) == (kind in offered)


def test_an_open_application_can_end_and_an_accepted_offer_can_be_taken_back() -> None:
    assert {"rejected", "withdrawn"} <= dict(moves.choices("applied", "open")).keys()
    assert dict(moves.choices("offer", "accepted")).keys() == {"declined", "withdrawn", "rejected"}
