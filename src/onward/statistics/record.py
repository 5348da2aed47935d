"""One application as statistics see it: what happened on which day, nothing that would be typed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: Stages that an application can reach after applying, in their order.
STEPS = ("assessment", "interview", "offer")
#: What an application's day of applying may rest on to tell how long an answer took. "answered" is no such day: it
#: is known only of applications that were answered.
KNOWN_BASES = frozenset({"applied", "acknowledged"})
REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of one application at the end of `seen_on`; days are those of the person's zone."""

    id: int
    seen_on: date
    company: str = ""
    role: str = ""
    channel: str = ""
    location: str = ""
    applied_on: date | None = None
    #: The day of its posting, where one was kept.
    posted_on: date | None = None
    #: applied, acknowledged, answered or "".
    basis: str = ""
    #: mail, hand, spreadsheet …: where the first fact came from.
    source: str = ""
    #: Stage → the first day on which the record shows it; an offer that was accepted or declined counts.
    reached: Mapping[str, date] = field(default_factory=dict, hash=False)
    rejected_on: date | None = None
    #: The first day of an answer of which a table does not say what it was.
    answered_on: date | None = None
    #: The person's own withdrawal.
    withdrawn_on: date | None = None
    #: open, rejected, offer, accepted, declined, withdrawn.
    status: str = "open"
    furthest_stage: str = "applied"
    #: Codes of the reasons that the rejections state.
    reasons: tuple[str, ...] = ()
    #: Those of them that speak of a permit to work.
    permits: frozenset[str] = frozenset()
    #: Whether one of them names a cause that can be used.
    says_why: bool = False
    #: Whether the employer wrote first.
    approached: bool = False
    #: Stage or "rejected" → the days between which it came, where a table states it without its day; the first of them
    #: is None where nothing is known to have been before it.
    between: Mapping[str, tuple[date | None, date]] = field(default_factory=dict, hash=False)
    #: What is stated without a day and may or may not have come by `seen_on`: the furthest stage, "no", or "" for nothing of
    #: the kind; and the days between which it came, the last of them after `seen_on`.
    untold: str = ""
    untold_between: tuple[date | None, date] | None = None

    # What follows from the rest, worked out once: every figure asks for it.
    #: The first day of an assessment, an interview or an offer.
    progress_on: date | None = field(init=False)
    #: The first day of an interview or of anything beyond it.
    interview_on: date | None = field(init=False)
    #: The first answer, "yes" (a step further) or "no", with its day; an acknowledgement is no answer. Of one day the step
    #: further counts: who says both on a day said yes before no.
    answer: tuple[str, date] | None = field(init=False)
    #: The days between which the first answer came, where its own day is not known.
    answer_between: tuple[date | None, date] | None = field(init=False)
    #: Whether it went a step further, also on a day that is not known, and whether it got an interview.
    went_on: bool = field(init=False)
    interviewed: bool = field(init=False)
    #: Whether its day of applying is known and came first.
    begun: bool = field(init=False)
    #: Whether it can tell how long an answer takes: it has begun, and what came by now is known.
    timed: bool = field(init=False)
    #: Days since applying; 0 where that day is not known.
    age: int = field(init=False)
    #: Whether an answer may still come: timed, without an answer, not withdrawn.
    waiting: bool = field(init=False)

    def __post_init__(self) -> None:
        yes, no = min(self.reached.values(), default=None), self.rejected_on
        answer = None
        if yes is not None and (no is None or yes <= no):
            answer = ("yes", yes)
        elif no is not None:
            answer = ("no", no)
        if self.answered_on is not None and (answer is None or self.answered_on < answer[1]):
            # What it was shows later: who went on was told so. Else it brought no step further, whatever it said.
            answer = ("yes" if yes is not None else "no"), self.answered_on
        begun = self.applied_on if self.basis in KNOWN_BASES else None
        fits = begun is not None and (answer is None or answer[1] >= begun)
        timed = fits and (answer is not None or not self.untold)
        first = next((stage for stage, day in self.reached.items() if day == yes), "")
        about = "rejected" if answer is not None and answer[0] == "no" else first
        further = (day for stage, day in self.reached.items() if stage != "assessment")
        settle = object.__setattr__
        settle(self, "progress_on", yes)
        interview_on = min(further, default=None)
        settle(self, "interview_on", interview_on)
        settle(self, "went_on", yes is not None or self.untold in STEPS)
        settle(self, "interviewed", interview_on is not None or self.untold in {"interview", "offer"})
        settle(self, "answer", answer)
        settle(self, "answer_between", self.between.get(about) if answer else None)
        settle(self, "begun", fits)
        settle(self, "timed", timed)
        settle(self, "age", max((self.seen_on - self.applied_on).days, 0) if self.applied_on else 0)
        settle(self, "waiting", timed and answer is None and self.withdrawn_on is None)

    @property
    def offer_on(self) -> date | None:
        """The first day of an offer."""
        return self.reached.get("offer")

    @property
    def referred(self) -> bool:
        """Whether somebody referred the person."""
        return self.channel.casefold() == REFERRAL

    @property
    def going_on(self) -> bool:
        """Whether it is not over."""
        return self.status in {"open", "offer"}
