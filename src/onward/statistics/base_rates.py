"""What others saw, with source and grade, and the priors made from it.

[S] is seen in a stored public source, [C] cited and not re-read, [A] our own assumption. A prior Beta(a, b) is always an
assumption made from such figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A share seen elsewhere: the prior Beta(a, b), its 90 % interval, and what it rests on."""

    name: str
    a: float
    b: float
    low: float
    high: float
    evidence: tuple[str, ...]
    grade: str = "A"

    @property
    def mean(self) -> float:
        """The mean of the prior."""
        return self.a / (self.a + self.b)


BASE_RATES: Mapping[str, BaseRate] = {
    rate.name: rate
    for rate in (
        BaseRate(
            "cold_interview",
            1.6,
            18.4,
            0.01,
            0.20,
            (
                "3 %: small US businesses, 2024 [S, staffinghub.com]",
                "13 % of applicants reach a screening, 2017 [S, Lever]",
                "3.6 %: callbacks, clerical work [S, Farber et al.]",
                "about 24 %: large firms, entry level [C, Kline, Rose and Walters 2022]",
                "19 % of 94 and 42 % of 19: two personal logs [S]",
            ),
        ),
        BaseRate(
            "referred_interview",
            4,
            6,
            0.17,
            0.66,
            ("57 % reach a screening [S, Lever]; selected, not causal",),
        ),
        BaseRate(
            "interview_offer",
            4,
            8,
            0.14,
            0.56,
            ("27 % interview to hire [S, staffinghub.com]", "4.7 visits to 1.5 offers [S, Lever]"),
        ),
        BaseRate(
            "never_answered",
            4.4,
            3.6,
            0.27,
            0.82,
            ("64 % of 177 and 25 of 94: two personal logs [S]", "about half [S]"),
        ),
    )
}

#: Prior of steps for which nothing is known.
UNKNOWN = BaseRate("unknown", 1, 1, 0.05, 0.95, ())
