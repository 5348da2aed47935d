"""The network's own promises: shapes, probabilities, limits, and that words of like meaning read alike."""

import numpy as np

from onward.language import network
from onward.language.network import GLANCE, KINDS, LINES, LONG, TAGS
from onward.language.reasons import CODES

NOTHING = (False,) * 6
NO = "Unfortunately we have decided to continue with another candidate."


def tag(sentence: str) -> str:
    said = network.read("Your application", [sentence], NOTHING)
    return TAGS[int(said.tags[0].argmax())]


def test_an_opinion_has_a_row_a_sentence_and_sums_to_one() -> None:
    said = network.read("Your application", ["Dear Sam,", NO, ""], NOTHING)
    assert said.tags.shape == (3, len(TAGS))
    assert said.reasons.shape == (3, len(CODES))
    assert said.kinds.shape == (len(KINDS),)
    assert np.allclose(said.tags.sum(axis=1), 1, atol=1e-4)
    assert ((said.reasons >= 0) & (said.reasons <= 1)).all()


def test_a_mail_without_a_sentence_has_a_kind_all_the_same() -> None:
    assert network.read("", [], NOTHING).tags.shape == (0, len(TAGS))


def test_what_stands_beyond_the_limit_says_nothing() -> None:
    lines = ["The office is in Leeds."] * (LINES + 5)
    said = network.read("Offices", [*lines, NO], NOTHING)
    short = network.read("Offices", lines[: LINES - 1], NOTHING)
    assert len(said.tags) == len(lines) + 1
    assert TAGS[int(said.tags[-1].argmax())] == "-"
    assert np.allclose(said.kinds, short.kinds, atol=1e-4)


def test_a_mail_whose_kind_is_plain_is_read_by_one_member_and_a_long_one_not_to_its_end() -> None:
    lines = ["The match starts at six in the old stadium, and everybody is welcome.", "Bring a scarf."] * 15
    asked: list[int] = []

    def plain(kinds: np.ndarray) -> bool:
        asked.append(len(kinds))
        return True

    first = network.read("Sunday", lines, NOTHING, plain)
    assert asked == [len(KINDS)]
    assert first.tags.shape == (len(lines), len(TAGS))
    assert (first.tags[GLANCE - 1 :, -1] == 1).all()
    assert first.tags[: GLANCE - 1, -1].max() < 1
    short = network.read("Sunday", lines[: GLANCE - 1], NOTHING, plain)
    assert np.allclose(first.kinds, short.kinds, atol=1e-4)
    assert not np.allclose(short.kinds, network.read("Sunday", lines[: GLANCE - 1], NOTHING).kinds, atol=1e-4)


def test_a_mail_whose_kind_is_not_plain_is_read_to_its_end_by_all_members() -> None:
    lines = ["The office is in Leeds.", "Parking is behind the house."] * (LONG // 2)
    asked: list[int] = []

    def never(kinds: np.ndarray) -> bool:
        asked.append(len(kinds))
        return False

    doubted = network.read("Offices", lines, NOTHING, never)
    whole = network.read("Offices", lines, NOTHING)
    assert len(asked) == 2
    assert np.allclose(doubted.kinds, whole.kinds, atol=1e-5)
    assert np.allclose(doubted.tags, whole.tags, atol=1e-5)
    assert whole.tags[:, -1].max() < 1


def test_the_filters_over_words_see_one_line_at_a_time() -> None:
    lengths = np.array([3, 0, 1, 7, 2, 0])
    for weights in network.members():
        vectors = np.random.default_rng(5).random((lengths.sum(), 128), dtype=np.float32)
        together = network._read(vectors, weights, network._ends(lengths))
        ends = np.cumsum(lengths)
        alone = [
            network._read(vectors[end - length : end], weights, network._ends(np.array([length])))
            for length, end in zip(lengths, ends, strict=True)
            if length
        ]
        assert np.allclose(together, np.concatenate(alone), atol=1e-4)
        vector_of_line = network._pooled(together, weights, lengths)
        assert np.allclose(vector_of_line[3], network._pooled(alone[2], weights, lengths[3:4])[0], atol=1e-4)
        assert np.allclose(vector_of_line[1], vector_of_line[5])


def test_a_sentence_does_the_same_in_every_language() -> None:
    for sentence in (
        NO,
        "Leider haben wir uns für eine andere Bewerberin entschieden.",
        "Nous avons malheureusement retenu une autre candidature.",
        "Lamentablemente hemos decidido continuar con otra persona.",
        "Purtroppo abbiamo scelto un altro candidato.",
        "Helaas hebben we voor een andere kandidaat gekozen.",
        "Infelizmente decidimos seguir com outro candidato.",
        "Mohon maaf, kami memilih kandidat lain untuk posisi ini.",
        "Niestety zdecydowaliśmy się na innego kandydata.",
        "Tyvärr har vi valt att gå vidare med en annan kandidat.",
    ):
        assert tag(sentence) == "no", sentence


def test_who_sends_counts() -> None:
    lines = ["Your profile has been viewed."]
    tracker = network.read("News", lines, (False, True, True, False, False, False))
    friend = network.read("News", lines, (True, False, False, False, True, False))
    assert not np.allclose(tracker.kinds, friend.kinds)
