"""The flow through the stages: nothing is lost on the way."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from onward.statistics.flow import ENDS, Link, Narrowing, end_of, flow, narrowed, sankeymatic

from .conftest import DAY_0, course, many

TOLD = [
    *many(
        (5, "applied@0"), (3, "applied@0 rejected@9"), (2, "applied@0 assessment@3 interview@9 rejected@20")
    ),
    course("applied@0 interview@9", 50),
    course("applied@0 interview@9 offer@30", 51),
    course("applied@0 offer@30", 52, status="accepted"),
    course("applied@0 withdrawn@30", 53),
]


def test_a_small_search() -> None:
    assert flow(TOLD) == [
        Link("applied", "assessment", 2),
        Link("applied", "interview", 2),
        Link("applied", "offer", 1),
        Link("applied", "waiting", 5),
        Link("applied", "rejected", 3),
        Link("applied", "withdrawn", 1),
        Link("assessment", "interview", 2),
        Link("interview", "offer", 1),
        Link("interview", "going_on", 1),
        Link("interview", "rejected", 2),
        Link("offer", "offer_open", 1),
        Link("offer", "accepted", 1),
    ]
    assert flow([]) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "",
                " assessment@2",
                " interview@4",
                " interview@4 offer@9",
                " rejected@5",
                " assessment@1 withdrawn@9",
            ]
        )
    )
)
def test_what_comes_in_goes_out(told: list[str]) -> None:
    links = flow([course(f"applied@0{more}", number) for number, more in enumerate(told)])
    for stage in ("assessment", "interview", "offer"):
        assert sum(link.count for link in links if link.end == stage) == sum(
            link.count for link in links if link.begin == stage
        )
    assert sum(link.count for link in links if link.begin == "applied") == len(told)
    assert sum(link.count for link in links if link.end in ENDS) == len(told)


def test_silence_is_a_wait() -> None:
    assert end_of(course("applied@0")) == "waiting"


def test_narrowing() -> None:
    courses = [
        course("applied@0", 1, channel="Referral", role="Data Analyst"),
        course("applied@40", 2, channel="direct", role="Analyst"),
        course("interview@9", 3, role="Analyst"),
    ]

    def keys(**by: object) -> list[int]:
        return [one.id for one in narrowed(courses, Narrowing(**by))]

    assert keys() == [1, 2, 3]
    assert keys(since=DAY_0 + timedelta(days=40)) == [2]
    assert keys(until=DAY_0) == [1]
    assert keys(channel="referral") == [1]
    assert keys(role="analyst data") == [1]


def test_the_text_for_sankeymatic_names_no_employer() -> None:
    names = {name: name.upper() for name in ("applied", "interview", *ENDS)}
    links = flow([course("applied@0 interview@3", 1, company="Nordlicht"), course("applied@0", 2)])
    assert sankeymatic(links, names) == "APPLIED [1] INTERVIEW\nAPPLIED [1] WAITING\nINTERVIEW [1] GOING_ON"
