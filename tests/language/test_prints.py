"""Prints of sentences: what they leave out, which are nearly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.language import prints
from onward.language.prints import Families

WORDS = st.lists(
    st.sampled_from("we have decided not to go on with you the role is here at last now".split()),
    min_size=4,
    max_size=14,
)


def same(one: str, other: str, language: str = "en", names: tuple[str, ...] = ()) -> bool:
    named = prints.names(*names)
    first, second = Families().of([prints.of(text, named, language) for text in (one, other)])
    return bool(first) and first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thank you for applying to the Cook position at Nordlicht.", "Thank you for applying to the Data Analyst position at Corvo Foods Ltd."),
        ("Thank you for your interest in Nordlicht!", "Thanks for your interest in Corvo Foods in Lisbon, Portugal."),
        ("Hi Mira, we have decided not to proceed with your candidacy.", "We have decided not to proceed with your candidacy."),
        ("We've received 300 applications for this one role.", "We have received more than 80 applications for this one role."),
        ("Please see [Company] at https://jobs.example/a for open roles.", "Please see Nordlicht at https://corvo.example/b for open roles."),
    ],
)  # fmt: skip
def test_names_numbers_and_small_edits_make_no_other_sentence(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thank you for your interest in Nordlicht.", "Thank you for your interest in our open role."),
        ("We have decided to move forward with others.", "We wish you all the best with your search."),
        ("The role has been filled from within the company.", "The role has been closed for lack of money."),
    ],
)
def test_other_sentences_stay_apart(one: str, other: str) -> None:
    assert not same(one, other)


def test_names_that_are_known_are_left_out_in_small_letters_and_in_german() -> None:
    one, other = (
        "Vielen Dank für die Bewerbung als Koch bei uns.",
        "Vielen Dank für die Bewerbung als Buchhalterin bei uns.",
    )
    assert same(one, other, "de", names=("Koch", "Buchhalterin"))
    assert prints.of("Wir haben Ihre Unterlagen mit Interesse gelesen.", (), "de").count(prints.BLANK) == 0


def test_greetings_and_closings_are_no_sentences() -> None:
    for text in ("Dear Mira,", "Kind regards", "", "Ana Ruiz", "www.nordlicht.example", "12345"):
        assert prints.of(text, (), "en") == ()


def test_an_employer_is_one_in_several_spellings() -> None:
    assert (
        prints.employer("Nordlicht Energie GmbH")
        == prints.employer("NORDLICHT ENERGIE")
        == "nordlicht energie"
    )
    assert prints.employer("") == ""
    assert prints.employer("The Group") == "the group"


def test_families_that_are_known_are_found_again() -> None:
    said = prints.of("We have decided not to proceed with your candidacy.", (), "en")
    edited = prints.of("We have now decided not to proceed with your candidacy.", (), "en")
    (family,) = Families().of([said])
    assert Families([(family, said)]).of([edited, said]) == [family, family]
    assert family == prints.number(said)


@given(WORDS)
def test_a_print_is_like_itself_and_an_edit_of_one_word_is_found(words: list[str]) -> None:
    one = tuple(words)
    assert prints.alike(one, one) == 1
    place = len(words) // 2
    longer = (*words[:place], "indeed", *words[place:])
    assert prints.alike(one, longer) == prints.alike(longer, one) == 2 * len(one) / (2 * len(one) + 1)


@given(WORDS, WORDS)
def test_likeness_is_the_longest_row_of_words_in_common(one: list[str], other: list[str]) -> None:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, mine in enumerate(one, 1):
        for j, theirs in enumerate(other, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if mine == theirs else max(table[i - 1][j], table[i][j - 1])
    assert prints.alike(tuple(one), tuple(other)) == 2 * table[-1][-1] / (len(one) + len(other))


@given(st.text(max_size=200))
def test_any_text_has_a_print_or_none(text: str) -> None:
    assert all(word for word in prints.of(text, (), "en"))
