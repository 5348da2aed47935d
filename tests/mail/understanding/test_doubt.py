"""What nothing ties to an application is doubted, mail to many most of all."""

from pathlib import Path

import numpy as np
import pytest

from onward.language import network
from onward.language.network import KINDS, TAGS, Opinion
from onward.language.reasons import CODES
from onward.mail import dry_run, gate
from onward.mail.containers import Locator
from onward.mail.examining import examine
from onward.mail.understanding.kinds import decide, outline_of


def sounds_like(monkeypatch: pytest.MonkeyPatch, **kinds: float) -> None:
    """Let the network read these chances of kinds, and a no in the one sentence."""
    chances = np.array([kinds.get(kind, 0.0) for kind in KINDS], dtype=np.float32)
    tags = np.zeros((1, len(TAGS)), dtype=np.float32)
    tags[0, TAGS.index("no")] = 1.0
    nothing = np.zeros((1, len(CODES)), dtype=np.float32)
    read = Opinion(tags=tags, reasons=nothing, causes=nothing[:, 0], tells=nothing[:, :2], kinds=chances)
    monkeypatch.setattr(network, "read", lambda *_: read)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("bulk", "kind"), [(True, "other"), (False, "rejection")])
def test_mail_to_many_that_nothing_ties_is_other_mail_though_the_network_is_sure(
    monkeypatch: pytest.MonkeyPatch, bulk: bool, kind: str, named: bool
) -> None:
    sounds_like(monkeypatch, rejection=1 - 0.0036, other=0.0036)
    outline = outline_of("Mo <mo@friends.example>", "Saturday", "The other boat won the cup.", bulk)
    assert decide(outline, False, lambda: False, lambda: named).kind == kind


@pytest.mark.parametrize(
    ("kinds", "perhaps"),
    [
        ({"rejection": 0.88, "update": 0.04, "other": 0.08}, ("rejection",)),
        ({"interview": 0.5, "rejection": 0.45, "other": 0.05}, ("interview", "rejection")),
        ({"rejection": 0.7, "other": 0.3}, ()),
        ({"outreach": 0.6, "rejection": 0.35, "other": 0.05}, ()),
    ],
)
def test_what_only_doubt_makes_other_mail_is_asked_about_where_it_sounds_like_an_answer(
    monkeypatch: pytest.MonkeyPatch, kinds: dict[str, float], perhaps: tuple[str, ...]
) -> None:
    sounds_like(monkeypatch, **kinds)
    outline = outline_of("Mo <mo@friends.example>", "Saturday", "The other boat won the cup.")
    verdict = decide(outline)
    assert (verdict.kind, verdict.perhaps) == ("other", perhaps)


def test_mail_to_many_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    sounds_like(monkeypatch, rejection=0.99, other=0.01)
    outline = outline_of("Mo <mo@friends.example>", "Saturday", "The other boat won the cup.", True)
    assert decide(outline).perhaps == ()


@pytest.mark.parametrize(
    "kinds", [{"rejection": 0.91, "other": 0.09}, {"rejection": 0.6, "update": 0.39, "other": 0.01}]
)
def test_what_is_doubted_is_other_mail_with_a_question(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kinds: dict[str, float]
) -> None:
    sounds_like(monkeypatch, **kinds)
    monkeypatch.setattr(gate, "passes", lambda *_: True)
    raw = "From: Mo <mo@friends.example>\nTo: mira@example.org\nSubject: Saturday\n\nThe other boat won the cup.\n"
    said = examine([Locator("a", "", 0, -1, raw.encode(), "bytes")])[0].understood
    assert said is not None
    assert (said.kind, said.needs_review, said.doubted) == ("rejection", True, True)
    assert said.belongs < 0.5
    (place := tmp_path / "a.eml").write_text(raw)
    (line,) = dry_run.lines([str(place)])
    assert (line["kind"], line["needs_review"], line["company"], line["says_why"]) == (
        "other",
        True,
        None,
        None,
    )
    assert line["evidence"] == ["The other boat won the cup."]
    assert line["confidence"] > 0.5


def test_what_may_be_a_no_too_is_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants to choose when to see a no must not read one that was taken for an update."""
    sounds_like(monkeypatch, update=0.5, rejection=0.45, other=0.05)
    monkeypatch.setattr(gate, "passes", lambda *_: True)
    raw = b"From: Mo <mo@friends.example>\nSubject: Saturday\n\nThe other boat won the cup.\n"
    said = examine([Locator("a", "", 0, -1, raw, "bytes")])[0].understood
    assert said is not None
    assert (said.kind, said.second, said.doubted) == ("update", "rejection", True)
