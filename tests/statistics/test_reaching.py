"""The share that other rooms show is the funnel's own."""

import pytest

from onward.applications import actions, shares
from onward.people.models import User
from onward.statistics import facts
from onward.statistics.insights import Insights

from ..applications.conftest import in_april, owner, story

__all__ = ["in_april", "owner"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


def test_it_is_the_step_of_insights_and_none_for_a_test(owner: User) -> None:
    for number in range(14):
        further = " interview@4" if number < 5 else " assessment@4" if number < 9 else ""
        actions.create_application(
            owner, {"company": f"Firm {number}"}, story(f"applied@0{further} rejected@12", "hand")
        )
    step = Insights(facts.courses(owner), facts.day(owner)).steps[0]
    found = shares.reaching(owner, "interview")
    assert found is not None
    assert (found.n, found.k, found.days) == (step.n, step.k, step.mature_day) == (14, 5, step.mature_day)
    assert (found.low, found.high) == (step.interval.low, step.interval.high)
    assert shares.reaching(owner, "assessment") is None
    offered = shares.reaching(owner, "offer")
    assert offered is not None
    assert (offered.begin, offered.k) == ("interview", 0)


def test_what_came_by_referral_is_set_beside_what_comes_by_referral(owner: User) -> None:
    plain, referred = (shares.reaching(owner, "interview", by) for by in (False, True))
    assert plain is not None
    assert plain.elsewhere is not None
    assert referred is not None
    assert referred.elsewhere is not None
    assert referred.elsewhere.likely > plain.elsewhere.likely
    assert plain.elsewhere.sources
