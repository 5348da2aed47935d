"""What rejections say."""

from onward.language.reasons import CODES
from onward.language.whose import SAY_NOTHING, control
from onward.statistics.stated import SAYS_NOTHING, stated

from .conftest import course


def test_reasons_are_counted_with_how_far_one_had_come() -> None:
    found = stated(
        [
            course("applied@0 rejected@3", 1, reasons=("timing",)),
            course("applied@0 interview@2 rejected@3", 2, reasons=("timing", "skills_gap")),
            course("applied@0 rejected@3", 3),
            course("applied@0 rejected@4", 4),
            course("applied@0 rejected@5", 5),
            course("applied@0", 6),
        ]
    )
    assert [(one.code, one.stated, one.says_why, one.control) for one in found] == [
        ("timing", 2, True, "not"),
        ("skills_gap", 1, True, "mine"),
        ("no_reason", 3, False, "not"),
    ]
    assert found[0].by_stage == {"applied": 1, "interview": 1}
    assert stated([]) == []


def test_every_reason_that_mails_state_has_an_owner_and_the_same_meaning() -> None:
    assert SAYS_NOTHING - {"no_reason"} == SAY_NOTHING
    assert {control(code) for code in CODES} == {"mine", "partly", "not"}
    assert sum(control(code) == "mine" for code in CODES) == 3
    assert sum(control(code) == "not" for code in CODES) == 4
