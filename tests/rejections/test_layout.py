"""A mail's sentences laid out as its text was."""

from hypothesis import given
from hypothesis import strategies as st

from onward.language.sentences import split
from onward.rejections import layout
from onward.rejections.sentences import Mark

TEXT = """Dear Mira,

thank you for your interest in
Nordlicht. We went with another.
All the best

Ana"""


def test_paragraphs_lines_and_turns() -> None:
    marks = [Mark(one, "personal" if "Ana" in one else "stock", "-") for one in split(TEXT)]
    found = layout.paragraphs(TEXT, marks)
    assert [[piece.mark.text for piece in part] for part in found] == [
        ["Dear Mira,"],
        ["thank you for your interest in", "Nordlicht.", "We went with another.", "All the best"],
        ["Ana"],
    ]
    assert [piece.breaks for piece in found[1]] == [False, True, False, True]
    assert [piece.position for part in found for piece in part] == [0, 1, 2, 3, 4, 5]
    assert [piece.turns for part in found for piece in part] == [True, True, False, False, False, True]


def test_a_sentence_that_runs_over_lines_is_one() -> None:
    (part,) = layout.paragraphs(
        "We went\n with  another.\nBye",
        [Mark("We went with another.", "stock", "-"), Mark("Bye", "stock", "-")],
    )
    assert [(piece.mark.text, piece.breaks) for piece in part] == [
        ("We went with another.", False),
        ("Bye", True),
    ]


@given(st.text(max_size=300))
def test_no_sentence_is_ever_left_out(text: str) -> None:
    marks = [Mark(one, "stock", "-") for one in split(text)]
    found = layout.paragraphs(text, marks)
    assert [piece.mark for part in found for piece in part] == marks
    assert all(found)
