"""How far applications get: the person's own share with its interval, and what is known elsewhere, with its source. Pure.

The figures of others are those of the project's page of evidence, with its grades: S seen in a stored public source
(mostly abstracts or the opening of a page), A an assumption of this project's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

#: Half a success and half a failure before anything was seen (Jeffreys): an interval that is also right for few.
_PRIOR = 0.5
_STEPS = 20_001
#: With fewer than this, or an interval wider than that, a share is too uncertain to say.
LEAST, WIDEST = 10, 0.20


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`, and between which shares the truth lies with 90 % probability."""

    k: int
    n: int
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether it says more than that little is known."""
        return self.n >= LEAST and self.high - self.low <= WIDEST


@dataclass(frozen=True, slots=True)
class Rate:
    """What is known of how many get to a stage: a likely share with its 90 % interval, in percent, and its sources.

    A source is a key of `wording.SOURCES` with its grade.
    """

    likely: int
    low: int
    high: int
    sources: tuple[tuple[str, str], ...]


#: (stage, came by referral) → what is known. Of assessments nothing good was found: nothing is shown.
RATES: Mapping[tuple[str, bool], Rate] = {
    ("interview", False): Rate(8, 1, 20, (("staffinghub", "S"), ("lever", "S"), ("assumed", "A"))),
    ("interview", True): Rate(40, 17, 66, (("lever_referred", "S"), ("assumed", "A"))),
}


def share(k: int, n: int) -> Share:
    """The interval of a share: the middle 90 % of a beta distribution, worked out on a fine grid."""
    if not 0 <= k <= n:
        raise ValueError("k of n")
    # The grid is finer where the distribution may pile up, at both ends.
    angle = np.linspace(0, np.pi / 2, _STEPS)[1:-1]
    x = np.sin(angle) ** 2
    # x^(a-1) (1-x)^(b-1) dx with a = k + 1/2, b = n - k + 1/2 is sin^2k cos^2(n-k) of the angle, times 2.
    logs = 2 * (k + _PRIOR - 0.5) * np.log(np.sin(angle)) + 2 * (n - k + _PRIOR - 0.5) * np.log(np.cos(angle))
    weight = np.exp(logs - logs.max())
    below = np.cumsum(weight)
    below /= below[-1]
    ends = [float(x[min(int(np.searchsorted(below, at)), len(x) - 1)]) for at in (0.05, 0.95)]
    return Share(k, n, 0.0 if k == 0 else ends[0], 1.0 if k == n else ends[1])
