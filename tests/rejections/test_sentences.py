"""Stock, personal, informative: what each sentence of a no is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.language import network
from onward.rejections import sentences
from onward.rejections.sentences import Mark

NOTHING = (False,) * 6


def marked(*said: str, known: dict[int, int] | None = None, by_person: bool = False) -> list[Mark]:
    opinion = network.read("Your application", said, NOTHING)
    return sentences.classify(said, opinion, known, by_person=by_person)


def kinds(*said: str, **given: bool) -> list[str]:
    return [one.kind for one in marked(*said, **given)]


def test_what_everybody_gets_is_stock() -> None:
    assert (
        kinds(
            "Dear Mira,",
            "Thank you for your interest in our company.",
            "After careful consideration, we have decided to move forward with other candidates.",
            "We will keep your details on file.",
            "We wish you all the best for your future.",
            "Kind regards",
            "The recruiting team",
        )
        == ["stock"] * 7
    )


@pytest.mark.parametrize(
    "said",
    [
        "Vielen Dank für Ihre Bewerbung und Ihr Interesse an unserem Unternehmen.",
        "Nous vous remercions de l'intérêt que vous portez à notre entreprise.",
        "Te agradecemos el interés que has mostrado en nuestra empresa.",
        "Purtroppo abbiamo deciso di proseguire con altri candidati.",
        "Wij wensen u veel succes met uw verdere loopbaan.",
        "Desejamos-lhe muito sucesso na sua carreira.",
        "Terima kasih atas minat Anda pada perusahaan kami.",
        "Życzymy powodzenia w dalszych poszukiwaniach.",
        "Vi önskar dig lycka till i ditt fortsatta jobbsökande.",
    ],
)
def test_stock_in_every_language(said: str) -> None:
    assert kinds(said) == ["stock"]


def test_a_cause_and_advice_are_informative_and_a_comparison_is_not() -> None:
    assert kinds("The position has been filled.") == ["informative"]
    assert kinds("We cannot sponsor a visa for this role, so we are not able to go on.") == ["informative"]
    assert kinds("Our concern was that your answers stayed at a high level and lacked examples.") == [
        "informative"
    ]
    assert kinds("Other candidates were a closer match for our needs.") == ["stock"]


def test_a_comment_on_the_person_is_personal_and_praise_tells_something() -> None:
    assert kinds("I still laugh about the story of the goat in the lift.") == ["personal"]
    assert kinds("Your presentation on the harbour cranes was a joy to listen to.") == ["informative"]


def test_what_others_sent_too_is_stock_and_names_no_reason() -> None:
    said = "The position has been filled."
    (once,) = marked(said, known={0: 1})
    (often,) = marked(said, known={0: sentences.MANY})
    assert (once.kind, once.employers) == ("informative", 1)
    assert (often.kind, often.codes, often.employers) == ("stock", (), sentences.MANY)


def test_in_a_persons_own_mail_only_what_does_as_stock_does_is_stock() -> None:
    said = "Parking is behind the building near the gate."
    assert kinds(said) == ["stock"]
    assert kinds(said, by_person=True) == ["personal"]
    assert kinds("Ana Ruiz", by_person=True) == ["stock"]
    assert kinds("We wish you all the best for your future career.", by_person=True) == ["stock"]


def test_reasons_are_those_that_can_be_used() -> None:
    (mark,) = marked("The position has been filled.")
    assert mark.codes == ("timing",)
    (mark,) = marked("We have decided to move forward with other candidates.")
    assert mark.codes == ()


def test_no_sentence_no_mark() -> None:
    assert marked() == []


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_text_gets_a_mark_a_sentence(said: list[str]) -> None:
    found = marked(*said, by_person=True)
    assert [one.text for one in found] == said
    assert {one.kind for one in found} <= set(sentences.KINDS)
