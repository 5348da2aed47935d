"""Which application a mail belongs to: values in, decisions out, and a question where it would be a guess."""

from onward.mail.matching.deciding import match
from onward.mail.matching.letters import Candidate, Decision, Known, Letter, Target

__all__ = ["Candidate", "Decision", "Known", "Letter", "Target", "match"]
