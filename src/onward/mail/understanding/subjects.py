"""Subjects as threads compare them: without "Re:", "AW:", "Fwd:" and the marks of lists and gateways."""

import re

_BEFORE = re.compile(
    r"^(?:\s|\[(?:ext|extern|external|spam|fwd)\]|(?:re|aw|antw|sv|vs|odp|res|rv|rif|r|tr|wg|fw|fwd|enc|bls|balas|vl)"
    r"\s*(?:\[\d+\])?\s*:)+",
    re.I,
)


def thread_subject(subject: str) -> str:
    """What stays of a subject through a thread; "" when it is too short to tell threads apart."""
    bare = " ".join(_BEFORE.sub("", subject).casefold().split())
    return bare if len(bare) >= 12 else ""


def answers(subject: str) -> bool:
    """True when the subject says that it answers or forwards another mail."""
    return bool(_BEFORE.match(subject)) and not subject[:1].isspace()
