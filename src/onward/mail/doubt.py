"""When a mail that sounds like an answer is more likely about something else: light to import, for models and pages too."""

#: Kinds that are about no application.
ELSEWHERE = frozenset(("alert", "account", "other"))
#: From this chance on a mail belongs to the search, whatever it is.
LIKELY = 0.5
#: What is left of that chance where doubt takes a mail that sounds like an answer for something else.
DOUBTED = 0.25
#: Kinds that answer nothing.
NO_ANSWERS = ELSEWHERE | {"outreach"}


def is_doubted(kind: str, belongs: float, *, needs_review: bool) -> bool:
    """Whether a mail that sounds like an answer is more likely about something else; see `Understood`."""
    return needs_review and belongs <= DOUBTED and kind not in NO_ANSWERS
