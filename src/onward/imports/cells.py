"""The cells of a table as days and as statuses, each read with what its column tells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, time, timedelta, tzinfo

from onward.imports import date_columns, dates, histories, statuses
from onward.imports.choices import Choices, word_key
from onward.imports.date_columns import Order
from onward.imports.dates import Written
from onward.imports.happenings import Happening, month_end
from onward.imports.headings import Table
from onward.imports.histories import Step
from onward.imports.meanings import KIND_FIELDS
from onward.imports.told import Word
from onward.imports.words import plain

_OWN_ENDINGS = frozenset({"withdrawn", "declined", "accepted"})
_MOST_TEXT = 200
_CROSSES = frozenset({"✗", "✘", "❌", "✖", "✖️", "🚫", "⛔", "🔴"})
#: Further ahead than this lies nothing that a table without years tells.
_AHEAD = timedelta(days=45)
_YEAR = timedelta(days=365)


class Cells:
    """Text and day of each cell, rows and columns from 0."""

    def __init__(self, table: Table, orders: Mapping[int, Order], common: Order, zone: tzinfo) -> None:
        self._table, self._orders, self.common, self.zone = table, orders, common, zone
        self._years: dict[tuple[int, int], int] = {}
        self._anchors: list[date | None] = [None] * len(table.lines)
        self._latest = date.max
        self._turned: dict[int, frozenset[str]] = {}
        #: Column → whether its hours are all midnight in Greenwich.
        self._midnights: dict[int, bool] = {}
        #: Column → rows whose year was worked out.
        self.years_inferred: dict[int, list[int]] = {}

    def text(self, row: int, column: int) -> str:
        """The cell as it stands."""
        return self._table.lines[row].cells[column]

    def column(self, column: int) -> list[str]:
        """All cells of a column."""
        return self._table.column(column)

    def heading(self, column: int) -> str:
        """What the column is called."""
        return self._table.headings[column]

    def order(self, column: int) -> str:
        """dmy or mdy; a column without days of its own follows the rest of the table."""
        return self._orders.get(column, self.common).name

    def written(self, row: int, column: int) -> Written | None:
        """The cell as a day, when it is one."""
        text = self.text(row, column)
        found = dates.read(text) if text else None
        return date_columns.back_to_front(found) if found and text in self.turned(column) else found

    def turned(self, column: int) -> frozenset[str]:
        """The days of a column that a spreadsheet program has turned round."""
        if column not in self._turned:
            self._turned[column] = date_columns.turned(self.column(column))
        return self._turned[column]

    def day(self, row: int, column: int) -> date | None:
        """The day of a cell."""
        found = self.moment(row, column)
        return found[0] if found else None

    def moment(self, row: int, column: int) -> tuple[date, time | None] | None:
        """The day and hour of a cell; an hour in another zone is left as the cell names it."""
        written = self.written(row, column)
        return self.resolved(written, row, column) if written else None

    def resolved(self, written: Written, row: int, column: int) -> tuple[date, time | None] | None:
        """The day of what was written in a cell, its year worked out where it is missing."""
        if written.zone is not None and self._only_midnights(column):
            written = replace(written, hour=None, zone=None)
        year = written.year or self._years.get((row, column)) or self._near(written, row, column)
        order = self.order(column)
        found = written.moment(order, self.zone, year)
        if found is None and (day := written.day("mdy" if order == "dmy" else "dmy", year)) is not None:
            return day, written.hour
        return found

    def _only_midnights(self, column: int) -> bool:
        """Whether every hour of the column is midnight in Greenwich: so programs write a day that has no hour."""
        if column not in self._midnights:
            hours = [
                one
                for one in map(dates.read, self.column(column))
                if one is not None and one.zone is not None
            ]
            self._midnights[column] = all(one.hour == time() and one.zone == UTC for one in hours)
        return self._midnights[column]

    def infer_years(self, columns: Mapping[str, Sequence[int]], today: date, named: int | None) -> None:
        """Work out the years that cells leave out: of applying by the sequence, of the rest by applying."""
        latest = today if named is None else min(today, date(named, 12, 31))
        if self._infer(columns, latest) > today + _AHEAD:
            # A January that would lie ahead says that the whole table is a year older.
            self._infer(columns, latest - _YEAR)

    def _infer(self, columns: Mapping[str, Sequence[int]], latest: date) -> date:
        """Work out all years for a latest day of applying; the latest day that comes of it."""
        self._latest = latest
        self._years.clear()
        self.years_inferred.clear()
        self._anchors = [None] * len(self._table.lines)
        rows = range(len(self._table.lines))
        first = [
            number
            for number in (*columns.get("applied", ()), *columns.get("happened", ()))
            if any(self.written(row, number) for row in rows)
        ][:1]
        others = [
            number
            for kind in (*KIND_FIELDS, "responded", "ended", "reached", "updated", "happened")
            for number in columns.get(kind, ())
            if number not in first
        ]
        end = date.min
        for number in (*first, *others):
            cells = [self.written(row, number) for row in range(len(self._table.lines))]
            order = self.order(number)
            if any(cell is not None and cell.year is None for cell in cells):
                years = date_columns.years(cells, order, self._anchors, self._latest)
                for row, (cell, year) in enumerate(zip(cells, years, strict=True)):
                    if cell is not None and year is not None:
                        self._years[row, number] = year
                        self.years_inferred.setdefault(number, []).append(self._table.lines[row].number)
                        end = max(end, cell.day(order, year) or end)
            if number in first:
                self._anchors = [
                    cell.day(order, self._years.get((row, number))) if cell else None
                    for row, cell in enumerate(cells)
                ]
        return end

    def _near(self, written: Written, row: int, column: int) -> int | None:
        """The year of a day among words: at or soon after the day of applying."""
        years = date_columns.years([written], self.order(column), [self._anchors[row]], self._latest)
        return years[0]


class Reader:
    """Turns cells into happenings, and counts the statuses that it met."""

    def __init__(self, cells: Cells, choices: Choices, own_noes: bool) -> None:
        self._cells, self._choices, self._own_noes = cells, choices, own_noes
        self._seen: Counter[str] = Counter()
        self._shown: dict[str, tuple[str, tuple[str, ...], bool]] = {}
        #: Column → whether it holds crosses and nothing else.
        self._crossed: dict[int, bool] = {}

    def kind_cell(self, kind: str, row: int, column: int) -> tuple[list[Happening], bool]:
        """What a cell of a column for one kind of event tells, and whether that is all it says."""
        text = self._cells.text(row, column)
        if statuses.is_empty(text):
            return [], True
        label = self._label(kind, column)
        if (written := self._cells.written(row, column)) is not None:
            found = self._dated(kind, written, row, column, label)
            return ([found], True) if found else ([Happening(kind, text=label)], False)
        answer = statuses.yes_or_no(text)
        if answer is not None:
            answer = answer or (kind == "rejected" and self._only_crosses(column))
            return ([Happening(kind, text=label)] if answer else []), True
        if len(text) > 2000:
            return [], False
        steps = histories.steps(text)
        offered = any("offer" in step.kinds for step in steps) or kind == "offer"
        if any(step.day for step in steps):
            return [one for step in steps for one in self._of_step(step, row, column, kind, offered)], False
        return [Happening(one, text=label) for one in statuses.read(text).kinds], False

    def status_cell(self, row: int, column: int, beside: Sequence[Happening]) -> tuple[list[Happening], bool]:
        """What a status tells, and whether the events say all of it."""
        text = self._cells.text(row, column)
        if statuses.is_empty(text):
            return [], True
        if len(text) > 2000:
            return [], False
        steps = histories.steps(text)
        offered = any("offer" in step.kinds for step in steps) or any(one.kind == "offer" for one in beside)
        if any(step.day for step in steps) and any(step.kinds for step in steps):
            return [one for step in steps for one in self._of_step(step, row, column, "", offered)], False
        if (written := self._cells.written(row, column)) is not None:
            found = self._dated("update", written, row, column, "")
            return ([found] if found else []), bool(found)
        kinds, sure, status = self._meant(text, beside)
        key = word_key(text)
        self._seen[key] += 1
        self._shown.setdefault(key, (text[:80], kinds, sure))
        said = text[:_MOST_TEXT] if kinds and plain(text) not in kinds else ""
        found_all = [
            Happening(kind, text=said if kind == kinds[-1] else "", reason=status.reason, quote=text)
            for kind in kinds
        ]
        return found_all, bool(kinds) and len(text) <= _MOST_TEXT

    def beside(self, told: Sequence[Happening], more: Sequence[Happening]) -> list[Happening]:
        """What a status adds to events that other columns told: no kind twice unless each has its day."""
        kinds = {one.kind for one in told}
        days = {(one.kind, one.day) for one in told}
        return [
            one for one in more if (one.kind not in kinds) or (one.day and (one.kind, one.day) not in days)
        ]

    def words(self) -> list[Word]:
        """The statuses met, the commonest first."""
        return [
            Word(key, self._shown[key][0], times, *self._shown[key][1:])
            for key, times in self._seen.most_common()
        ]

    def _meant(self, text: str, beside: Sequence[Happening]) -> tuple[tuple[str, ...], bool, statuses.Status]:
        status = statuses.read(text)
        if (given := self._choices.words.get(word_key(text))) is not None:
            return (() if given == "nothing" else tuple(given.split())), True, status
        kinds = status.kinds
        if status.either and not any(one.kind in _OWN_ENDINGS for one in beside):
            offered = any(one.kind == "offer" for one in beside) or "offer" in kinds
            own = "declined" if offered else "withdrawn"
            kinds = (*kinds, own if self._own_noes or offered else "rejected")
            return kinds, False, status
        return kinds, (status.known or bool(kinds) or bool(status.calm)) and not status.by_sign, status

    def _of_step(self, step: Step, row: int, column: int, kind: str, offered: bool) -> list[Happening]:
        kinds = step.kinds or ((kind,) if kind and step.day else ())
        if not kinds:
            if step.either:
                kinds = ("declined" if offered else "withdrawn" if self._own_noes else "rejected",)
            elif step.day is None:
                return []
            else:
                kinds = ("update",)
        found = []
        for one in kinds:
            shown = step.words if plain(step.words) not in {one, ""} else ""
            # The last of several kinds is what happened on that day; those before it came earlier.
            if step.day is not None and one == kinds[-1]:
                happened = self._dated(one, step.day, row, column, shown)
                found.append(happened or Happening(one, text=shown))
            else:
                found.append(Happening(one, text=shown))
        return [replace(one, reason=step.reason, quote=step.words) for one in found]

    def _dated(self, kind: str, written: Written, row: int, column: int, text: str) -> Happening | None:
        found = self._cells.resolved(written, row, column)
        if found is None:
            return None
        day, hour = found
        until = month_end(day) if written.month_only else None
        return Happening(kind, day, hour, text, heading=self._cells.heading(column), until=until)

    def _only_crosses(self, column: int) -> bool:
        """Whether a column of noes is marked with crosses alone: there a cross says that it came."""
        if column not in self._crossed:
            held = {text for text in self._cells.column(column) if not statuses.is_empty(text)}
            self._crossed[column] = bool(held) and held <= _CROSSES
        return self._crossed[column]

    def _label(self, kind: str, column: int) -> str:
        """The heading, where it says more than the kind: "2nd interview", "Phone call"."""
        heading = self._cells.heading(column)
        said = plain(heading)
        if kind not in {"interview", "assessment"} or said in {
            kind,
            f"date {kind}",
            f"{kind} date",
            f"{kind}s",
        }:
            return ""
        return heading[:_MOST_TEXT]
