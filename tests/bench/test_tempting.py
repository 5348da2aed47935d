"""The flawed searches have their flaw, and none of them is taken for a difference."""

import pytest

from bench import tempting


def test_a_seed_gives_the_same_search_again() -> None:
    assert tempting.draw("places", [1, 2]) == tempting.draw("places", [1, 2])
    assert len(tempting.draw("none", [1, 3])) != len(tempting.draw("none", [1, 2]))


@pytest.mark.parametrize("flaw", [name for name in tempting.FLAWS if name != "real"])
def test_no_flaw_is_taken_for_a_difference(flaw: str) -> None:
    # Two of twelve, where one in twenty may be: chance alone would bring more once in fifty.
    assert tempting.called_clear(flaw, 12) <= 2 / 12


def test_a_real_difference_is_found_among_them() -> None:
    assert tempting.called_clear("real", 12) >= 4 / 12
