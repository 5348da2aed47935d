"""The sections of the page of insights: each sentence of their own with the rule that chooses it."""

import re

import pytest

from onward.statistics import flow, honesty, sections, sections_said, sections_waiting
from onward.statistics.insights import Insights
from onward.statistics.proportions import Interval
from onward.statistics.waiting import Waiting, times
from tests.statistics.conftest import TODAY, course, many


def of(*told: tuple[int, str], **more: object) -> Insights:
    return Insights(many(*told, **more), TODAY)


def test_the_flow_says_where_all_stand_and_adds_up() -> None:
    found = many((3, "applied@0"), (2, "applied@0 interview@9"), (4, "applied@0 interview@9 rejected@20"))
    section = sections.of_flow(flow.flow(found), 9)
    assert section.sentences == ["9 applications: 3 waiting, 2 going on, 4 ended."]
    assert section.rows[0] == ("Applied", "Interview", "6")
    assert sections.of_flow(flow.flow(found), 12).sentences[0] == "9 of your 12 applications."
    assert sections.of_flow([], 12).sentences[-1] == "No application fits this choice."


def test_a_step_with_few_cases_is_too_few_in_its_table_too() -> None:
    section = sections.of_steps(of((30, "applied@0"), (4, "applied@0 interview@9")))
    assert section.rows[0][:3] == ("Applied → Interview", "4", "34")
    assert re.fullmatch(r"\d+ % \(\d+ to \d+ %\)|\d+ to \d+ %", section.rows[0][3])
    assert section.rows[1][3] == "Too few to say"
    assert [row[4] for row in section.rows] == ["1 to 20 %", "14 to 56 %"]
    assert section.heads[4] == "Elsewhere [A]"
    assert section.title == "How far do they get?", "a title that claims no cause"
    assert any("staffinghub.com" in one for one in section.how)
    assert any("[A] an assumption" in one for one in section.how)


def test_without_any_case_there_is_no_picture_of_steps() -> None:
    assert sections.of_steps(of((3, "applied@178"))).chart == ""


def waiting_unknown() -> list[str]:
    return honesty.of_waiting(Waiting(times(many((1, "applied@0")))))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "applied@170",
            r"^Between \d+ \w+ 2024 and \d+ \w+ 2024 nearly all who will answer what is out now will have done so\.$",
        ),
        ("applied@0", r"^Those who will answer what is out now have probably answered\.$"),
    ],
)
def test_by_when_who_may_answer_has_answered(told: str, said: str) -> None:
    assert sections_waiting.of_waiting(of((1, told))).sentences == waiting_unknown(), (
        "of nothing no day is told"
    )
    found = of((1, told), (20, "applied@0 rejected@9"), (20, "applied@0 interview@9"))
    assert re.search(said, sections_waiting.of_waiting(found).sentences[-1])


def test_of_nothing_that_waits_nothing_is_said() -> None:
    found = of((20, "applied@0 rejected@9"), (20, "applied@0 interview@9"))
    assert not any("is out now" in one for one in sections_waiting.of_waiting(found).sentences)


def test_ways_of_applying_are_compared_by_nobody_here() -> None:
    enough = (8, "applied@0 rejected@9"), (20, "applied@0")
    direct, referred = many(*enough, channel="direct"), many(*enough, channel="referral")
    assert sections_waiting.of_channels(Insights(direct, TODAY)) is None
    section = sections_waiting.of_channels(Insights([*direct, *referred], TODAY))
    assert section is not None
    assert [row[:3] for row in section.rows] == [("Direct", "8", "28"), ("Referral", "8", "28")]
    assert re.findall(r'<p class="small">([^<]+)</p>', section.chart) == [
        "Direct: answered, by day",
        "Referral: answered, by day",
    ]


@pytest.mark.parametrize(
    ("reasons", "noes", "said"),
    [
        ((), 0, ["Nobody said no yet."]),
        (("skills_gap",), 2, [
            "2 noes; 2 give a reason that you could use.",
            "Too few to say what employers see in you: no reason that could be used came three times.",
        ]),
        (("skills_gap",), 3, [
            "3 noes; 3 give a reason that you could use.",
            "Most often of these: A skill they wanted, in 3 of 3 noes. What a mail states is what somebody chose to write.",
        ]),
        (("competition",), 5, [
            "5 noes; none gives a reason that you could use.",
        ]),
    ],
)  # fmt: skip
def test_what_they_say(reasons: tuple[str, ...], noes: int, said: list[str]) -> None:
    useful = "skills_gap" in reasons
    found = of((noes, "applied@0 rejected@9"), reasons=reasons, says_why=useful)
    section = sections_said.of_reasons(found)
    assert section.sentences == said
    assert bool(section.chart) == bool(noes)
    if noes:
        assert section.rows[0][1:3] == (str(noes), "says why" if useful else "says little")
        assert section.rows[0][4] == f"Applied {noes}"


def test_one_reason_among_several_noes() -> None:
    told = course("applied@0 rejected@9", 1, reasons=("skills_gap",), says_why=True)
    found = Insights([told, *many((2, "applied@0 rejected@9"))], TODAY)
    assert sections_said.of_reasons(found).sentences[0] == "3 noes; 1 gives a reason that you could use."


def test_one_hope_is_named_with_how_much_it_carries() -> None:
    one = course("applied@150 interview@170", 1, company="Nordlicht", role="Cook", channel="direct")
    section = sections_said.of_hope(Insights([one, course("applied@20", 2)], TODAY))
    assert "of your hope lies with one employer, Nordlicht." in section.sentences[0]
    assert [row[:2] for row in section.rows][:3] == [
        ("Employer", "Nordlicht"),
        ("Role", "Cook"),
        ("Way of applying", "Direct"),
    ]
    nothing = sections_said.of_hope(of((2, "applied@0 rejected@9")))
    assert nothing.sentences == ["Nothing is under way at the moment."]
    assert nothing.chart == ""


def test_a_share_is_never_told_without_its_interval_or_of_few() -> None:
    assert honesty.share(Interval(0.08, 0.03, 0.16)) == "8 % (3 to 16 %)"
    assert sections.share_of(9, Interval(0.08, 0.03, 0.16)) == "Too few to say"
    assert honesty.share(Interval(0.3, 0.15, 0.45)) == "15 to 45 %", "too wide for a best guess"


def test_few_applications_draw_a_sketch_of_other_searches() -> None:
    few = sections_waiting.of_waiting(of((4, "applied@0")))
    assert 'class="few"' in few.chart
    assert "mostly an assumption about other searches [A]" in few.caption
    enough = sections_waiting.of_waiting(of((8, "applied@0 rejected@9"), (20, "applied@0")))
    assert 'class="few"' not in enough.chart
    assert "other searches" not in enough.caption
    assert "a quarter of the chance left" not in enough.chart, "no step further came"
    hope = sections_waiting.of_waiting(of((8, "applied@0 interview@9"), (20, "applied@0")))
    assert "a quarter of the chance left" in hope.chart
