"""An owner whose clock stands at the first of June 2025."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from onward.applications import contract
from onward.imports import actions
from onward.imports.models import ImportTable
from onward.imports.plans import Plan
from onward.people.models import User


@pytest.fixture
def june(freeze: Callable[[date | datetime], None]) -> Iterator[None]:
    """It is the first of June 2025."""
    freeze(datetime(2025, 6, 1, 12, 0, tzinfo=UTC))
    return


@pytest.fixture
def imported(owner: User, june: None) -> Callable[..., tuple[Plan, ImportTable]]:
    """`imported(text)`: the table brought in and written."""

    def run(text: str | bytes, name: str = "search.csv") -> tuple[Plan, ImportTable]:
        table = actions.bring(owner, name, text.encode() if isinstance(text, str) else text)
        found, _act = actions.carry_out(owner, table)
        return found, table

    return run


@pytest.fixture
def standing(owner: User) -> Callable[[], list[str]]:
    """`standing()`: the applications as lines: employer, role, day of applying, status, kinds of events."""

    def lines() -> list[str]:
        return [
            " | ".join(
                (
                    one["company"] or "-",
                    one["role"] or "-",
                    one["applied_on"] or "-",
                    one["status"],
                    " ".join(f"{event['kind']}:{event['source']}" for event in one["events"]),
                )
            )
            for one in contract.as_json(owner)
        ]

    return lines
