"""What a form to write in gives, cleaned: nothing of it is cut off, what is too long is said."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.journal import tags, themes
from onward.journal.questions import Form

TITLE, STEP = 200, 300
#: Characters of one answer, and of an open page: about sixty pages.
LONGEST = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Writing:
    """The words of one entry as they stand on the page."""

    title: str = ""
    body: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    sort: Mapping[str, str] = field(default_factory=dict)
    small_step: str = ""
    tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet to keep."""
        return not (self.title or self.body or self.answers or self.sort or self.small_step)


def given(form: Form, posted: Mapping[str, str]) -> Writing:
    """What was posted for this form; Problem where something is longer than there is room for."""
    answers = {one.key: clean(posted.get(f"answer-{one.key}", "")) for one in form.questions}
    sort = {code: posted.get(f"sort-{code}", "") for code in form.reasons}
    return Writing(
        one_line(posted.get("title", ""), TITLE),
        clean(posted.get("body", "")) if form.body else "",
        {key: text for key, text in answers.items() if text},
        {code: whose for code, whose in sort.items() if whose in themes.SORTS},
        one_line(posted.get("small_step", ""), STEP),
        tuple(tags.parse(clean(posted.get("tags", "")))),
    )


def clean(text: str, limit: int = LONGEST) -> str:
    """The text without control characters and without blanks around it."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > limit:
        raise Problem(
            _(
                "One text has %(n)s characters, and there is room for %(limit)s. It is still on the page; make two of it."
            )
            % {"n": len(text), "limit": limit}
        )
    return text


def one_line(text: str, limit: int) -> str:
    """The text on one line."""
    return clean(" ".join(_CONTROL.sub("", text).split()), limit)


def new_window() -> str:
    """A name for a page that is opened to write in: nobody needs to guess it, and no two are the same."""
    return secrets.token_hex(8)
