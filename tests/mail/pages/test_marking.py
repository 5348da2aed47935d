"""Evidence in its context."""

from hypothesis import given
from hypothesis import strategies as st

from onward.mail.marking import Piece, excerpt, pieces, spans


def test_a_quote_is_found_over_line_breaks() -> None:
    assert spans("We have\n  decided.", ["We have decided."]) == [(0, 18)]


def test_quotes_that_overlap_become_one() -> None:
    assert spans("one two three", ["one two", "two three", "absent", "", None]) == [(0, 13)]


def test_pieces_keep_every_character() -> None:
    found = pieces("Hello. We go on. Bye.", ["We go on."])
    assert found == [Piece("Hello. "), Piece("We go on.", marked=True), Piece(" Bye.")]


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.text(alphabet="ab ", max_size=6), max_size=5))
def test_pieces_put_together_are_the_text(text: str, quotes: list[str]) -> None:
    assert "".join(piece.text for piece in pieces(text, quotes)) == text


def test_an_excerpt_shows_words_around_the_evidence_only() -> None:
    text = "word " * 100 + "We go on without you. " + "word " * 100
    found = excerpt(text, ["We go on without you."], around=20)
    assert [piece.gap for piece in found] == [True, False, False, False, True]
    assert found[2] == Piece("We go on without you.", marked=True)
    assert len(found[1].text) <= 20


def test_without_evidence_the_beginning_is_shown() -> None:
    assert excerpt("short text", ["absent"]) == [Piece("short text")]
    assert excerpt("", []) == []
    assert excerpt("word " * 200, [], around=10)[-1].gap
