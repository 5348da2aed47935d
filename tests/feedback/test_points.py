"""Points: exact stretches of the words, praise never a gap, what is not certain left empty."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.feedback import clauses, cues, points
from onward.feedback.opinion import SAYS

#: Praise in words that sound like criticism, in three languages.
PRAISE = """
You were strong on structure.
Not bad at all for a first time.
There was nothing to criticise in your presentation.
I could not fault your French.
We were impressed by your drawings.
Your CV could not be clearer.
I wish every candidate prepared like you.
No concerns at all about your technical skills.
My only complaint is that you did not apply sooner.
Nobody could say that you were unprepared.
You were better prepared than most people we see.
Even your weakest answer was still a good one.
Who could find fault with your lesson?
I would not change a word of your letter.
An Ihren Antworten gab es nichts auszusetzen.
Gar nicht schlecht, dein Einstieg.
Da kann ich wirklich nicht meckern.
Keinerlei Zweifel an Ihrem Fachwissen.
Am Lebenslauf würde ich kein Wort ändern.
Sie waren besser vorbereitet als die meisten.
No le puedo poner ninguna pega a tus respuestas.
Nada mal para ser la primera vez.
No tenemos ninguna duda sobre tus conocimientos.
Yo no tocaría el currículum.
Ojalá todos se prepararan como tú.
""".strip().splitlines()
GAPS = """
Your answers were rather long.
We would have liked more concrete examples.
Your SQL is not yet strong enough.
There is room for improvement.
I was not impressed by the case study.
Ihre Antworten blieben recht vage.
Uns haben Zahlen und Ergebnisse gefehlt.
Echamos en falta ejemplos concretos.
Tus respuestas fueron demasiado largas.
""".strip().splitlines()
#: Letters, breaks, marks that end or turn a sentence, and words that do.
TEXTS = st.lists(
    st.sampled_from(
        ["but ", "aber ", "pero ", "Although ", "you were ", "clear", "vague", ", ", ". ", "\n", "\n\n", "- ", "; ",
         "? ", "Strengths:", " – ", "e.g. ", "  ", "\t", "1. ", "and your ", "ß", "\u2028", "\x1c", "🙂", "é", "“", "”"]
    )
).map("".join) | st.text(max_size=300)  # fmt: skip


@pytest.mark.parametrize("words", PRAISE)
def test_praise_is_never_a_gap(words: str) -> None:
    for giver, manner in (("employer", "mail"), ("friend", "in_person"), ("mock_interviewer", "call")):
        assert [one.says for one in points.read(words, giver, manner) if one.says == "gap"] == []


DENIED = ("You no longer rush.", "Im Gespräch fehlte uns nichts.", "El porfolio no necesitaba explicación.")


@pytest.mark.parametrize("words", DENIED)
def test_a_clause_that_denies_something_is_no_gap_by_itself(words: str) -> None:
    assert all(one.says != "gap" for one in points.read(words))
    assert all(one.says != "gap" for one in points.read(f"Weaknesses:\n{words}"))


def test_a_gap_needs_each_member_of_the_network() -> None:
    says = SAYS.index("gap")
    said, unsure = np.zeros(len(SAYS), np.float32), np.zeros(len(SAYS), np.float32)
    said[says], unsure[says] = 0.98, 0.5
    words = "Your answers rushed by."
    assert points._says(words, said, said, "") == "gap"
    assert points._says(words, said, unsure, "") == ""


@pytest.mark.parametrize(
    ("words", "praise"),
    [
        ("Your answers were too long.", "Your answers were not too long."),
        ("We would have liked to hear how it ended.", "We would have liked to hear you all evening."),
        ("Your letter could be shorter.", "Your letter could not be clearer."),
        ("Sie sprachen zu leise.", "Sie sprachen nie zu leise."),
        ("Uns fehlte ein Beispiel aus der Pflege.", "Uns fehlt jemand wie Sie."),
        ("Nos faltó un ejemplo.", "Nos faltaron manos para aplaudir."),
        ("La próxima vez prepara más ejemplos.", "La próxima vez te contratamos."),
        ("The second part needs more structure.", "This trade needs more people like you."),
    ],
)
def test_a_whole_turn_makes_up_for_one_unsure_member(words: str, praise: str) -> None:
    says = SAYS.index("gap")
    said, unsure = np.zeros(len(SAYS), np.float32), np.zeros(len(SAYS), np.float32)
    said[says], unsure[says] = 0.7, 0.5
    assert points._says(words, said, unsure, "") == "gap"
    assert points._says(praise, said, unsure, "") == ""


def test_after_praise_and_a_but_less_agreement_is_enough() -> None:
    says = SAYS.index("gap")
    said, unsure = np.zeros(len(SAYS), np.float32), np.zeros(len(SAYS), np.float32)
    said[says], unsure[says] = 0.8, 0.7
    words = "your answers rushed by."
    assert points._says(words, said, unsure, "") == ""
    assert points._says(words, said, unsure, "", turned=True) == "gap"
    assert points._says("you did not rush.", said, unsure, "", turned=True) == ""


@pytest.mark.parametrize("words", GAPS)
def test_what_was_missing_is_never_praise(words: str) -> None:
    assert [one.says for one in points.read(words, "employer", "call") if one.says == "strength"] == []


def test_praise_and_what_follows_the_but_are_two_points() -> None:
    said = points.read(
        "You were strong on SQL, but your answers about stakeholders stayed vague.", "employer", "call"
    )
    assert [(one.says, one.quote) for one in said] == [
        ("strength", "You were strong on SQL"),
        ("gap", "your answers about stakeholders stayed vague."),
    ]
    assert [one.theme for one in said] == ["skills_gap", "interview_performance"]


@pytest.mark.parametrize(
    "words",
    ["I could not fault your letter.", "Your SQL is not yet strong enough.", "En la caja ibas más lento que los demás.",
     "Auf die Frage nach Konflikten kamen Sie aber zweimal ins Schwimmen.", "You led twelve men in the workshop."],
)  # fmt: skip
def test_a_clause_is_not_cut_within(words: str) -> None:
    assert [words[slice(*clauses.trimmed(words, one.start, one.end))] for one in clauses.split(words)] == [
        words
    ]


def test_what_comes_before_a_comma_turns_too() -> None:
    said = points.read(
        "Obwohl Ihre Antworten recht lang waren, hat uns Ihr Fachwissen überzeugt.", "employer", "call"
    )
    assert len(said) == 2
    assert said[1].says == "strength"


def test_greetings_thanks_and_stock_sentences_are_no_points() -> None:
    text = (
        "Dear Mira,\n\nThank you for your message. Unfortunately we have decided to go forward with another candidate.\n"
        "We wish you all the best for the future.\n\nKind regards\nKarla Brandt"
    )
    assert points.read(text, "employer", "mail") == []


def test_headings_of_a_form_say_which_way() -> None:
    text = (
        "Strengths:\n- Calm voice\n- Good questions\n\nAreas for development:\n- Shorter answers\n- Tax law"
    )
    said = points.read(text, "employer", "form")
    assert [one.quote for one in said if one.says == "strength"] == ["Calm voice", "Good questions"]
    assert "Shorter answers" in [one.quote for one in said if one.says == "gap"]
    assert not {one.quote for one in said if one.says == "gap"} & {"Calm voice", "Good questions"}


def test_a_heading_makes_no_gap_of_praise() -> None:
    said = points.read("Where was I unclear?\nNowhere, I could not fault a single answer.", "friend", "form")
    assert [one.says for one in said if one.says == "gap"] == []


def test_a_but_with_an_exception_is_not_certain() -> None:
    (one,) = points.read("Nothing to criticise except the length.", "friend", "call")
    assert one.says == ""


def test_hard_wrapped_lines_are_one_sentence_and_lists_keep_their_lines() -> None:
    text = (
        "We would have liked to hear more numbers in your story about\nthe migration of the warehouse system."
    )
    assert [one.quote for one in points.read(text, "employer", "mail")] == [text]
    listed = "You were calm\nYour examples were vague\n"
    assert len(points.read(listed, "friend", "call")) == 2


def test_how_specific_and_reliable() -> None:
    vague, concrete = "You were great.", "When I asked about the budget, your answer had no figure in it."
    assert points.specific(vague, "") == 0
    assert points.specific(concrete, "interview_performance") == 2
    # A call outranks a mail, a mail from somebody who met the person a courtesy, and hearsay comes last.
    assert points.reliable(vague, "employer", "mail", 0) == 0
    assert points.reliable(vague, "employer", "call", 0) == 1
    assert points.reliable(concrete, "employer", "mail", 2) == 2
    assert points.reliable("I heard that your answer about budgets was vague.", "friend", "call", 2) == 0
    assert points.reliable(concrete, "recruiter", "call", 2) == 1
    assert points.reliable(concrete, "mock_interviewer", "call", 2) == 2


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_clauses_lose_nothing_and_lie_side_by_side(text: str) -> None:
    at = 0
    for one in clauses.split(text):
        assert at <= one.start < one.end <= len(text)
        assert not text[at : one.start].strip()
        at = one.end
    assert not text[at:].strip()


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["employer", "friend", "recruiter"]), st.sampled_from(["mail", "call", "form"]))
def test_quotes_are_exact_and_never_overlap(text: str, giver: str, manner: str) -> None:
    at = 0
    for one in points.read(text, giver, manner):
        assert text[one.start : one.end] == one.quote
        assert one.quote.strip()
        assert at <= one.start
        at = one.end
        assert one.says in {"strength", "gap", ""}
        assert 0 <= one.specific <= 2
        assert 0 <= one.reliable <= 2
        if one.says == "gap":
            assert not cues.praises(one.quote) or cues.unimpressed(one.quote)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_marked_pieces_are_the_whole_text(text: str) -> None:
    quotes = [(one.quote, one.says) for one in points.read(text, "friend", "call")]
    assert "".join(piece for piece, _mark in clauses.pieces(text, quotes)) == text


def test_words_are_found_however_the_lines_are_broken() -> None:
    text = "You were\nvery calm. You were very calm."
    assert clauses.find(text, " You were very ") == (0, 13)
    assert clauses.find(text, "never said") is None
    assert clauses.find(text, "  ") is None
