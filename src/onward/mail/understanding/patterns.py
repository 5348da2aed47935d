"""Many patterns looked for at once, in linear time, and never silently given up."""

from collections.abc import Sequence

import re2

#: An automaton over all patterns at once can have more states than fit in memory; over a few it stays small.
TOGETHER = 16
MEMORY = 64 << 20


class PatternSet:
    """Patterns (re2 syntax) by number; `found` tells which of them occur in a text.

    re2's own set gives up without a word when its states outgrow their memory. Here each automaton has one more
    pattern that always matches: when that is missing, the automaton is made anew, and if it gives up again, the
    patterns are tried one by one.
    """

    def __init__(
        self,
        patterns: Sequence[str | bytes],
        *,
        latin: bool = False,
        ignore_case: bool = False,
        together: int = TOGETHER,
    ) -> None:
        self._patterns = patterns
        self._together = together
        self._options = re2.Options()
        self._options.max_mem = MEMORY
        self._options.case_sensitive = not ignore_case
        if latin:
            self._options.encoding = re2.Options.Encoding.LATIN1
        self._sets = [self._compiled(start) for start in range(0, len(patterns), together)]

    def found(self, text: str | bytes) -> list[int]:
        """Numbers of the patterns that occur in the text."""
        numbers: list[int] = []
        for index in range(len(self._sets)):
            start = index * self._together
            always = min(self._together, len(self._patterns) - start)
            hits = self._sets[index].Match(text)
            if not hits or always not in hits:
                self._sets[index] = self._compiled(start)
                hits = self._sets[index].Match(text)
            if not hits or always not in hits:
                hits = [
                    number
                    for number in range(always)
                    if re2.search(self._patterns[start + number], text, self._options) is not None
                ]
            numbers += [start + number for number in hits if number != always]
        return numbers

    def _compiled(self, start: int) -> "re2.Set":
        made = re2.Set.SearchSet(self._options)
        part = self._patterns[start : start + self._together]
        for pattern in part:
            made.Add(pattern)
        made.Add(b"" if part and isinstance(part[0], bytes) else "")
        made.Compile()
        return made
