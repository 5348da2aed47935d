"""What a letter that asks for feedback asks: by the stage that was reached, and by the reasons that a no states."""

from collections.abc import Iterable, Mapping

#: What could be learnt at each stage, the most telling question first.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "applied": ("requirement", "experience", "materials", "skill", "expectations"),
    "assessment": ("task", "reasoning", "skill", "experience", "expectations", "bridge"),
    "interview": (
        "answer",
        "depth",
        "together",
        "example",
        "skill",
        "experience",
        "expectations",
        "tipped",
        "bridge",
    ),
    "offer": ("open", "together", "answer", "skill", "expectations", "tipped", "bridge"),
}
#: Reason that a no states → the question that it leaves open. Where nothing could be done otherwise, none.
_BY_REASON: Mapping[str, str] = {
    "skills_gap": "skill",
    "experience_level": "experience",
    "interview_performance": "answer",
    "culture_add": "together",
    "compensation": "expectations",
    "logistics": "expectations",
    "application_materials": "materials",
    "screening_rule": "requirement",
    # Who was compared is not asked for a fault: nobody has named one.
    "competition": "tipped",
    # No reason of the record: the no says what the one they chose had.
    "chosen": "bridge",
}


def questions(stage: str, reasons: Iterable[str] = (), *, many: bool = False) -> tuple[str, ...]:
    """The questions to begin with: what the stated reasons leave open, then what the stage can teach.

    `many` gives two instead of one: somebody who met the person can answer two.
    """
    offered = QUESTIONS[stage]
    stated = [question for reason in reasons if (question := _BY_REASON.get(reason)) in offered]
    return tuple(dict.fromkeys([*stated, *offered]))[: 2 if many else 1]
