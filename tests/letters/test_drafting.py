"""Letters: every combination reads as a letter, in ten languages, and what was edited stays."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.letters import checker, drafting, questions, texts
from onward.letters.drafting import Situation

WAITS: tuple[tuple[str, ...], ...] = (("help", "question"), ("help",), ("question",))
NAMES = (
    ("", "", ""),
    ("Ana Ruiz", "Data Analyst", "Nordlicht"),
    ("Ana Ruiz", "", "Nordlicht"),
    ("", "Cook", ""),
)


def situations(language: str) -> Iterator[Situation]:
    """Every purpose, stage, relation and address, with and without names, and each question once."""
    for purpose, stage, relation, formal, ended in itertools.product(
        drafting.PURPOSES, drafting.STAGES, drafting.RELATIONS, (True, False), (True, False)
    ):
        asked = [questions.questions(stage), questions.questions(stage, many=True)]
        if purpose in drafting.ASKING:
            asked += [(code,) for code in questions.QUESTIONS[stage]]
        for (name, role, company), these in itertools.product(NAMES, asked):
            yield Situation(
                purpose, stage, relation, language, formal, ended, name, "f" if name and formal else "",
                role, company, "Mira Keller", these, WAITS[len(these) % 3],
            )  # fmt: skip


@pytest.mark.parametrize("language", drafting.LANGUAGES)
def test_every_combination_is_well_formed_and_passes_the_checker(language: str) -> None:
    seen: set[tuple[str, str]] = set()
    for one in situations(language):
        letter = drafting.write(one)
        if (one.purpose, letter.body) in seen:
            continue
        seen.add((one.purpose, letter.body))
        gap = one.purpose in ("in_touch", "other_offer") or (
            one.purpose == "answer" and one.waits != ("help",)
        )
        assert gap == bool(re.search(r"\[[^\]]+\]", letter.body))
        filled = re.sub(r"\[[^\]]+\]", "Words of my own that fill ten places in this letter.", letter.body)
        assert not re.search(r"[{}<>|\[\]]|\(\s*\)|  | [,.]|\n{3}|\bNone\b", filled), letter.body
        assert letter.body.endswith("Mira Keller")
        assert 0 < len(letter.subject) <= 60
        least = (
            25
            if one.purpose == "answer"
            else 45
            if one.purpose == "in_touch"
            else 40
            if one.purpose in drafting.GOING
            else 50
        )
        assert least <= checker.words(filled) <= 125, letter.body
        # As `queries.to_check` has it: an answer is checked as thanks are.
        purpose = "thanks" if one.purpose == "answer" else one.purpose
        draft = checker.Draft(letter.subject, filled, language, purpose, one.stage, one.relation, 1)
        assert checker.check(draft) == [], (one, filled)
        unfilled = checker.check(replace(draft, body=letter.body))
        assert {remark.code for remark in unfilled} == ({"placeholder"} if gap else set()), letter.body


def test_every_language_has_the_same_lines() -> None:
    keys = {language: set(texts.entries(f"words/{language}.txt")) for language in drafting.LANGUAGES}
    assert {language: found ^ keys["en"] for language, found in keys.items() if found != keys["en"]} == {}


def test_letters_differ_by_purpose_stage_relation_language_and_address() -> None:
    base = Situation(
        "feedback", "interview", "interviewer", "de", True, True, "Ana Ruiz", "", "Cook", "Nordlicht"
    )
    others = [
        Situation(
            "thanks", "interview", "interviewer", "de", True, True, "Ana Ruiz", "", "Cook", "Nordlicht"
        ),
        Situation("feedback", "offer", "interviewer", "de", True, True, "Ana Ruiz", "", "Cook", "Nordlicht"),
        Situation("feedback", "interview", "agency", "de", True, True, "Ana Ruiz", "", "Cook", "Nordlicht"),
        Situation(
            "feedback", "interview", "interviewer", "fr", True, True, "Ana Ruiz", "", "Cook", "Nordlicht"
        ),
        Situation(
            "feedback", "interview", "interviewer", "de", False, True, "Ana Ruiz", "", "Cook", "Nordlicht"
        ),
    ]
    assert len({drafting.write(one).body for one in (base, *others)}) == 6


def test_formal_and_informal_address_do_not_mix() -> None:
    close = drafting.write(
        Situation("feedback", "interview", "interviewer", "de", False, True, "Ana Ruiz")
    ).body
    polite = drafting.write(
        Situation("feedback", "interview", "interviewer", "de", True, True, "Ana Ruiz")
    ).body
    assert re.search(r"\b(Du|du|dir|dein)\b", close)
    assert not re.search(r"\b(Sie|Ihnen|Ihr)\b", close)
    assert re.search(r"\b(Sie|Ihnen)\b", polite)
    assert not re.search(r"\b(du|dir|dein)\b", polite)


@pytest.mark.parametrize(
    ("name", "honorific", "formal", "greeting"),
    [
        ("Ana Ruiz", "", True, "Guten Tag Ana Ruiz,"),
        ("Ana Ruiz", "f", True, "Sehr geehrte Frau Ruiz,"),
        ("Jan van der Berg", "m", True, "Sehr geehrter Herr van der Berg,"),
        ("Weber", "f", False, "Sehr geehrte Frau Weber,"),
        ("Ana Ruiz", "f", False, "Hallo Ana,"),
        ("", "", False, "Guten Tag,"),
    ],
)
def test_the_greeting_fits_what_is_known_of_the_name(
    name: str, honorific: str, formal: bool, greeting: str
) -> None:
    letter = drafting.write(Situation("thanks", language="de", formal=formal, name=name, honorific=honorific))
    assert letter.body.splitlines()[0] == greeting


def test_questions_follow_stated_reasons_then_the_stage() -> None:
    assert questions.questions("interview", ["skills_gap"]) == ("skill",)
    assert questions.questions("interview", ["competition"], many=True) == ("tipped", "answer")
    assert questions.questions("interview", ["compensation", "interview_performance"], many=True) == (
        "expectations",
        "answer",
    )
    assert questions.questions("applied", ["interview_performance"]) == ("requirement",)
    assert questions.questions("offer", ["chosen", "competition"], many=True) == ("bridge", "tipped")


@pytest.mark.parametrize("answers", ["Your application", "Re: Your application", "AW: RE: Your application"])
def test_an_answer_keeps_the_subject_of_its_thread(answers: str) -> None:
    assert drafting.write(Situation("feedback", answers=answers)).subject == "Re: Your application"


@given(st.text(max_size=120), st.text(max_size=200), st.text(max_size=200))
def test_whatever_a_name_holds_the_letter_has_no_gaps(name: str, role: str, company: str) -> None:
    letter = drafting.write(Situation("feedback", name=name, role=role, company=company))
    assert not re.search(r"[{}<>\[\]]", letter.body)
    assert len(letter.body) < 1500


def parts(**changed: str) -> dict[str, str]:
    return {"greeting": "Dear Ana,", "ask": "What of X?", "close": "Best\nMira"} | changed


def test_what_was_not_edited_is_drawn_anew() -> None:
    body = "\n\n".join(parts().values())
    assert drafting.redrawn(body, parts(), parts(greeting="Hi Tom,")) == (
        "Hi Tom,\n\nWhat of X?\n\nBest\nMira",
        True,
    )


def test_an_edited_paragraph_stays_and_the_others_change() -> None:
    body = "Dear Ana,\n\nWhat of my answer on X?\n\nBest\nMira"
    after = parts(greeting="Hi Tom,")
    assert drafting.redrawn(body, parts(), after) == (
        "Hi Tom,\n\nWhat of my answer on X?\n\nBest\nMira",
        True,
    )


def test_a_change_that_meets_edited_words_is_told() -> None:
    body = "Dear Ana,\n\nMy own question?\n\nBest\nMira"
    assert drafting.redrawn(body, parts(), parts(ask="What of Y?")) == (body, False)


@given(st.text(max_size=300))
def test_nothing_that_was_written_is_lost(own: str) -> None:
    body = f"Dear Ana,\n\n{own}\n\nBest\nMira"
    drawn, _complete = drafting.redrawn(body, parts(), parts(greeting="Hi Tom,"))
    for line in own.split():
        assert line in drawn


def test_french_keeps_a_space_that_does_not_break_before_its_double_marks() -> None:
    french = texts.entries("words/fr.txt").values()
    assert not [text for text in french if re.search(r" [?!;:]", text)]
    assert any("\u00a0?" in text for text in french)


def test_an_offer_of_help_is_never_taken_for_the_job() -> None:
    for language in drafting.LANGUAGES:
        words = texts.entries(f"words/{language}.txt")["ans.help"].casefold()
        assert re.search(r"help|hilfe|aide|ayuda|aiuto|hulp|ajuda|membantu|pomoc|hjälpa", words), language
