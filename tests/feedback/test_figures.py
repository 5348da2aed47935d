"""The figures of the bench on the development feedback do not fall; those of the labelled set are the bench's own."""

from bench import feedback_points as bench


def test_praise_stays_praise_and_themes_are_right_where_they_are_told() -> None:
    mistakes: list[str] = []
    counted = bench.of(bench.labelled(bench.WHOLE), mistakes)
    names = bench.Counts.__dataclass_fields__
    total = bench.Counts(*(sum(getattr(one, name) for one in counted.values()) for name in names))
    assert set(counted) == {"de", "en", "es"}
    assert total.n > 90
    assert [mistake for mistake in mistakes if "praise as gap" in mistake] == []
    assert total.found > 0.9 * total.n
    assert total.right > 0.85 * total.answered
    assert total.answered > 0.5 * total.themed
    assert total.strengths_told > 0.8 * total.strengths
    # Praise that is called a gap hurts; a gap that is left open is told apart by the person.
    assert total.gaps_told > 0.55 * total.gaps
