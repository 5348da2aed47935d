"""What nothing ties to an application is doubted, mail to many most of all."""

import numpy as np
import pytest

from onward.language import network
from onward.language.network import KINDS, TAGS, Opinion
from onward.language.reasons import CODES
from onward.mail.understanding.kinds import decide, outline_of


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("bulk", "kind"), [(True, "other"), (False, "rejection")])
def test_mail_to_many_that_nothing_ties_is_other_mail_though_the_network_is_sure(
    monkeypatch: pytest.MonkeyPatch, bulk: bool, kind: str, named: bool
) -> None:
    chances = np.zeros(len(KINDS), dtype=np.float32)
    chances[KINDS.index("other")] = 0.0036
    chances[KINDS.index("rejection")] = 1 - 0.0036
    tags = np.zeros((1, len(TAGS)), dtype=np.float32)
    tags[0, TAGS.index("no")] = 1.0
    nothing = np.zeros((1, len(CODES)), dtype=np.float32)
    sure = Opinion(tags=tags, reasons=nothing, causes=nothing[:, 0], tells=nothing[:, :2], kinds=chances)
    monkeypatch.setattr(network, "read", lambda *_: sure)
    outline = outline_of("Mo <mo@friends.example>", "Saturday", "The other boat won the cup.", bulk)
    assert decide(outline, False, lambda: False, lambda: named).kind == kind
