"""Patterns: three who know nothing of each other, and nothing less."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from onward.feedback import patterns
from onward.feedback.patterns import Signal
from onward.language import prints

NOON = datetime(2024, 4, 2, 12, tzinfo=UTC)


def signal(
    who: str, quote: str = "", theme: str = "interview_performance", says: str = "gap", **fields: object
) -> Signal:
    """One thing said by `who`, an identity or several parted by commas."""
    given = {"specific": 1, "reliable": 1, **fields}
    return Signal(
        theme, says, quote or f"Words of {who} about {theme}.", source=who, identities=frozenset(who.split(",")),
        at=NOON, **given,
    )  # fmt: skip


def gaps(*said: Signal) -> patterns.Side:
    (theme,) = patterns.themes(said)
    return theme.gaps


def test_three_independent_sources_are_a_pattern_and_two_are_not() -> None:
    one, two, three = signal("company:nordlicht"), signal("person:ana"), signal("person:teodor,unnamed:x")
    assert gaps(one).state == "once"
    assert gaps(one, two).state == "two"
    assert (gaps(one, two, three).state, gaps(one, two, three).sources) == ("pattern", 3)


def test_the_same_mail_person_or_employer_is_one_source() -> None:
    same_mail = [signal("mail:7,person:a", "One thing."), signal("mail:7,person:b", "Another thing.")]
    same_company = [signal("company:nordlicht,person:karla"), signal("company:nordlicht,person:jonas")]
    tied = [signal("person:ana,company:a"), signal("person:ana,company:b"), signal("company:b,mail:9")]
    assert [patterns.independent(said) for said in (same_mail, same_company, tied)] == [1, 1, 1]
    assert gaps(*same_mail, *same_company).sources == 2


def test_a_first_name_alone_may_be_the_same_person() -> None:
    assert patterns.independent([signal("person:ana"), signal("person:ana ruiz")]) == 1
    assert patterns.independent([signal("person:ana silva"), signal("person:ana ruiz")]) == 2


def test_what_is_vague_courtesy_or_hearsay_is_shown_and_not_counted() -> None:
    side = gaps(signal("company:a", specific=0), signal("company:b", reliable=0), signal("company:c"))
    assert (len(side.signals), side.sources, side.state) == (3, 1, "once")
    assert side.signals[0].source == "company:c"
    assert gaps(signal("company:a", specific=0)).state == "general"


def test_a_sentence_that_several_employers_send_is_theirs() -> None:
    stock = "We were looking for somebody with more experience in the field."
    said = [signal(f"company:{name}", stock) for name in "abc"]
    assert patterns.themes(said) == []
    assert gaps(*said, signal("person:ana", "Your stories end too early.")).sources == 1
    # The same employer twice is no sign of a stock sentence.
    assert gaps(signal("company:a", stock), signal("company:a,mail:2", stock)).sources == 1


def test_nearly_the_same_sentence_is_the_same_as_on_the_page_of_a_no() -> None:
    said = [
        signal(
            f"company:{company}",
            f"We are not going to continue with {role}, mainly because the team needs somebody who has led people.",
            named=prints.names(company, role),
            language="en",
        )
        for company, role in (("Nordlicht", "Data Officer"), ("Corvo", "Data Analyst"), ("Helvika", "Buyer"))
    ]
    assert patterns.themes(said) == []
    own = signal("company:umbra", "For this seat we are going with someone who has run larger trials.")
    assert gaps(*said, own).state == "once"


def test_groups_count_independent_sources_of_what_is_neither() -> None:
    said = [signal(f"company:{name}", theme="field", says="") for name in "abca"]
    ((code, side),) = patterns.groups(said)
    assert (code, side.sources, len(side.signals)) == ("field", 3, 4)


def test_a_stated_comparison_needs_a_concrete_sentence() -> None:
    stated = signal("company:a", theme="culture_add", stated=True)
    assert gaps(stated).sources == 0
    assert gaps(replace(stated, specific=2)).sources == 1
    (theme,) = patterns.themes([signal("company:a", theme="competition", says="", stated=True)])
    assert (theme.gaps.sources, len(theme.remarks)) == (0, 1)


def test_strength_and_gap_of_one_theme_contradict() -> None:
    (theme,) = patterns.themes([signal("company:a"), signal("person:ana", says="strength")])
    assert theme.contradicts
    (theme,) = patterns.themes([signal("company:a"), signal("person:ana", says="strength", specific=0)])
    assert not theme.contradicts


@given(
    st.lists(
        st.sets(st.sampled_from([f"person:{name}" for name in "abcde"] + ["company:x", "mail:1"]), min_size=1)
    )
)
def test_sources_are_counted_whatever_their_order(said: list[set[str]]) -> None:
    signals = [signal(",".join(sorted(who)), f"Number {number}.") for number, who in enumerate(said)]
    count = patterns.independent(signals)
    assert count == patterns.independent(signals[::-1])
    assert count <= len(signals)
    assert (count == 0) == (not signals)
