"""One name for what is written in several ways."""

from hypothesis import given
from hypothesis import strategies as st

from onward.statistics.spelling import one_spelling


def test_the_spelling_that_is_used_most_stands() -> None:
    names = ["OtterJobs", "Otter Jobs", "OtterJobs", "otter-jobs", "Fairs", "++", "--"]
    found = one_spelling(names)
    assert {found[name] for name in names[:4]} == {"OtterJobs"}
    assert found["Fairs"] == "Fairs"
    assert (found["++"], found["--"]) == ("++", "--"), "without letters a name is what it is"


@given(st.lists(st.text()))
def test_every_name_keeps_a_name_of_its_own_letters(names: list[str]) -> None:
    found = one_spelling(names)
    assert set(found) == set(names)
    assert all(found[one] == one for one in found.values())
    assert one_spelling(reversed(names)) == found
