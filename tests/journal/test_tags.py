"""Tags as they are typed, each once."""

from hypothesis import given
from hypothesis import strategies as st

from onward.journal import tags


def test_commas_hashes_and_case() -> None:
    assert tags.parse("#Interview, teaching;  night   shift\n interview,,# ") == [
        "Interview",
        "teaching",
        "night shift",
    ]
    assert tags.parse("Café, cafe") == ["Café"]
    assert tags.typed(["a b", "c"]) == "a b, c"


def test_what_search_looks_in_tells_whole_tags() -> None:
    marked = tags.marked(["Night shift", "Café"])
    assert tags.wanted("café") in marked
    assert tags.wanted("night shift") in marked
    assert tags.wanted("night") not in marked
    assert tags.marked([]) == ""


@given(st.text(max_size=300))
def test_whatever_is_typed_reads_back_the_same(typed: str) -> None:
    found = tags.parse(typed)
    assert tags.parse(tags.typed(found)) == found
    assert len(found) <= tags.MOST
    assert all(0 < len(tag) <= tags.LONGEST and tags.MARK not in tag for tag in found)
    assert all(tags.wanted(tag) in tags.marked(found) for tag in found)
