"""What a row says of the documents that were sent: the version of the resume, whether it was tailored, a cover letter."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from onward.imports import statuses
from onward.imports.headings import Table
from onward.imports.told import Doubt
from onward.imports.words import plain

#: Field → the question of the mark, as the person would write it by hand.
QUESTIONS = {"resume": "resume", "tailored": "tailored", "cover_letter": "cover letter"}
#: A longer cell is no name of a version: it stays a note.
LONGEST = 40
YES, NO = "yes", "no"
#: Signs that stand for nothing at all.
_DASHES = frozenset({"-", "–", "—"})


class Marking:
    """The marks of every row; one column for each question."""

    def __init__(self, table: Table, columns: Mapping[str, Sequence[int]]) -> None:
        self.doubts: list[Doubt] = []
        self._values: dict[int, list[str]] = {}
        self._questions: dict[int, str] = {}
        for field, question in QUESTIONS.items():
            for number in columns.get(field, ())[:1]:
                self._questions[number] = question
                self._values[number] = self._column(table, number, field)

    def of_row(self, row: int) -> dict[str, str]:
        """Question → what the row says of it; what it does not say is not there."""
        return {
            question: said
            for number, question in self._questions.items()
            if (said := self._values[number][row])
        }

    def is_mark(self, row: int, column: int) -> bool:
        """Whether a cell is brought in as a mark, so that no note has to keep it."""
        return column in self._values and bool(self._values[column][row])

    def _column(self, table: Table, number: int, field: str) -> list[str]:
        """What each cell of a column says; "" where it says nothing or too much."""
        cells = [" ".join(cell.split()) for cell in table.column(number)]
        flags = [None if cell in _DASHES else statuses.yes_or_no(cell) for cell in cells]
        held = [n for n, cell in enumerate(cells) if flags[n] is not None or not statuses.is_empty(cell)]
        # "1" and "2" are versions; nothing but "1" and "0" is a yes and a no.
        if field == "resume" and not all(flags[n] is not None for n in held):
            flags = [None] * len(cells)
        spelt: dict[str, str] = {}
        said = [""] * len(cells)
        for n in held:
            flag = flags[n]
            word = cells[n] if flag is None else YES if flag else NO
            said[n] = spelt.setdefault(word.casefold(), word) if len(word) <= LONGEST else ""
        if held and all(flags[n] and _is_tick(cells[n]) for n in held) and len(held) < len(cells):
            # Who ticks what was so leaves the rest empty; who writes "yes" may just not have noted the rest.
            why = _("In “%(column)s” there are only check marks; rows without one were read as no.")
            self.doubts.append(Doubt(why % {"column": table.headings[number]}, column=table.headings[number]))
            said = [word or NO for word in said]
        return said


def _is_tick(cell: str) -> bool:
    """A check mark or an x, no word."""
    return plain(cell) in {"", "x"}
