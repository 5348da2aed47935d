"""Whatever bytes a mail has, examining it raises nothing and understands it, or says why not."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.mail.containers import Locator
from onward.mail.examining import Examined, examine, look_again
from tests.mail.letters import search
from tests.mail.test_hostile import ODD

#: ONWARD_FUZZ=100000 for a long run.
EXAMPLES = int(os.environ.get("ONWARD_FUZZ", "60"))
SEEDS = [*search(), *(raw for raw in ODD.values() if len(raw) < 10_000)]
PIECES = [
    b"\n\n", b"\r\n", b"\0", b"=?utf-8?b?", b"?=", b"--", b"<", b">", b"Content-Transfer-Encoding: base64\n", b"=",
    b"Content-Type: multipart/mixed; boundary=x\n", b"charset=utf-7", b"charset=hz", b"\xff\xfe", b"\xed\xa0\x80",
    b"Date: Thu, 32 Foo 99999 99:99:99 +9999\n", b"unfortunately", b"interview on 31 February 0000 at 25:61",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A mail like real ones with cuts, copies and strange pieces."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        to = draw(st.integers(at, min(len(raw), at + 80)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12), st.just(raw[at:to] * 3)))
        raw = raw[:at] + piece + raw[to:]
    return raw


def located(raw: bytes) -> Locator:
    return Locator("fuzz#1", "fuzz", 0, len(raw), raw, "bytes")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(mutated(), st.binary(max_size=400)))
def test_examining_always_ends_with_a_result(raw: bytes) -> None:
    for found in (examine([located(raw)], everything=True), look_again([located(raw)])):
        (one,) = found
        assert isinstance(one, Examined)
        assert "could not be understood" not in one.problem, one.problem
        assert one.problem or one.fingerprint
