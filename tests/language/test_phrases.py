"""Phrases are found as words, with gaps, endings and alternatives."""

import pytest

from onward.language import phrases


@pytest.mark.parametrize(
    ("phrase", "found", "not_found"),
    [
        ("too long", "It was too long.", "It was not long."),
        ("too * long", "too very long", "too a b c d long"),
        ("konkret~", "Konkretes fehlte", "unkonkret"),
        ("(was/went on) too (long/quickly~)", "It went on too long", "It is too long"),
        ("(was/went on) too (long/quickly~)", "It was too quickly", "It was too much"),
    ],
)
def test_what_a_phrase_finds(phrase: str, found: str, not_found: str) -> None:
    pattern = phrases.compiled([phrase])
    assert pattern.search(phrases.folded(found))
    assert not pattern.search(phrases.folded(not_found))
