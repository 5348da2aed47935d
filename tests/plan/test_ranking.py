"""Ranking is total, stable, deterministic, limited, and never moved by what has nothing to do with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.applications.suggestions import Evidence, Suggestion, Worth
from onward.plan import ranking
from onward.plan.ranking import ENERGIES, Mood

NOW = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
KINDS = ("prepare", "thank", "tray", "offer", "one_more", "lesson_step", "debrief")


def suggestion(
    kind: str = "thank",
    number: int = 1,
    worth: Worth = Worth.OPENS,
    minutes: int = 10,
    due: date | None = None,
    ends: datetime | None = None,
    hard: bool = False,
) -> Suggestion:
    return Suggestion(
        kind=kind, about={"event": number}, title=f"{kind} {number}", why="why", evidence=Evidence("it is so"),
        effort_minutes=minutes, link="/", worth=worth, others="Such things", due=due, ends=ends, hard=hard,
    )  # fmt: skip


def moods() -> st.SearchStrategy[Mood]:
    return st.builds(Mood, st.sampled_from(ENERGIES), st.booleans(), st.integers(1, 9))


def offers(most: int = 25) -> st.SearchStrategy[list[Suggestion]]:
    days = st.none() | st.integers(-3, 20).map(lambda n: TODAY + timedelta(days=n))
    moments = st.none() | st.integers(-50, 500).map(lambda n: NOW + timedelta(hours=n))
    one = st.builds(
        suggestion, st.sampled_from(KINDS), st.integers(1, 40), st.sampled_from(list(Worth)), st.integers(0, 120), days,
        moments, st.booleans(),
    )  # fmt: skip
    return st.lists(one, max_size=most, unique_by=lambda found: found.key)


def keys(ranked: list[ranking.Ranked]) -> list[str]:
    return [one.suggestion.key for one in ranked]


WAVED = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 4))


@given(offers(), moods(), WAVED, st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_the_order_given(
    found: list[Suggestion], mood: Mood, waved: dict[str, int], dice: object
) -> None:
    first = ranking.rank(found, NOW, TODAY, mood, waved)
    mixed = list(found)
    dice.shuffle(mixed)
    assert keys(first) == keys(ranking.rank(mixed, NOW, TODAY, mood, waved))
    assert len(set(keys(first))) == len(first)
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


def test_scores_that_differ_only_by_how_they_were_multiplied_are_the_same() -> None:
    mood = Mood("low")
    one, other = (
        suggestion("prepare", 1, Worth.KEEPS, 0, hard=True),
        suggestion("prepare", 2, Worth.EASES, 31),
    )
    first, second = ranking.rank([one, other], NOW, TODAY, mood)
    assert first.score == second.score


@given(offers(), offers(6), moods(), WAVED)
def test_something_unrelated_does_not_reorder_the_rest(
    found: list[Suggestion], more: list[Suggestion], mood: Mood, waved: dict[str, int]
) -> None:
    known = {one.key for one in found}
    before = ranking.rank(found, NOW, TODAY, mood, waved)
    both = [*found, *(one for one in more if one.key not in known)]
    after = ranking.rank(both, NOW, TODAY, mood, waved)
    assert [key for key in keys(after) if key in known] == keys(before)
    shown, beside = ranking.choose(before, TODAY, mood), ranking.choose(after, TODAY, mood)
    held = [key for key in keys(beside) if key in set(keys(shown))]
    assert held == [key for key in keys(shown) if key in set(held)]


@given(offers(), moods(), WAVED)
def test_five_at_most_one_hard_one_of_a_kind_and_nothing_past(
    found: list[Suggestion], mood: Mood, waved: dict[str, int]
) -> None:
    shown = [
        one.suggestion for one in ranking.choose(ranking.rank(found, NOW, TODAY, mood, waved), TODAY, mood)
    ]
    assert len(shown) <= min(5, mood.most), "five, whatever the constant says"
    assert sum(one.hard for one in shown) <= 1
    assert len({one.kind for one in shown}) == len(shown)
    for one in shown:
        assert one.due is None or one.due >= TODAY
        assert one.ends is None or one.ends > NOW


@given(st.permutations(KINDS), st.integers(1, 9), st.booleans())
def test_of_seven_light_things_five_are_shown_or_as_many_as_the_person_wants(
    kinds: list[str], most: int, low: bool
) -> None:
    found = [suggestion(kind, number) for number, kind in enumerate(kinds)]
    mood = Mood("low" if low else "usual", most=most)
    shown = ranking.choose(ranking.rank(found, NOW, TODAY, mood), TODAY, mood)
    assert len(shown) == min(3 if low else 5, most)


@given(offers(), moods())
def test_on_a_hard_day_there_is_less_and_it_is_lighter(found: list[Suggestion], mood: Mood) -> None:
    light = Mood(mood.energy, True, mood.most)
    shown = [one.suggestion for one in ranking.choose(ranking.rank(found, NOW, TODAY, light), TODAY, light)]
    assert len(shown) <= 2
    for one in shown:
        pressing = one.due is not None and one.due <= TODAY + timedelta(days=1)
        assert pressing or (not one.hard and one.effort_minutes <= 15)


@given(offers(), moods(), WAVED)
def test_what_has_its_day_soon_is_named_where_it_is_not_shown_and_nothing_else_is(
    found: list[Suggestion], mood: Mood, waved: dict[str, int]
) -> None:
    ranked = ranking.rank(found, NOW, TODAY, mood, waved)
    shown = ranking.choose(ranked, TODAY, mood)
    named = [one.suggestion for one in ranking.named(ranked, shown, TODAY, mood)]
    days = [one.due for one in named if one.due is not None]
    assert len(days) == len(named) <= 3
    assert days == sorted(days)
    assert all(TODAY <= day <= TODAY + timedelta(days=7) for day in days)
    assert not {one.key for one in named} & set(keys(shown))
    # What is hard and due by tomorrow is shown, or named, or three others are that are due as soon.
    for one in (held.suggestion for held in ranked):
        if one.hard and one.due is not None and one.due <= TODAY + timedelta(days=1):
            near = len(days) == 3 and days[-1] <= one.due
            assert near or one in named or one.key in keys(shown)


@given(offers(), moods(), WAVED)
def test_the_score_is_the_product_of_its_stated_terms(
    found: list[Suggestion], mood: Mood, waved: dict[str, int]
) -> None:
    for one in ranking.rank(found, NOW, TODAY, mood, waved):
        assert set(one.terms) == {"worth", "time", "effort", "energy", "waved"}
        product = 1.0
        for value in one.terms.values():
            assert value > 0
            product *= value
        assert abs(product - one.score) < 1e-9


@given(offers(), moods(), WAVED)
def test_why_it_is_first_names_only_terms_that_put_it_there(
    found: list[Suggestion], mood: Mood, waved: dict[str, int]
) -> None:
    shown = ranking.choose(ranking.rank(found, NOW, TODAY, mood, waved), TODAY, mood)
    if len(shown) > 1:
        first, second = shown[:2]
        named = ranking.reasons(first, second)
        assert all(first.terms[name] > second.terms[name] for name in named)
        if first.score > second.score + 1e-6:
            assert named


def test_the_nearer_day_and_less_effort_come_first_and_what_was_waved_away_later() -> None:
    soon, late = suggestion(number=1, due=TODAY + timedelta(days=6)), suggestion(number=2, due=TODAY)
    assert keys(ranking.rank([soon, late], NOW, TODAY)) == [late.key, soon.key]
    short, long = suggestion(number=1, minutes=90), suggestion(number=2, minutes=5)
    assert keys(ranking.rank([short, long], NOW, TODAY)) == [long.key, short.key]
    kept, away = suggestion("tray", 1), suggestion("thank", 2, minutes=5)
    assert keys(ranking.rank([kept, away], NOW, TODAY)) == [away.key, kept.key]
    assert keys(ranking.rank([kept, away], NOW, TODAY, Mood(), {"thank": 1})) == [kept.key, away.key]


def test_energy_turns_the_order_of_hard_and_easy() -> None:
    hard, easy = suggestion("offer", 1, Worth.TURNS, 45, hard=True), suggestion("tray", 2, Worth.OPENS, 5)
    assert keys(ranking.rank([hard, easy], NOW, TODAY))[0] == hard.key
    assert keys(ranking.rank([hard, easy], NOW, TODAY, Mood("low")))[0] == easy.key


def test_of_two_that_speak_of_the_same_the_one_that_knows_the_day_counts() -> None:
    plain, dated = suggestion("offer", 1), suggestion("offer", 1, due=TODAY)
    for order in ([plain, dated], [dated, plain]):
        assert [one.suggestion.due for one in ranking.rank(order, NOW, TODAY)] == [TODAY]
