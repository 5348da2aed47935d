"""Whether a mail speaks of a talk that took place: "thank you for taking the time to speak with us".

An employer's no is often the only mail that tells of the interview before it, and who was interviewed must not read that
they got no further than applying. The words are in met.txt, ten languages together; they are right often enough to ask
by, and not to file by.
"""

import re
from functools import cache

from onward.language import phrases
from onward.language.sentences import split

#: Sentences of a mail beyond which nothing is read, and words beyond which a sentence is a list or a footer.
_SENTENCES, _LONGEST = 40, 60


def spoken_of(text: str) -> str:
    """The first sentence of a mail that speaks of a talk which took place; "" where none does."""
    return next((one for one in split(text, _SENTENCES) if _speaks(one)), "")


def _speaks(sentence: str) -> bool:
    if sentence.lstrip().startswith(">"):
        return False
    said = phrases.folded(sentence)
    if said.count(" ") > _LONGEST:
        return False
    if _pattern("ahead").search(said):
        return False
    thanks = _pattern("thanks").search(said) and _pattern("talk").search(said)
    return bool(thanks or _pattern("said").search(said))


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return phrases.patterns(__package__, "met.txt")[section]
