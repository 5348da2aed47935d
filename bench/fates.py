"""What happens to an application after it is made, step by step, as it happens in searches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

#: How often each fate befalls an application, in percent.
FATES = {
    "silence": 28,
    "quick no": 22,
    "late no": 12,
    "no after months": 4,
    "no twice": 4,
    "hold": 5,
    "assessed": 8,
    "interviewed": 11,
    "quiet after interview": 3,
    "offered": 2,
    "withdrawn": 1,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One mail of an application: the kind of its text, who sends it, and how long after the one before."""

    kind: str
    sender: str
    after: timedelta
    threaded: bool = False


def fate(random: Random, channel: str) -> list[Step]:
    """The steps of one application, from how it was made to its last word."""
    kind = random.choices(list(FATES), list(FATES.values()))[0]
    begun = _beginning(random, channel)
    return begun + [
        Step(one.kind, _sender(random, one, channel), one.after, one.threaded)
        for one in _answers(random, kind)
    ]


def _beginning(random: Random, channel: str) -> list[Step]:
    soon = timedelta(minutes=random.randint(1, 9))
    if channel == "direct mail":
        steps = [Step("application", "me", timedelta(0))]
        if random.random() < 0.6:
            threaded = random.random() < 0.7
            steps.append(
                Step("acknowledgement", "recruiter", timedelta(hours=random.randint(3, 60)), threaded)
            )
        return steps
    if channel == "recruiter":
        return [
            Step("outreach", "agency", timedelta(0)),
            Step("interested", "me", timedelta(hours=random.randint(2, 40)), threaded=True),
        ]
    if channel in ("linkedin", "indeed"):
        steps = [Step("board", channel, timedelta(0))]
        if random.random() < 0.5:
            steps.append(Step("acknowledgement", "ats", soon))
        return steps
    if random.random() < 0.07:
        return []  # the acknowledgement was lost, or never sent
    steps = [Step("acknowledgement", "ats", soon)]
    if random.random() < 0.03:
        steps.append(Step("acknowledgement", "ats", timedelta(minutes=random.randint(2, 600))))
    return steps


def _answers(random: Random, kind: str) -> list[Step]:
    def days(low: float, high: float) -> timedelta:
        return timedelta(hours=random.randint(int(low * 24), int(high * 24)), minutes=random.randint(0, 59))

    no = "rejection"
    if kind == "quick no":
        return [Step(no, "ats", days(0.5, 9))]
    if kind == "late no":
        return [Step(no, "ats", days(12, 45))]
    if kind == "no after months":
        return [Step(no, "ats", days(70, 170))]
    if kind == "no twice":
        return [Step(no, "ats", days(4, 30)), Step(no, "ats", days(0.01, 6))]
    if kind == "hold":
        rest = [Step(no, "person", days(10, 50))] if random.random() < 0.5 else []
        return [Step("update", "person", days(5, 20)), *rest]
    if kind == "assessed":
        steps = [Step("assessment", "ats", days(2, 9))]
        return steps + ([Step(no, "ats", days(4, 20))] if random.random() < 0.7 else [])
    if kind == "withdrawn":
        return [*_talks(random, days), Step("withdrawal", "me", days(1, 6), threaded=True)]
    if kind == "interviewed":
        steps = [*_talks(random, days), Step(no, "person", days(2, 16), random.random() < 0.4)]
        if random.random() < 0.25:
            steps.append(Step("thanks", "me", days(0.1, 1), threaded=True))
            steps.append(Step("feedback", "person", days(0.5, 4), threaded=True))
        return steps
    if kind == "quiet after interview":
        return _talks(random, days)
    if kind == "offered":
        steps = [*_talks(random, days), Step("offer", "person", days(2, 9), random.random() < 0.4)]
        end = random.choice(("acceptance", "decline", ""))
        return [*steps, Step(end, "me", days(1, 6), threaded=True)] if end else steps
    return []


def _talks(random: Random, days: Callable[[float, float], timedelta]) -> list[Step]:
    steps = [Step("interview", "person", days(2, 16))]
    if random.random() < 0.6:
        steps.append(Step("reply", "me", days(0.1, 1), threaded=True))
    if random.random() < 0.25:
        steps.append(Step("moved", "person", days(0.3, 2), random.random() < 0.8))
    if random.random() < 0.3:
        steps.append(Step("reminder", "ats", days(1, 4)))
    if random.random() < 0.35:
        steps.append(Step("assessment", "person", days(1, 5), random.random() < 0.5))
    if random.random() < 0.45:
        steps.append(Step("interview", "person", days(3, 10), random.random() < 0.5))
    return steps


def _sender(random: Random, step: Step, channel: str) -> str:
    """Who writes: an agency for its clients, else the tracking system, a person, or somebody of the group."""
    if step.sender == "me":
        return "me"
    if channel == "recruiter":
        return "agency"
    if channel == "direct mail":
        return "recruiter"
    if step.sender == "person":
        return random.choices(("recruiter", "ats", "group"), (75, 20, 5))[0]
    return random.choices(("ats", "recruiter", "group"), (78, 19, 3))[0]
