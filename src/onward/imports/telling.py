"""What each row of a table says: names, events with their days, and the rest of it as a note."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from django.utils.translation import gettext as _

from onward.applications import details
from onward.applications.days import moment
from onward.applications.details import POSTED
from onward.applications.stages import Fact, in_zone
from onward.imports import channels, date_columns, dates, doubting, happenings, statuses, titles, wording
from onward.imports.cells import Cells, Reader
from onward.imports.choices import Choices
from onward.imports.date_columns import Order
from onward.imports.doubles import Doubles, doubles
from onward.imports.happenings import Happening
from onward.imports.headings import Table
from onward.imports.marking import Marking
from onward.imports.meanings import DETAIL_FIELDS, KIND_FIELDS, MARK_FIELDS, decide
from onward.imports.prints import prints
from onward.imports.told import Doubt, Telling, Told
from onward.imports.words import plain, plain_header
from onward.language import languages

_FIELDS = ("company", "role", "requisition", "location", "channel", "url")
#: What may have a day to come: talks, and an application that is to be sent.
_PLANNED = frozenset({"applied", "assessment", "interview", "note"})
_KEPT_NOTE = details.LIMITS["note"] - 200


def tell(table: Table, choices: Choices, zone: tzinfo, now: datetime, usual: str = "dmy") -> Telling:
    """Read every row; `usual` is the order of day and month where the person lives."""
    return _Teller(table, choices, zone, now, usual).telling()


class _Teller:
    def __init__(self, table: Table, choices: Choices, zone: tzinfo, now: datetime, usual: str) -> None:
        self.table, self.choices, self.zone, self.now = table, choices, zone, now
        self.today = now.astimezone(zone).date()
        self.doubts: list[Doubt] = []
        by_name = {plain_header(name): value for name, value in choices.columns.items()}
        given = {
            number: by_name[said]
            for number, heading in enumerate(table.headings)
            if (said := plain_header(heading)) in by_name
        }
        self.meanings = decide(table, given)
        self.columns: dict[str, list[int]] = defaultdict(list)
        for number, meaning in enumerate(self.meanings):
            self.columns[meaning.field].append(number)
        self.orders = self._orders(usual)
        self.cells = Cells(table, self.orders, self._common_order(usual), zone)
        self.cells.infer_years(self.columns, self.today, self._year_named())
        self.reader = Reader(self.cells, choices, self._says_no_itself())
        self.pairs = (
            titles.split_all(table.column(self.columns["title"][0])) if self.columns["title"] else None
        )
        self.marking = Marking(table, self.columns)
        self.long: list[int] = []
        #: Rows with an answer before the application.
        self.early: list[int] = []
        #: Rows that tell of a later day what cannot be known yet.
        self.ahead: list[int] = []
        self.doubles = Doubles()

    def telling(self) -> Telling:
        found = prints(self.table)
        shape = self.choices.shape or ("event" if self._rows_are_events() else "application")
        if shape == "application" and self.columns["happened"] and not self._applied_days():
            # "Applied" may be a check mark beside the one date.
            self.columns["applied"].insert(0, self.columns["happened"][0])
            self._renamed(self.columns["happened"].pop(0))
        groups = self._groups() if shape == "event" else [[number] for number in range(len(self.table.lines))]
        if shape == "application":
            same = [(rows, self._fields(rows[0])) for rows in found.same]
            self.doubles = doubles(same, [line.number for line in self.table.lines])
        told = [self._told(group, found.keys) for group in groups]
        if self.long:
            why = _("These rows hold more text than a note can; the whole of it stays in the table itself.")
            self.doubts.append(Doubt(why, tuple(self.long)))
        words = self.reader.words()
        return Telling(
            told,
            self.meanings,
            self.orders,
            shape,
            words,
            [
                *self.doubts,
                *self.doubles.doubts,
                *self.marking.doubts,
                *self._doubts(),
                *doubting.of_days(told, self.early, self.ahead, self.now, self.zone),
                *doubting.of_words(words),
            ],
        )

    def _doubts(self) -> list[Doubt]:
        years = self.cells.years_inferred
        turned = {number: self.cells.turned(number) for number in self.orders}
        return doubting.of_columns(self.table, self.meanings, self.orders, years, turned)

    def _applied_days(self) -> bool:
        """Whether a column for applying holds days."""
        rows = range(len(self.table.lines))
        return any(self.cells.written(row, column) for column in self.columns["applied"] for row in rows)

    def _renamed(self, number: int) -> None:
        self.meanings[number] = replace(self.meanings[number], field="applied")

    def _orders(self, usual: str) -> dict[int, Order]:
        """The order of every column that holds days, those of unknown columns as witnesses."""
        asked = {*KIND_FIELDS, "status", "responded", "ended", "reached", "updated", "happened", POSTED}
        values: dict[int, list[str]] = {}
        for number, meaning in enumerate(self.meanings):
            column = self.table.column(number)
            days = sum(dates.read(cell) is not None for cell in column)
            if meaning.field in asked:
                # "Rejected 4/1" tells as much as a bare day.
                column = [day for cell in column for day in dates.all_in(cell)]
                days = len(column)
            if days and (meaning.field in asked or days >= 0.5 * sum(map(bool, column))):
                values[number] = column
        words = " ".join(cell for line in self.table.lines[:200] for cell in line.cells if " " in cell)[:8000]
        language = languages.of(" ".join(self.table.headings) + " " + words)
        found = date_columns.orders(values, language, usual, self.today)
        given = {plain_header(name): order for name, order in self.choices.orders.items()}
        for number in found:
            if said := date_columns.said_order(self.table.headings[number]):
                found[number] = Order(said, "heading")
            if order := given.get(plain_header(self.table.headings[number])):
                found[number] = Order(order, "given")
        return found

    def _common_order(self, usual: str) -> Order:
        settled = [order for order in self.orders.values() if order.sure]
        chosen = settled or list(self.orders.values())
        return Counter(chosen).most_common(1)[0][0] if chosen else Order(usual, "guess")

    def _year_named(self) -> int | None:
        """The one year that a title above the table names."""
        text = " ".join(aside.text for aside in self.table.asides if aside.kind == "title")
        years = {int(word) for word in plain(text).split() if word.isdigit() and 2000 <= int(word) <= 2100}
        return years.pop() if len(years) == 1 else None

    def _says_no_itself(self) -> bool:
        """Whether the statuses have a word for the employer's no, so that "turned down" is the person's own."""
        return any(
            "rejected" in statuses.read(cell).kinds
            for number in self.columns["status"]
            for cell in set(self.table.column(number))
            if len(cell) < 200
        )

    def _rows_are_events(self) -> bool:
        """One row for each event: the same application again and again, with another status and day."""
        if not self.columns["status"] or any(self.columns[kind] for kind in KIND_FIELDS if kind != "applied"):
            return False
        # "Applied on" names a day of each application; only a bare "Date" can be that of an event.
        if len(self.columns["happened"]) != 1 or self.columns["applied"]:
            return False
        groups = [group for group in self._groups() if len(group) > 1]
        number = self.columns["status"][0]
        differing = 0
        for group in groups:
            said = [self.table.lines[row].cells[number] for row in group]
            kinds = [statuses.read(cell).kinds for cell in said]
            differing += len(group) if all(kinds) and len(set(kinds)) == len(kinds) else 0
        several = sum(len(group) for group in groups)
        return differing >= 0.6 * several and several >= 0.3 * len(self.table.lines) and several > 1

    def _groups(self) -> list[list[int]]:
        """Rows of one employer and role, in the order in which each first appears."""
        found: dict[tuple[str, str], list[int]] = {}
        for number in range(len(self.table.lines)):
            fields = self._fields(number)
            name = plain(fields.get("company", "")), plain(fields.get("role", ""))
            found.setdefault(name if any(name) else (str(number), "-"), []).append(number)
        return list(found.values())

    def _fields(self, number: int) -> dict[str, str]:
        line = self.table.lines[number]
        found: dict[str, str] = {}
        for name in DETAIL_FIELDS:
            for column in self.columns[name][:1]:
                cell = line.cells[column]
                if not statuses.is_empty(cell):
                    found[name] = cell
        if self.pairs is not None and found.pop("title", ""):
            company, role = self.pairs[number]
            found = {**({"company": company} if company else {}), **({"role": role} if role else {}), **found}
        if "url" in found and line.links.get(self.columns["url"][0]):
            found["url"] = line.links[self.columns["url"][0]]
        elif "url" not in found and line.links:
            found["url"] = next(iter(line.links.values()))
        return found

    def _told(self, group: Sequence[int], keys: Sequence[str]) -> Told:
        fields: dict[str, str] = {}
        notes: list[str] = []
        facts: list[Fact] = []
        applied: date | None = None
        answers: list[date] = []
        marks: dict[str, str] = {}
        for number in group:
            said, lines = self._details(number)
            fields = {**said, **fields}
            marks = {**self.marking.of_row(number), **self._posted(number), **marks}
            found, loose, day, answered = self._facts(number, keys[number])
            answers.extend(answered)
            notes.extend([*lines, *loose, *self._others(number)])
            facts.extend(found)
            applied = min(filter(None, (applied, day)), default=None)
        numbers = tuple(self.table.lines[number].number for number in group)
        if applied is not None and any(day < applied for day in answers):
            self.early.append(numbers[0])
        if not facts:
            said_so = _("From row %(n)d of your table, which gives no day.") % {"n": numbers[0]}
            data = {"row": keys[group[0]], "sheet_row": numbers[0], "text": said_so, "date": "not_after"}
            facts = [Fact("note", self.now, "spreadsheet", None, data)]
        return Told(
            numbers, tuple(keys[n] for n in group), fields, self._note(notes, numbers), tuple(facts), applied, marks,
            self.doubles.same_as.get(group[0]), group[0] in self.doubles.once,
        )  # fmt: skip

    def _details(self, number: int) -> tuple[dict[str, str], list[str]]:
        """The fields of a row as an application keeps them; what does not fit stands in the note."""
        said = self._fields(number)
        lines = []
        kept: dict[str, str] = {}
        for name in _FIELDS:
            if not (value := said.get(name, "")):
                continue
            given = channels.channel(value) if name == "channel" else value
            kept[name] = details.clean(name, given)
            if not kept[name] or len(given) > details.LIMITS[name] or given != value:
                lines.append(f"{self._heading(name)}: {value}")
        return {name: value for name, value in kept.items() if value}, lines

    def _facts(self, number: int, key: str) -> tuple[list[Fact], list[str], date | None, list[date]]:
        """The events of a row, what of its cells was not understood, its day of applying, and its days of answers."""
        told: list[Happening] = []
        loose: list[str] = []
        known_as: dict[str, date | None] = {}
        for kind in KIND_FIELDS:
            for column in self.columns[kind]:
                found, whole = self.reader.kind_cell(kind, number, column)
                told.extend(found)
                loose += [] if whole else [self._line(number, column)]
        if any(
            statuses.yes_or_no(self.cells.text(number, column)) is False for column in self.columns["applied"]
        ):
            # "Applied: no": the day beside it is that of something else.
            loose += [
                self._line(number, column)
                for column in self.columns["applied"]
                if self.cells.day(number, column)
            ]
            told = [one for one in told if one.kind != "applied"]
        for name in ("responded", "ended", "reached", "updated", "happened"):
            for column in self.columns[name][:1]:
                known_as[name] = self.cells.day(number, column)
                if known_as[name] is None and not statuses.is_empty(self.cells.text(number, column)):
                    loose.append(self._line(number, column))
        for column in self.columns["status"]:
            found, whole = self.reader.status_cell(number, column, told)
            own = known_as.get("happened")
            if own is not None:
                found = [replace(one, day=one.day or own) for one in found] or [Happening("update", own)]
            told.extend(self.reader.beside(told, found))
            loose += [] if whole else [self._line(number, column)]
        answers = [one.until or one.day for one in told if one.kind in happenings.OF_EMPLOYER and one.day]
        answers += [day for name in ("responded", "ended") if (day := known_as.get(name))]
        told = happenings.settle(
            told, known_as.get("responded"), known_as.get("ended"), known_as.get("reached")
        )
        applied = min((one.day for one in told if one.kind == "applied" and one.day), default=None)
        settled = happenings.dated(told, self.zone, self.now, known_as.get("updated"))
        # "Ghosted" with a day is when the person gave up, no answer.
        said = [statuses.read(self.cells.text(number, column)) for column in self.columns["status"]]
        silent = any(one.calm == "nothing" for one in said)
        row = self.table.lines[number].number
        if later := [one for one in settled if one.happening.kind not in _PLANNED and self._is_ahead(one)]:
            # A no of next month would end the application today, wherever it is shown; see also the form of an entry.
            self.ahead.append(row)
            loose += [self._to_come(one) for one in later]
            settled = [one for one in settled if one not in later]
        facts = [self._fact(one, key, row, silent=silent) for one in settled]
        if not facts and known_as.get("happened"):
            day = known_as["happened"]
            assert day is not None
            facts = [Fact("note", moment(day, "note", self.zone), "spreadsheet", None, {"row": key})]
        return facts, loose, applied, answers

    def _is_ahead(self, one: happenings.Dated) -> bool:
        return in_zone(one.at, self.zone).date() > self.today

    def _to_come(self, one: happenings.Dated) -> str:
        said = {
            "day": in_zone(one.at, self.zone).date().isoformat(),
            "what": wording.kinds((one.happening.kind,)),
        }
        return _("In your table of a day still to come, %(day)s: %(what)s") % said

    def _posted(self, number: int) -> dict[str, str]:
        """The day of the posting; not where only its month is told."""
        for column in self.columns[POSTED][:1]:
            written = self.cells.written(number, column)
            if written is not None and not written.month_only and (day := self.cells.day(number, column)):
                return {POSTED: day.isoformat()}
        return {}

    def _fact(self, one: happenings.Dated, key: str, row: int, *, silent: bool) -> Fact:
        happened = one.happening
        data: dict[str, object] = {"row": key, "sheet_row": row, **one.marks}
        if happened.text:
            data["text"] = happened.text
        if happened.kind == "update" and happened.heading in {"ended", "responded"} and not silent:
            # The table has the day of an answer and no word for it that is understood.
            data["answer"] = True
        if happened.kind == "rejected" and happened.reason:
            data["reasons"] = [{"code": happened.reason, "quote": happened.quote[:500]}]
        return Fact(happened.kind, one.at, "spreadsheet", None, data)

    def _others(self, number: int) -> list[str]:
        """The cells that are kept as they are: the person's own notes, then what nobody asked for."""
        line = self.table.lines[number]
        found = [line.cells[column] for column in self.columns["note"] if line.cells[column]]
        asked = [column for column in (*self.columns["other"], *self.columns[POSTED]) if line.cells[column]]
        again = [column for name in DETAIL_FIELDS for column in self.columns[name][1:] if line.cells[column]]
        again += [
            column
            for name in MARK_FIELDS
            for column in self.columns[name]
            if line.cells[column] and not self.marking.is_mark(number, column)
        ]
        found += [
            f"{self.table.headings[column]}: {line.cells[column]}" for column in sorted([*asked, *again])
        ]
        links = [
            url
            for column, url in line.links.items()
            if url not in line.cells and column not in self.columns["url"]
        ]
        return found + links[1 if not self.columns["url"] else 0 :]

    def _note(self, notes: Sequence[str], numbers: Sequence[int]) -> str:
        text = "\n".join(dict.fromkeys(note.strip() for note in notes if note.strip()))
        if len(text) <= _KEPT_NOTE:
            return text
        self.long.append(numbers[0])
        return text[:_KEPT_NOTE].rstrip() + "\n" + _("… The rest stands in the table that you brought in.")

    def _heading(self, name: str) -> str:
        place = (self.columns[name] or self.columns["title"] or [0])[0]
        return self.table.headings[place]

    def _line(self, number: int, column: int) -> str:
        return f"{self.table.headings[column]}: {self.table.lines[number].cells[column]}"
