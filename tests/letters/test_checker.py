"""The checker: what would keep a letter from being answered is remarked on, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters import checker
from onward.letters.checker import Draft, Remark, check

from .phrasings import BAD, GOOD

PHRASED = {
    "asks_why",
    "unfair",
    "reconsider",
    "threat",
    "comparison",
    "attachment",
    "guilt",
    "argues",
    "pressure",
}
LETTER = """Hi Ana,

Thank you for our talk about the analyst position, and for letting me know the outcome. I accept the decision.

You saw me work, so one answer from you would help me a great deal. Which part of my case study would you have solved
in another way?

If you would rather not say, I understand, and no answer is needed. I wish you and your team all the best.

Mira"""


def codes(body: str, **fields: object) -> set[str]:
    draft = Draft(**{"subject": "Re: Your application", "body": body, "language": "en", **fields})
    return {one.code for one in check(draft)}


def test_a_good_letter_has_no_remark() -> None:
    assert codes(LETTER) == set()


@pytest.mark.parametrize(
    ("language", "code", "sentence"),
    [
        (language, code, one)
        for language, by_code in BAD.items()
        for code, all_of in by_code.items()
        for one in all_of
    ],
)
def test_a_phrase_is_remarked_on_where_it_stands(language: str, code: str, sentence: str) -> None:
    found = [one for one in check(Draft("x", f"Hi Ana.\n\n{sentence}", language)) if one.code == code]
    assert len(found) == 1
    start = len("Hi Ana.\n\n")
    assert start <= found[0].start < found[0].end <= start + len(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"), [(name, one) for name, all_of in GOOD.items() for one in all_of]
)
def test_what_only_sounds_like_it_is_left_alone(language: str, sentence: str) -> None:
    assert {one.code for one in check(Draft("x", sentence, language))} & PHRASED == set()


@pytest.mark.parametrize(
    ("language", "fine", "meant"),
    [
        ("en", 'Your "unfairly good" crew made me laugh.', "I find this unfair."),
        ("de", "Eine Antwort erwarte ich nicht.", "Eine Antwort erwarte ich bis Freitag."),
        ("es", "Si no puede, no insistiré.", "Si no contesta, insistiré."),
        ("en", "Thank you for showing me round, it was the best part.", "I was the best candidate for this."),
        ("de", "Dass sie besser passt als ich, verstehe ich.", "Sie kann weniger als ich."),
        (
            "de",
            "Dass sie besser passt als ich, verstehe ich.",
            "Ich verstehe, aber ich passe besser als sie.",
        ),
        ("es", "¿Ofrecí la devolución demasiado pronto?", "¿Puede contestarme pronto?"),
        # Courts, unions and complaints are many people's work; a threat announces something.
        ("en", "I wrote two opinions for the tribunal.", "Otherwise I will go to the tribunal."),
        ("de", "In der Kanzlei schrieb ich die Klage allein.", "Sonst werde ich Klage erheben."),
        ("fr", "J'ai plaidé deux fois devant le tribunal.", "Sinon je saisirai le tribunal."),
        ("es", "¿Es mejor, a su juicio, cerrar antes?", "Si no contestan, iré a juicio."),
        # Comparing is between people; what is compared may be anything.
        ("en", "The report compares three meadows, better than ours did.", "I am better than the others."),
        ("fr", "Le rapport compare trois sortes d'arbres.", "Comparée aux autres, je suis plus rapide."),
        ("de", "Ich riet dem Mandanten zum Vergleich.", "Im Vergleich mit den anderen war ich schneller."),
        # What one did or should have done is one's own question.
        ("en", "Should I have called the doctor immediately?", "Please reply immediately."),
        ("de", "Hätte ich sofort den Notarzt rufen sollen?", "Bitte antworten Sie sofort."),
        ("fr", "Ai-je eu tort de fermer la vanne ?", "Vous avez tort."),
        ("es", "¿Fue un error cerrar primero la válvula?", "Su decisión es un error."),
        # A day on trial may be thanked for.
        ("fr", "Merci pour la journée d'essai.", "Laissez-moi faire une journée d'essai."),
        ("de", "Sonst die Frage einfach ignorieren.", "Sie haben mich ignoriert."),
    ],
)
def test_quotes_negations_thanks_and_consent_take_back(language: str, fine: str, meant: str) -> None:
    assert {one.code for one in check(Draft("x", fine, language))} & PHRASED == set()
    assert {one.code for one in check(Draft("x", meant, language))} & PHRASED


def test_the_span_is_that_of_the_words_with_their_accents() -> None:
    body = "Straße, Ärger: Können Sie Ihre Entscheidung bitte überdenken?"
    (found,) = [one for one in check(Draft("x", body, "de")) if one.code == "reconsider"]
    assert body[found.start : found.end].endswith("überdenken")


def test_length() -> None:
    assert "too_long" in codes(LETTER + " more" * 90)
    assert "too_long" not in codes(LETTER + " more" * 60)
    assert "too_short" in codes("Thank you. Which skill should I build, if you can say?")


def test_questions() -> None:
    ask = "Which part of my case study would you have solved\nin another way?"
    assert "no_question" in codes(LETTER.replace(ask, "It was good."))
    assert "vague_question" in codes(LETTER.replace(ask, "Do you have any feedback for me?"))
    assert "too_many_questions" in codes(LETTER.replace(ask, f"{ask} What of X? What of Y? And of Z?"))
    assert "no_question" not in codes(LETTER.replace(ask, "I wonder which of my answers left a doubt."))


def test_thanks_and_the_way_out() -> None:
    assert "no_thanks" in codes(LETTER.replace("Thank you for our", "I remember our"))
    assert "no_thanks" in codes(LETTER.replace("Thank you for our", "Thanks in advance. Our"))
    out = "If you would rather not say, I understand, and no answer is needed."
    assert "no_way_out" in codes(LETTER.replace(out, ""))


def test_a_note_to_keep_in_touch_asks_nothing() -> None:
    note = (
        "Hi Ana, how are you? Our talk comes to mind often. "
        + "I read on about pricing, and learnt much. " * 3
    )
    assert codes(note, purpose="in_touch") == set()
    assert codes(note + "Are there any openings?", purpose="in_touch") == {"asks_something"}
    assert codes(note + "Please keep me in mind.", purpose="in_touch") == {"asks_something"}
    assert codes(note + "I am not writing to ask for a role.", purpose="in_touch") == set()


@pytest.mark.parametrize(
    ("purpose", "soon", "late"),
    [("feedback", 5, 40), ("thanks", 1, 9), ("follow_up", 14, 60), ("in_touch", 60, 200)],
)
def test_lateness_depends_on_the_purpose(purpose: str, soon: int, late: int) -> None:
    assert "late" not in codes(LETTER, purpose=purpose, days_after=soon)
    assert "late" in codes(LETTER, purpose=purpose, days_after=late)
    assert "late" not in codes(LETTER, purpose=purpose, days_after=None)


def test_there_is_one_follow_up() -> None:
    assert "late" in codes(LETTER, purpose="follow_up", days_after=12, follow_ups=1)


def test_subjects() -> None:
    assert "long_subject" in codes(
        LETTER, subject="A rather long question about how my application to your company went in the end"
    )
    assert "long_subject" not in codes(
        LETTER, subject="Re: Your application as Data Analyst in Analytics and Reporting"
    )


@pytest.mark.parametrize("gap", ["[name]", "{company}", "<role>", "XXX", "____", "TODO", "()", "(Name)"])
def test_gaps_are_found(gap: str) -> None:
    assert "placeholder" in codes(LETTER.replace("Ana", gap))


@pytest.mark.parametrize("fine", ["<ana@nordlicht.example>", "(in part)", "C++", "R&D", "SQL", "3 > 2"])
def test_what_is_no_gap(fine: str) -> None:
    assert "placeholder" not in codes(LETTER.replace("Ana", fine))


def test_tone() -> None:
    assert "pressure" not in codes(LETTER.replace("the outcome.", "the outcome!"))
    assert "pressure" in codes(LETTER + "\n\nPlease answer me!!")
    assert "pressure" in codes(LETTER + "\n\nPLEASE ANSWER ME")
    assert "pressure" not in codes(LETTER + "\n\nThank you for the quick reply!")


def test_each_remark_is_made_once_with_a_known_code() -> None:
    body = "Why was I rejected? Why did you reject me? It is unfair, unfair, unfair."
    found = check(Draft("x", body, "en"))
    assert len({one.code for one in found}) == len(found)
    assert {one.code for one in found} <= set(checker.CODES)


def test_an_unknown_language_is_read_as_english_and_a_missing_one_is_told() -> None:
    assert "asks_why" in {one.code for one in check(Draft("x", "Why was I rejected?", "zz"))}
    assert "asks_why" in {
        one.code for one in check(Draft("x", "Warum wurde ich von Ihnen abgelehnt, und was war es?"))
    }


@given(
    st.text(max_size=400), st.sampled_from(["en", "de", "fr", "es", "it", "nl", "pt", "id", "pl", "sv", ""])
)
def test_any_text_is_checked_and_every_span_lies_within(body: str, language: str) -> None:
    for purpose in ("feedback", "in_touch"):
        for one in check(Draft("x", body, language, purpose)):
            assert 0 <= one.start <= one.end <= len(body)
            assert isinstance(one, Remark)
