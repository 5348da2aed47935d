"""What ties an employer to an application of another's name."""

import pytest

from onward.language.employers import Employer, employer
from onward.mail.matching import cases
from onward.mail.matching.cases import Cases
from onward.mail.matching.letters import Target


def named(name: str) -> Employer:
    found = employer(name)
    assert found is not None
    return found


def related(of_case: str, name: str) -> bool:
    found = Cases()
    case = found.new(Target(provisional=0))
    found._employer(case, named(of_case))
    return found.related(named(name), case)


def test_those_who_share_a_word_of_their_own_belong_together() -> None:
    assert related("Fernhill Health", "Clinics of Fernhill")
    assert related("Zyvorra Bank", "Zyvorra Foods")
    assert not related("Deutsche Bank", "Deutsche Bahn")


def test_the_words_of_the_language_are_loaded_only_where_they_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "_is_of_the_language", lambda word: pytest.fail(f"{word} was looked up"))
    assert related("Fernhill Health", "Clinics of Fernhill")
    assert not related("Nordlicht Energie", "Marlow Foods")
    assert not related("Kite Bank", "Kite Foods")
    assert not Cases().related(None, Cases().new(Target(provisional=0)))
