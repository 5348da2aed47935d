"""Which application a mail belongs to, told in short stories of letters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from bench.matching import letter as true_letter
from bench.matching import measured, worn
from bench.searches import search

from onward.applications.stages import Fact
from onward.mail.matching import Decision, Known, Letter, deciding, match, weighing
from onward.mail.matching.readings import reading

START = datetime(2026, 1, 12, 9, tzinfo=UTC)
ME = "jo.marlow@example.org"


def told(*letters: tuple[float, str, dict[str, Any]], known: tuple[Known, ...] = ()) -> list[Decision]:
    """Decide on letters given as day, kind and further fields."""
    made = [
        Letter(key, START + timedelta(days=day), kind, **{"from_address": "no-reply@hire.lever.co", **fields})
        for key, (day, kind, fields) in enumerate(letters)
    ]
    return match(made, known, [ME])


def places(decisions: list[Decision]) -> list[int | None]:
    """The number of the new application that each letter went to; None when it was not filed."""
    return [one.target.provisional if one.target else None for one in decisions]


def test_an_answer_finds_its_application_by_another_spelling() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht Energie GmbH", "role": "Data Analyst (m/w/d)"}),
        (1, "acknowledgement", {"company": "Fernhill", "role": "Data Analyst"}),
        (9, "rejection", {"company": "NORDLICHT", "from_address": "lene@nordlicht-energie.example"}),
    )
    assert places(decisions) == [0, 1, 0]
    assert [event[1] for one in decisions for event in one.events] == [
        "acknowledged",
        "acknowledged",
        "rejected",
    ]


def test_an_answer_without_a_role_asks_when_two_are_open() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst"}),
        (1, "acknowledgement", {"company": "Nordlicht", "role": "Office Manager"}),
        (9, "rejection", {"company": "Nordlicht"}),
    )
    assert decisions[2].verdict == "ask"
    assert {one.target.provisional for one in decisions[2].candidates} == {0, 1}
    assert all(0 < one.score <= 1 and one.why for one in decisions[2].candidates)


def test_an_invitation_that_names_who_will_be_there_is_to_the_role_under_way() -> None:
    same = {"company": "Nordlicht Energie", "role": "Shift Lead, Night Planning"}
    lene = {"company": "Nordlicht Energie", "from_address": "lene@nordlichtenergie.example"}
    decisions = told(
        (0, "acknowledgement", same),
        (5, "assessment", same),
        (9, "interview", {**lene, "role": "Operations Manager", "subject": "Interview"}),
    )
    assert places(decisions) == [0, 0, 0]


@pytest.mark.parametrize(("sure", "applications"), [(False, [0, 0, 0]), (True, [0, 0, 1])])
def test_what_may_be_the_end_of_an_application_opens_no_other(sure: bool, applications: list[int]) -> None:
    lene = {"company": "Nordlicht", "from_name": "Lene Brandt", "from_address": "lene@nordlicht.example"}
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst"}),
        (9, "interview", {**lene, "role": "Data Analyst"}),
        (60, "acknowledgement", {**lene, "sure": sure, "subject": "Where we have landed"}),
    )
    assert places(decisions) == applications


def test_who_is_told_that_they_withdrew_has() -> None:
    same = {"company": "Nordlicht", "role": "Data Analyst"}
    decisions = told(
        (0, "acknowledgement", same), (9, "update", same), (12, "update", {**same, "left": True})
    )
    assert [event[1] for one in decisions for event in one.events] == ["acknowledged", "update", "withdrawn"]


def test_what_is_left_is_the_application_that_is_named() -> None:
    analyst = {"company": "Nordlicht", "role": "Data Analyst"}
    other = {**analyst, "role": "Office Manager", "left": True, "thread": ("told@nordlicht.example",)}
    decisions = told(
        (0, "acknowledgement", {**analyst, "message_id": "told@nordlicht.example"}), (12, "update", other)
    )
    assert "withdrawn" not in [event[1] for one in decisions for event in one.events]


def test_who_is_told_after_a_no_that_they_withdrew_was_told_no() -> None:
    same = {"company": "Nordlicht", "role": "Data Analyst"}
    decisions = told(
        (0, "acknowledgement", same), (9, "rejection", same), (12, "update", {**same, "left": True})
    )
    assert [event[1] for one in decisions for event in one.events] == ["acknowledged", "rejected", "update"]


def test_a_no_for_one_role_and_an_invitation_for_another_are_two() -> None:
    invited = {"company": "Nordlicht", "role": "Data Engineer"}
    decisions = told(
        (0, "rejection", {"company": "Nordlicht", "role": "Data Analyst", "message_id": "a@x"}),
        (1, "interview", invited),
        (2, "interview", {**invited, "role": "Site Lead", "thread": ("a@x",)}),
    )
    assert places(decisions) == [0, 1, 0]


def test_an_answer_without_a_role_goes_to_the_one_that_is_open() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst"}),
        (1, "acknowledgement", {"company": "Nordlicht", "role": "Office Manager"}),
        (9, "rejection", {"company": "Nordlicht", "role": "Office Manager"}),
        (20, "interview", {"company": "Nordlicht"}),
    )
    assert places(decisions) == [0, 1, 1, 0]


def test_a_thread_decides_what_names_leave_open() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst", "message_id": "a@x"}),
        (1, "acknowledgement", {"company": "Nordlicht", "role": "Office Manager", "message_id": "b@x"}),
        (9, "rejection", {"from_address": "hr@another-group.example", "thread": ("b@x",)}),
    )
    assert places(decisions) == [0, 1, 1]


def test_a_requisition_number_decides() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "requisition": "R-1042"}),
        (3, "acknowledgement", {"company": "Nordlicht", "requisition": "R-1107", "role": "Office Manager"}),
        (9, "rejection", {"company": "Nordlicht", "requisition": "#R1042"}),
    )
    assert places(decisions) == [0, 1, 0]


def test_the_boards_notice_and_the_acknowledgement_are_one_application() -> None:
    board = {"from_address": "jobs-noreply@linkedin.com", "company": "Fernhill", "role": "Analyst"}
    decisions = told(
        (0, "acknowledgement", board),
        (0.01, "acknowledgement", {"company": "Fernhill Foods Ltd"}),
    )
    assert places(decisions) == [0, 0]


def test_an_acknowledgement_half_a_year_later_is_a_new_application() -> None:
    named = {"company": "Fernhill", "role": "Data Analyst"}
    decisions = told(
        (0, "acknowledgement", named),
        (0.02, "acknowledgement", named),
        (180, "acknowledgement", named),
        (190, "rejection", named),
    )
    assert places(decisions) == [0, 0, 1, 1]
    assert decisions[1].events == ()


def test_a_repeated_no_is_one_event() -> None:
    named = {"company": "Fernhill", "role": "Data Analyst"}
    decisions = told((0, "acknowledgement", named), (5, "rejection", named), (6, "rejection", named))
    assert places(decisions) == [0, 0, 0]
    assert decisions[2].events == ()


def test_a_no_that_answers_a_question_and_says_why_is_feedback() -> None:
    named = {"company": "Fernhill", "role": "Data Analyst", "message_id": "no@fernhill.example"}
    asked = {"outgoing": True, "to": ("ann@fernhill.example",), "thread": ("no@fernhill.example",)}
    why = {"company": "Fernhill", "thread": ("no@fernhill.example",), "tells": True}
    decisions = told(
        (0, "acknowledgement", {"company": "Fernhill", "role": "Data Analyst"}), (5, "rejection", named)
    )
    assert [kind for _, kind, _ in decisions[1].events] == ["rejected"]
    decisions = told((5, "rejection", named), (6, "reply", asked), (7, "rejection", why))
    assert [kind for _, kind, _ in decisions[2].events] == ["feedback"]
    unasked = told((5, "rejection", named), (7, "rejection", why))
    assert unasked[1].events == ()


def test_a_no_whose_acknowledgement_was_lost_makes_an_application() -> None:
    decisions = told((0, "rejection", {"company": "Fernhill", "role": "Data Analyst"}))
    assert decisions[0].verdict == "new"


def test_a_no_from_nobody_is_a_question() -> None:
    decisions = told((0, "rejection", {}))
    assert decisions[0].verdict == "ask"
    assert decisions[0].candidates == ()


def test_alerts_and_accounts_of_an_employer_are_ignored() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Fernhill", "role": "Data Analyst"}),
        (1, "alert", {"company": "Fernhill", "role": "Data Analyst"}),
        (2, "account", {"company": "Fernhill"}),
    )
    assert [one.verdict for one in decisions] == ["new", "ignore", "ignore"]


@pytest.mark.parametrize(
    "sender",
    [
        "jobalerts-noreply@linkedin.com",
        "security-noreply@linkedin.com",
        "donotreply@match.indeed.com",
        "alert@indeed.com",
        "account@indeed.com",
    ],
)
@pytest.mark.parametrize("named", [{}, {"company": "Fernhill", "role": "Data Analyst"}])
def test_what_a_board_spreads_confirms_nothing_whatever_it_was_taken_for(
    sender: str, named: dict[str, str]
) -> None:
    """ "Fernhill viewed your profile" was read as an acknowledgement and asked about, or made an application."""
    decisions = told((0, "acknowledgement", {"from_address": sender, **named}))
    assert [one.verdict for one in decisions] == ["ignore"]


@pytest.mark.parametrize(
    "sender", ["jobs-noreply@linkedin.com", "indeedapply@indeed.com", "news@fernhill.example"]
)
def test_what_confirms_an_application_is_not_taken_for_an_alert(sender: str) -> None:
    decisions = told(
        (0, "acknowledgement", {"from_address": sender, "company": "Fernhill", "role": "Data Analyst"})
    )
    assert [one.verdict for one in decisions] == ["new"]


def test_every_sentence_of_matching_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (deciding, weighing):
        monkeypatch.setattr(module, "_", lambda sentence: f"«{sentence}")
    one = search(905, 60)
    random = Random(905)
    letters = [worn(random, true_letter(key, true), 0.3, 0.1) for key, true in enumerate(one.truth)]
    decisions = match(letters, (), one.addresses)
    assert {one.verdict for one in decisions} == {"file", "new", "ask", "ignore"}
    said = {one.why for one in decisions} | {two.why for one in decisions for two in one.candidates}
    assert len(said) > 12
    assert [sentence for sentence in said if not sentence.startswith("«")] == []


def test_an_approach_becomes_an_application_when_answered() -> None:
    recruiter = "paula@agency.example"
    decisions = told(
        (0, "outreach", {"from_address": recruiter, "message_id": "o@x", "role": "Analyst"}),
        (1, "outreach", {"from_address": "max@other.example", "message_id": "p@x", "role": "Analyst"}),
        (2, "reply", {"from_address": ME, "outgoing": True, "to": (recruiter,), "thread": ("o@x",)}),
        (9, "rejection", {"from_address": recruiter, "company": "Marigold Foods"}),
    )
    assert [one.verdict for one in decisions] == ["ignore", "ignore", "new", "file"]
    assert decisions[2].earlier == (0,)
    assert [(key, kind) for key, kind, _ in decisions[2].events] == [(0, "outreach"), (2, "applied")]


def test_an_approach_that_names_an_employer_is_not_its_acknowledgement() -> None:
    decisions = told(
        (0, "outreach", {"from_address": "max@other.example", "company": "Fernhill", "role": "Analyst"}),
        (5, "acknowledgement", {"company": "Fernhill", "role": "Analyst"}),
    )
    assert decisions[1].verdict == "new"
    assert decisions[1].earlier == ()


def test_the_persons_own_application_withdrawal_and_reply() -> None:
    own = {"from_address": ME, "outgoing": True}
    decisions = told(
        (
            0,
            "application",
            {**own, "to": ("jobs@thornbury.example",), "role": "Data Editor", "message_id": "m@x"},
        ),
        (
            1,
            "acknowledgement",
            {"from_address": "selma@thornbury.example", "company": "Thornbury", "thread": ("m@x",)},
        ),
        (3, "interview", {"from_address": "selma@thornbury.example", "message_id": "i@x"}),
        (4, "reply", {**own, "to": ("selma@thornbury.example",), "thread": ("i@x",)}),
        (9, "withdrawal", {**own, "to": ("selma@thornbury.example",)}),
        (10, "reply", {**own, "to": ("mum@example.net",)}),
    )
    assert places(decisions) == [0, 0, 0, 0, 0, None]
    assert [event[1] for one in decisions for event in one.events] == [
        "applied", "acknowledged", "interview", "withdrawn"
    ]  # fmt: skip


def test_namesakes_stay_apart() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Northgate Health plc", "role": "Data Analyst"}),
        (1, "acknowledgement", {"company": "Northgate Housing Ltd", "role": "Data Analyst"}),
        (9, "rejection", {"company": "Northgate Housing"}),
    )
    assert places(decisions) == [0, 1, 1]


def test_an_older_acknowledgement_joins_the_answer_found_before() -> None:
    known = Known(7, "Fernhill", "Data Analyst", facts=(Fact("rejected", START),))
    decisions = told(
        (-20, "acknowledgement", {"company": "Fernhill", "role": "Data Analyst"}), known=(known,)
    )
    assert decisions[0].target is not None
    assert decisions[0].target.application == 7


def test_an_answer_does_not_come_before_the_application() -> None:
    known = Known(7, "Fernhill", "Data Analyst", facts=(Fact("applied", START),))
    decisions = told((-20, "rejection", {"company": "Fernhill", "role": "Data Analyst"}), known=(known,))
    assert decisions[0].verdict == "new"


def test_the_order_in_which_letters_are_given_does_not_matter() -> None:
    one = search(5, 20)
    letters = [true_letter(key, true) for key, true in enumerate(one.truth)]
    assert match(letters[::-1], (), one.addresses) == match(letters, (), one.addresses)


@pytest.mark.parametrize(("missing", "wrong", "share"), [(0.0, 0.0, 0.97), (0.15, 0.03, 0.94)])
def test_whole_searches_are_matched(missing: float, wrong: float, share: float) -> None:
    """Seeds that nothing was tuned on; the figures of many more are printed by bench.matching."""
    counts = sum(
        (measured(search(seed, 50), missing, wrong) for seed in (901, 902, 903, 904)),
        measured(search(900), 0, 0),
    )
    assert counts["applications found once"] / counts["applications"] >= share
    assert counts["messages right"] / counts["messages"] >= share
    assert counts["unrelated filed"] <= 0.01 * counts["unrelated"]


def test_five_thousand_letters_against_five_thousand_applications() -> None:
    one = search(3, 120)
    firms = [
        f"{one.applications[n % 97].company.split()[0]}{chr(97 + n % 23)}{n % 997} Energy"
        for n in range(5000)
    ]
    known = [
        Known(n, firm, one.applications[n % 97].role, facts=(Fact("applied", START),))
        for n, firm in enumerate(firms)
    ]
    letters = [
        Letter(key, START + timedelta(minutes=key), "rejection", firms[key * 7 % 5000], known[key].role)
        for key in range(5000)
    ]
    assert len(match(letters, known, one.addresses)) == 5000


APPLIED = {"company": "Millbrook Community Health Centers", "role": "Director of Clinic Operations"}
THEIRS = "ada.prath@millbrookchc.example"


def test_who_wrote_from_the_employers_own_address_goes_on_about_it_whatever_title_is_read() -> None:
    decisions = told(
        (0, "acknowledgement", APPLIED),
        (5, "interview", {**APPLIED, "from_address": THEIRS}),
        (9, "update", {"company": APPLIED["company"], "role": "Supervisor", "from_address": THEIRS}),
    )
    assert places(decisions) == [0, 0, 0]


def test_what_names_no_work_tells_no_two_roles_apart() -> None:
    no = {"company": "Nordlicht", "from_address": "lene@nordlicht.example"}
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Fundraising Officer"}),
        (9, "rejection", {**no, "role": "Income Generation"}),
    )
    assert places(decisions) == [0, 0]
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Fundraising Officer"}),
        (9, "rejection", {**no, "role": "Night Porter"}),
    )
    assert places(decisions) == [0, 1], "a title of another work does"


def test_once_they_talk_a_step_is_of_the_same_application_whatever_title_somebody_signs_with() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Deltoid Textiles", "role": "Export Clerk"}),
        (
            5,
            "interview",
            {
                "company": "Deltoid Textiles",
                "role": "Export Clerk",
                "from_address": "ann@deltoid-textiles.example",
            },
        ),
        (
            9,
            "interview",
            {
                "company": "Deltoid Textiles",
                "role": "Sales Manager",
                "from_address": "geo@deltoid-textiles.example",
            },
        ),
    )
    assert places(decisions) == [0, 0, 0]


def test_who_answers_for_an_employer_names_it_and_the_role() -> None:
    no = {
        "company": "Apex Meridian",
        "role": "Business Office Manager",
        "from_address": "recruiting@apexmeridian.example",
        "text": "Apex Meridian hires for its practices, Whitby Surgical Partners among them. We will not go on.",
    }
    first = (0, "acknowledgement", {"company": "Whitby Surgical Partners", "role": "Business Office Manager"})
    decisions = told(first, (9, "rejection", no))
    assert places(decisions) == [0, 0]
    assert not decisions[1].names, "what it calls itself is not the employer's name"
    assert places(told(first, (9, "rejection", {**no, "text": "We will not go on."}))) == [0, 1]
    assert places(told(first, (9, "rejection", {**no, "role": "Night Porter"}))) == [0, 1]


def test_an_agency_names_the_employer_later() -> None:
    thread = {"from_address": "reto@alpha-people.example", "message_id": "1@x"}
    decisions = told(
        (0, "outreach", {**thread, "company": "Alpha People", "role": "Quality Engineer"}),
        (1, "reply", {"outgoing": True, "to": ("reto@alpha-people.example",), "thread": ("1@x",)}),
        (4, "update", {**thread, "company": "Sentara Infusion", "message_id": "2@x", "thread": ("1@x",)}),
        (
            9,
            "interview",
            {
                "company": "Sentara",
                "role": "Quality Engineer",
                "from_address": "cla@sentara-infusion.example",
            },
        ),
    )
    assert places(decisions) == [None, 0, 0, 0]


def test_whom_the_person_worked_for_is_not_whom_they_write_to() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst", "message_id": "1@x"}),
        (
            2,
            "interview",
            {"company": "Nordlicht", "from_address": "lene@nordlicht.example", "message_id": "2@x"},
        ),
        (
            3,
            "reply",
            {
                "outgoing": True,
                "company": "Franklin University",
                "role": "Librarian",
                "to": ("lene@nordlicht.example",),
            },
        ),
        (9, "rejection", {"company": "Franklin University", "role": "Librarian"}),
    )
    assert places(decisions) == [0, 0, 0, 1]


def test_what_comes_from_where_the_person_works_begins_no_application() -> None:
    panel = Letter(
        0, START, "interview", company="Airedale Museum", role="Guide", from_address="carol@airedale.example"
    )
    assert match([panel], [], [ME])[0].verdict == "new"
    assert match([panel], [], [ME], ["airedale.example"])[0].verdict == "ignore"


SAID = {"outgoing": True, "to": ("lene@nordlicht.example",), "thread": ("2@x",)}
BEGUN = (
    (0, "acknowledgement", {"company": "Nordlicht", "role": "Cook", "message_id": "1@x"}),
    (3, "interview", {"company": "Nordlicht", "from_address": "lene@nordlicht.example", "message_id": "2@x"}),
)
OFFERED = (5, "offer", {"company": "Nordlicht", "from_address": "lene@nordlicht.example", "thread": ("2@x",)})


@pytest.mark.parametrize(
    ("letters", "kind", "chance", "fact"),
    [
        (BEGUN, "refusal", 0.8, ["withdrawn"]),
        (BEGUN, "refusal", 0.5, []),
        (BEGUN, "decline", 1.0, ["withdrawn"]),
        (BEGUN, "agreement", 0.9, []),
        (BEGUN, "acceptance", 1.0, []),
        ((*BEGUN, OFFERED), "refusal", 0.6, ["declined"]),
        ((*BEGUN, OFFERED), "refusal", 0.4, []),
        ((*BEGUN, OFFERED), "agreement", 0.8, ["accepted"]),
        ((*BEGUN, OFFERED), "agreement", 0.45, []),
        ((*BEGUN, OFFERED), "withdrawal", 1.0, ["withdrawn"]),
    ],
)
def test_a_yes_or_a_no_of_the_person_is_what_the_application_makes_of_it(
    letters: tuple[Any, ...], kind: str, chance: float, fact: list[str]
) -> None:
    decisions = told(*letters, (9, kind, {**SAID, "chance": chance}))
    assert places(decisions)[-1] == 0
    assert [event[1] for event in decisions[-1].events] == fact


def test_a_no_to_an_approach_makes_no_application() -> None:
    approach = (0, "outreach", {"from_address": "reto@alpha.example", "role": "Cook", "message_id": "1@x"})
    no = {"outgoing": True, "to": ("reto@alpha.example",), "thread": ("1@x",)}
    assert [one.verdict for one in told(approach, (1, "refusal", {**no, "chance": 0.5}))] == [
        "ignore",
        "ignore",
    ]
    assert [one.verdict for one in told(approach, (1, "agreement", no))] == ["ignore", "new"]


def test_a_no_to_somebody_else_ends_no_application() -> None:
    to_a_friend = {"outgoing": True, "to": ("tom.friend@gmail.com",), "company": "Nordlicht", "role": "Cook"}
    decisions = told(*BEGUN, (9, "refusal", {**to_a_friend, "chance": 0.9}))
    assert decisions[-1].verdict == "ignore"


def test_a_common_word_names_no_employer() -> None:
    no = {"company": "Hallam", "role": "Data Analyst", "from_address": "jobs@hallam.example"}
    for employer, text in (
        ("Remote", "Data Analyst (Remote) at Hallam"),
        ("Berlin Group GmbH", "Data Analyst in Berlin at Hallam"),
        ("Focus", "we will focus on other candidates"),
    ):
        decisions = told(
            (0, "acknowledgement", {"company": employer, "role": "Data Analyst"}),
            (9, "rejection", {**no, "text": text}),
        )
        assert places(decisions) == [0, 1], employer


def test_two_trades_at_one_employer_are_two_applications() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Midwife"}),
        (9, "rejection", {"company": "Nordlicht", "role": "Proofreader"}),
    )
    assert places(decisions) == [0, 1]
    told_so = {"company": "Nordlicht", "from_address": "lene@nordlicht.example"}
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Data Analyst"}),
        (5, "interview", {**told_so, "role": "Data Analyst"}),
        (9, "offer", {**told_so, "from_address": "ove@nordlicht.example", "role": "Warehouse Manager"}),
    )
    assert places(decisions) == [0, 0, 1]


def test_a_no_from_where_the_person_works_is_a_no() -> None:
    said = Letter(
        0, START, "rejection", company="Airedale", role="Guide", from_address="jobs@airedale.example"
    )
    assert match([said], [], [ME], ["airedale.example"])[0].verdict == "new"


def test_what_a_mail_of_an_application_misnames_does_not_rename_it() -> None:
    decisions = told(
        *BEGUN,
        (
            9,
            "update",
            {"company": "Alcover Tax", "from_address": "lene@nordlicht.example", "thread": ("2@x",)},
        ),
    )
    assert places(decisions) == [0, 0, 0]
    assert [one.names for one in decisions] == [True, True, False]


def test_who_only_spoke_of_an_application_is_not_it_in_the_next_reading_either() -> None:
    begun = {"company": "Whitby Surgical Partners", "role": "Office Manager"}
    spoke = {
        "company": "Apex Meridian",
        "role": "Office Manager",
        "from_address": "hr@apexmeridian.example",
        "text": "your application as Office Manager with Whitby Surgical Partners",
    }
    other = {"company": "Apex Meridian", "role": "Office Manager", "from_address": "hr@apexmeridian.example"}
    told_at_once = told((0, "acknowledgement", begun), (3, "update", spoke), (9, "interview", other))
    letters = [
        Letter(0, START, "acknowledgement", **{"from_address": "no-reply@hire.lever.co", **begun}),
        Letter(1, START + timedelta(days=3), "update", **spoke),
    ]
    facts = (Fact("acknowledged", START, "mail", 0), Fact("update", START + timedelta(days=3), "mail", 1))
    known = Known(7, **begun, facts=facts, letters=tuple(letters))
    later = match([Letter(2, START + timedelta(days=9), "interview", **other)], [known], [ME])
    assert [told_at_once[2].verdict, later[0].verdict] == ["new", "new"]


def test_a_recruiter_who_wrote_on_a_board_goes_on_from_work() -> None:
    on_board = {
        "from_address": "inmail-hit-reply@linkedin.com",
        "from_name": "Sela Marn via LinkedIn",
        "role": "in finance",
    }
    at_work = {
        "from_address": "sela.marn@prisma.example",
        "from_name": "Sela Marn",
        "role": "Finance Manager",
    }
    said_yes = {"outgoing": True, "to": ("inmail-hit-reply@linkedin.com",), "thread": ("1@x",)}
    decisions = told(
        (0, "outreach", {**on_board, "message_id": "1@x"}), (1, "reply", said_yes), (5, "interview", at_work)
    )
    assert places(decisions)[1:] == [0, 0]
    other = {**at_work, "from_name": "Tor Lund", "from_address": "tor@prisma.example"}
    decisions = told(
        (0, "outreach", {**on_board, "message_id": "1@x"}), (1, "reply", said_yes), (5, "interview", other)
    )
    assert decisions[2].target != decisions[1].target


def test_a_small_firm_is_known_by_what_it_calls_itself() -> None:
    begun = {"company": "Kornblume Bakery", "role": "Baker", "from_address": "no-reply@board.example"}
    answers = {"from_name": "Kornblume", "from_address": "kornblume.bakery@gmail.com"}
    assert places(told((0, "acknowledgement", begun), (3, "interview", answers))) == [0, 0]
    person = {"from_name": "Rosa Lind", "from_address": "rosa.lind@gmail.com"}
    assert places(told((0, "acknowledgement", begun), (3, "interview", person))) == [0, None]


def test_what_comes_from_the_employers_own_domain_is_theirs_whatever_name_was_read() -> None:
    begun = {"company": "Corvane", "role": "Analyst"}
    signed = {
        "company": "Paloma Reyes",
        "from_name": "Paloma Reyes",
        "from_address": "paloma@corvane.example",
    }
    assert places(told((0, "acknowledgement", begun), (3, "interview", signed))) == [0, 0]


def test_an_unsure_approach_by_somebody_of_an_application_is_no_new_one() -> None:
    june = {"from_address": "june@nordlicht.example", "company": "Nordlicht"}
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Analyst"}),
        (3, "interview", {**june, "role": "Analyst"}),
        (8, "outreach", {"from_address": "june@nordlicht.example", "sure": False, "subject": "the day here"}),
    )
    assert places(decisions) == [0, 0, 0]
    recruiter = {"from_address": "sela@prisma.example", "message_id": "1@x", "role": "Finance Manager"}
    said_yes = {"outgoing": True, "to": ("sela@prisma.example",), "thread": ("1@x",)}
    decisions = told(
        (0, "outreach", recruiter),
        (1, "reply", said_yes),
        (20, "outreach", {"from_address": "sela@prisma.example", "role": "Head of Tax"}),
    )
    assert decisions[2].verdict == "ignore", "another job from the same recruiter"


def test_what_sounds_like_an_approach_from_its_employer_about_the_very_role_answers_an_application() -> None:
    applied = (0, "acknowledgement", {"company": "Nordlicht", "role": "Analyst"})
    first = {"from_address": "june@nordlicht.example", "company": "Nordlicht", "role": "Analyst"}
    assert places(told(applied, (5, "outreach", first))) == [0, 0]
    assert told(applied, (5, "outreach", {**first, "role": "Head of Tax"}))[1].verdict == "ignore"
    elsewhere = {**first, "from_address": "june@prisma.example"}
    assert told(applied, (5, "outreach", elsewhere))[1].verdict == "ignore"


def test_a_group_that_answers_for_its_daughter_names_her() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Cardwell & Pike", "role": "Software Engineer - Policy"}),
        (
            9,
            "rejection",
            {
                "company": "Penmark Group",
                "role": "Cardwell & Pike",
                "from_address": "careers@penmark.example",
                "text": "Thank you for your interest in Cardwell & Pike, a Penmark Group company.",
            },
        ),
    )
    assert places(decisions) == [0, 0]


@pytest.mark.parametrize(("name", "place"), [("Dourivia", 0), ("Garden", None)])
def test_a_group_may_answer_for_a_daughter_of_one_word_that_no_language_has(
    name: str, place: int | None
) -> None:
    text = (
        f"Following your application as Buyer at {name}, part of the Lameyra Group, we propose a first talk."
    )
    group = {"from_address": "hr@lameyra.example", "company": "Lameyra Group", "role": "Buyer", "text": text}
    decisions = told((0, "acknowledgement", {"company": name, "role": "Buyer"}), (7, "interview", group))
    assert (places(decisions)[1] == places(decisions)[0]) == (place == 0)


def test_titles_of_either_gender_are_one() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Officina Nord", "role": "Addetto amministrativo"}),
        (9, "rejection", {"company": "Officina Nord", "role": "addetta amm.va"}),
    )
    assert places(decisions) == [0, 0]


@pytest.mark.parametrize("person", ["Otto Krause", "Clara Hahn", "Mark Spencer", "Tom Mercer"])
def test_a_sender_s_own_name_is_no_firm_s(person: str) -> None:
    local = person.lower().replace(" ", ".")
    no = {"from_name": person, "from_address": f"{local}@otherfirm.example"}
    for employer in (person.split()[0], person.split()[1], "Marks & Spencer"):
        begun = {"company": employer, "role": "Buyer"}
        assert told((0, "acknowledgement", begun), (3, "rejection", no))[1].target is None, employer


def test_a_recruiter_s_later_jobs_are_their_own() -> None:
    sela = {"from_address": "sela@prisma.example", "from_name": "Sela Marn"}
    said_yes = {"outgoing": True, "to": ("sela@prisma.example",), "thread": ("1@x",)}
    decisions = told(
        (0, "outreach", {**sela, "message_id": "1@x", "role": "Finance Lead"}),
        (1, "reply", said_yes),
        (9, "interview", {**sela, "company": "Kite", "role": "Warehouse Clerk"}),
        (30, "rejection", {**sela, "company": "Corvo", "role": "Head of Tax"}),
    )
    assert places(decisions)[1:] == [0, 1, 2]


def test_the_name_of_an_office_is_nobody_s() -> None:
    team = {"from_address": "no-reply@myworkday.com", "from_name": "Hiring Team"}
    approach = {
        "from_address": "inmail-hit-reply@linkedin.com",
        "from_name": "Hiring Team",
        "message_id": "1@x",
        "role": "Buyer",
    }
    said_yes = {"outgoing": True, "to": ("inmail-hit-reply@linkedin.com",), "thread": ("1@x",)}
    decisions = told((0, "outreach", approach), (1, "reply", said_yes), (9, "rejection", team))
    assert decisions[2].verdict == "ask"


def test_what_speaks_of_another_employer_in_passing_is_not_its() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Harbour Lane Theatre", "role": "Buyer"}),
        (
            9,
            "offer",
            {
                "company": "Kite",
                "from_address": "ann@kite.example",
                "text": "Your years with Harbour Lane Theatre impressed us.",
            },
        ),
    )
    assert places(decisions) == [0, 1]


def test_time_does_not_grow_with_the_letters_of_one_name() -> None:
    many = [
        (n / 100, "acknowledgement", {"company": f"Firm{n:03}", "role": "Buyer", "from_name": "Indeed Apply"})
        for n in range(300)
    ]
    letters = [
        Letter(key, START + timedelta(days=day), kind, **{"from_address": "indeedapply@indeed.com", **fields})
        for key, (day, kind, fields) in enumerate(many)
    ]
    cases = deciding._Matching((), frozenset([ME]), frozenset())
    cases.run(letters)
    assert len(cases.cases._by["person", "indeed apply"]) == 0


def test_the_person_s_own_mail_lies_with_the_application_that_its_answer_begins() -> None:
    mine = {"outgoing": True, "from_address": ME, "to": ("ada@rillbakery.example",), "message_id": "q"}
    ada = {"from_address": "ada@rillbakery.example", "thread": ("q",)}
    own, answer = told((0, "reply", {**mine, "subject": "Your notice"}), (2, "interview", ada))
    assert (own.verdict, answer.verdict, answer.earlier) == ("ignore", "new", (0,))
    assert [(key, kind) for key, kind, _at in answer.events] == [(0, "applied"), (1, "interview")]
    # What nobody of an employer answers with a step stays the person's own business.
    own, answer = told((0, "reply", mine), (2, "other", ada))
    assert (own.verdict, answer.verdict) == ("ignore", "ignore")


def test_own_mail_is_a_word_on_the_application_on_which_its_answer_lies() -> None:
    mine = {"outgoing": True, "from_address": ME, "to": ("x@elsewhere.example",), "message_id": "q"}
    decisions = told(
        (0, "acknowledgement", {"company": "Nordlicht", "role": "Cook"}),
        (3, "reply", mine),
        (5, "rejection", {"company": "Nordlicht", "role": "Cook", "thread": ("q",)}),
    )
    assert places(decisions) == [0, None, 0]
    assert (decisions[2].verdict, decisions[2].earlier) == ("file", (1,))


@pytest.mark.parametrize(
    ("house", "kind", "more", "applications"),
    [
        ("tontine", "rejection", {"company": "Pornic", "role": "Driver", "subject": "News"}, [0, 0, 0]),
        ("tontine", "rejection", {"company": "Pornic", "role": "Driver", "subject": "Driver, Pornic"}, [0, 0, 1]),
        ("stagehouse", "interview", {"company": "Hull", "role": "Artistic Director", "subject": "Marcus"}, [0, 0, 0]),
        ("stagehouse", "interview", {"company": "Kite Arts", "role": "Rigger", "subject": "Rigger, Kite Arts"}, [0, 0, 1]),
    ],
)  # fmt: skip
def test_who_wrote_about_it_from_its_house_goes_on_about_it_whatever_is_read_in_the_text(
    house: str, kind: str, more: dict[str, str], applications: list[int]
) -> None:
    fliss = {"from_name": "Fliss Bain", "from_address": f"fliss@{house}.example"}
    decisions = told(
        (0, "acknowledgement", {**fliss, "company": "Tontine", "role": "Production Manager"}),
        (2, "interview", {**fliss, "company": "Tontine", "role": "Production Manager"}),
        (5, kind, {**fliss, **more}),
    )
    assert places(decisions) == applications


def test_of_two_roles_under_way_the_one_that_is_nearly_named() -> None:
    decisions = told(
        (0, "acknowledgement", {"company": "Brightmoor", "role": "Payroll Specialist (Polish payroll)"}),
        (1, "acknowledgement", {"company": "Brightmoor", "role": "HR Operations Analyst"}),
        (9, "interview", {"company": "Brightmoor", "role": "& payroll"}),
    )
    assert places(decisions) == [0, 1, 0]


def test_who_approaches_through_a_board_is_no_employer() -> None:
    pat = {"from_name": "Pat Zielinski via LinkedIn", "from_address": "inmail-hit-reply@linkedin.com"}
    approach = Letter(0, START, "outreach", company="Pat Zielinski", **pat)
    assert reading(approach, frozenset()).employer is None
    assert reading(replace(approach, company="Corvane"), frozenset()).employer is not None


def test_a_calendar_that_names_who_has_written_is_about_their_application() -> None:
    seyi = {"from_name": "Seyi Martins", "from_address": "seyi@kobocrest.example"}
    decisions = told(
        (0, "acknowledgement", {"company": "Kobocrest", "role": "Analyst"}),
        (1, "acknowledgement", {"company": "Fernhill", "role": "Analyst"}),
        (3, "interview", {**seyi, "company": "Kobocrest"}),
        (4, "interview", {"company": "Seyi Martins", "from_address": "notifications@calendly.com"}),
    )
    assert places(decisions) == [0, 1, 0, 0]


def test_an_employer_with_the_name_of_its_own_office_stays_an_employer() -> None:
    office = {"from_name": "Olumo Breweries", "from_address": "olumobreweries@myworkday.com"}
    decisions = told(
        (0, "acknowledgement", {**office, "company": "Olumo Breweries", "role": "Trainee"}),
        (9, "rejection", {**office, "company": "Olumo Breweries"}),
    )
    assert places(decisions) == [0, 0]


@pytest.mark.parametrize(
    ("to", "day", "applications"),
    [
        ("gaetan.morizot@eiravel.example", 3, [None, 0]),
        ("gaetan.morizot@eiravel.example", 90, [None, None]),
        ("mum@groupe.example", 3, [None, None]),
    ],
)
def test_an_approach_on_a_board_is_answered_by_mail(
    to: str, day: int, applications: list[int | None]
) -> None:
    board = {"from_name": "Gaetan Morizot via LinkedIn", "from_address": "inmail-hit-reply@linkedin.com"}
    decisions = told(
        (0, "outreach", {**board, "company": "Eiravel", "role": "Site Manager"}),
        (day, "reply", {"outgoing": True, "from_address": ME, "to": (to,), "subject": "Your message"}),
    )
    assert places(decisions) == applications


def test_a_place_of_the_house_that_writes_is_no_other_employer() -> None:
    house = {"from_name": "Monika Gehrke", "from_address": "gehrke@fortwerk-bildung.example"}
    decisions = told(
        (0, "acknowledgement", {"company": "Fortwerk Bildung gGmbH", "role": "Ausbilder Metall"}),
        (5, "interview", {**house, "company": "Standort Riesa", "role": "Ausbilder", "subject": "Wann?"}),
    )
    assert places(decisions) == [0, 0]


def test_a_mail_in_the_middle_of_a_thread_is_no_application() -> None:
    mine = {"outgoing": True, "from_address": ME, "to": ("ada@rillbakery.example",), "message_id": "q"}
    ada = {"from_address": "ada@rillbakery.example", "thread": ("q",)}
    own, answer = told((0, "reply", {**mine, "subject": "Re: Thursday"}), (2, "rejection", ada))
    assert (own.verdict, answer.verdict, answer.events) == ("ignore", "ask", ())
    own, answer = told(
        (0, "reply", {**mine, "thread": ("lost",)}),
        (2, "rejection", {**ada, "company": "Rill", "role": "Baker"}),
    )
    assert (answer.verdict, answer.earlier, [kind for _, kind, _ in answer.events]) == (
        "new",
        (0,),
        ["rejected"],
    )
