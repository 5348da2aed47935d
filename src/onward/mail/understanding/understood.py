"""What a mail says, as it crosses processes: light to import, for whoever only writes it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onward.mail.doubt import is_doubted

if TYPE_CHECKING:
    from onward.language.reason import Reason
    from onward.mail.invitations import Invitation


@dataclass(frozen=True, slots=True)
class Understood:
    """What a mail says; None where it does not say it. `evidence` are sentences of the mail, word for word."""

    kind: str
    confidence: float
    needs_review: bool
    second: str
    #: The probability that it belongs to the search at all, whatever it is.
    belongs: float
    language: str | None
    company: str | None
    role: str | None
    requisition: str | None
    reasons: tuple[Reason, ...]
    says_why: bool | None
    interview_at: str | None
    evidence: tuple[str, ...]
    #: Where it names no employer, the one whose own address it comes from.
    sender_employer: str | None = None
    #: It confirms that the person withdrew.
    left: bool = False
    #: The appointments of its calendar parts, the one that counts first.
    invitations: tuple[Invitation, ...] = ()

    @property
    def doubted(self) -> bool:
        """It sounds like an answer and more likely is none, as nothing ties it to the search: it is asked about."""
        return is_doubted(self.kind, self.belongs, needs_review=self.needs_review)
