"""Writes the rows of an archive into a journal: by their own numbers where these are free, else by new ones."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Max, Model

from onward.people.archive import contents, joining
from onward.people.archive.codec import LEVEL, Values, columns, in_file
from onward.people.archive.opened import Rows
from onward.people.archive.packing import packed
from onward.people.archive.references import inside, model_of, of_columns
from onward.people.belongings import paths_to_owner
from onward.people.models import User

_CHUNK = 500
#: A file of the archive, by its name.
Content = Callable[[str], bytes]


class Rebuilding:
    """One restoring, table after table; what a row refers to is written before it."""

    def __init__(self, owner: User, rows: Rows, content: Content, *, join: bool) -> None:
        self.owner, self.rows, self.content, self.join = owner, rows, content, join
        #: Model → number in the archive → number here.
        self.numbers: dict[str, dict[int, int]] = {}
        self.written: Counter[str] = Counter()
        self.known: Counter[str] = Counter()

    def run(self) -> None:
        """Write all; the caller's transaction holds it."""
        for model in contents.tables():
            self._table(model)

    def _table(self, model: type[Model]) -> None:
        rows, pk = self.rows.get(model, []), model._meta.pk
        theirs = self._renumbered(model, rows)
        same = self._same(model, theirs) if self.join and rows else {}
        if isinstance(pk, ForeignKey):  # its number is that of the row that it belongs to
            fresh = [row for row in theirs if row[pk.attname] not in same]
            self.numbers[model.__name__] = {row[pk.attname]: row[pk.attname] for row in rows}
        else:
            fresh = [row for row in theirs if row["id"] not in same]
            self.numbers[model.__name__] = same | _numbers(model, [row["id"] for row in fresh])
        self.known[model.__name__] = len(same)
        self.written[model.__name__] = len(fresh)
        self._insert(model, fresh)

    def _renumbered(self, model: type[Model], rows: list[Values]) -> list[Values]:
        """The rows with the numbers that hold here of all that was written before; their own stay for now."""
        json_columns = [f.attname for f in columns(model) if f.get_internal_type() == "JSONField"]
        ties = [(field, to) for field, to in of_columns(model) if to != model.__name__]
        found = []
        for row in rows:
            new = dict(row)
            for field, to in ties:
                if (was := row[field.attname]) is not None:
                    new[field.attname] = self._now(to, was)
                    if new[field.attname] is None and not field.null:
                        new[field.attname] = was
            for name in json_columns:
                new[name] = inside(row[name], self._now)
            found.append(new)
        return found

    def _now(self, name: str, number: int) -> int | None:
        return self.numbers.get(name, {}).get(number)

    def _same(self, model: type[Model], theirs: list[Values]) -> dict[int, int]:
        ours = _rows(self.owner, model)
        extra = None
        if model.__name__ == joining.TOLD_BY_EVENTS:
            events = model_of("Event")
            first = {True: _first(_rows(self.owner, events)), False: _first(self.rows.get(events, []))}

            def extra(is_ours: bool, row: Values) -> Any:
                return first[is_ours].get(row["id"])

        same = joining.matches(model, ours, theirs, extra)
        by_key = {row[model._meta.pk.attname]: row for row in ours}
        for row in theirs:
            if (here := same.get(row[model._meta.pk.attname])) is not None and (
                changed := joining.newer(model, by_key[here], row)
            ):
                model._base_manager.filter(pk=here).update(**changed)
        return same

    def _insert(self, model: type[Model], rows: Iterable[Values]) -> None:
        own = [field.attname for field, to in of_columns(model) if to == model.__name__]
        numbers = self.numbers[model.__name__]
        path = paths_to_owner()[model]
        belongs = {} if "__" in path else {f"{path}_id": self.owner.pk}
        fields = {field.attname: field for field in columns(model)}
        for part in _parts(rows, 50 if getattr(model, "ARCHIVED_AS", None) else _CHUNK):
            model._base_manager.bulk_create(
                model(
                    **belongs,
                    **{name: self._stored(fields[name], value) for name, value in row.items()}
                    | {name: numbers.get(row[name]) for name in own}
                    | ({"id": numbers[row["id"]]} if "id" in row else {}),
                )
                for row in part
            )

    def _stored(self, field: "Field[Any, Any]", value: Any) -> Any:
        if name := in_file(field, value):
            return packed(self.content(name), value[LEVEL])
        return storable(value) if connection.vendor != "sqlite" else value


def storable(value: Any) -> Any:
    """The value without NUL characters, which PostgreSQL refuses in any text."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list) else value


def _first(events: Iterable[Values]) -> dict[int, Any]:
    """Application → what was recorded of it first."""
    found: dict[int, Any] = {}
    for row in sorted(events, key=lambda row: row["id"]):
        if row["application_id"] not in found:
            told = (row["kind"], row["at"], row["recorded_at"], row["source"], joining.frozen(row["data"]))
            found[row["application_id"]] = told
    return found


def _rows(owner: User, model: type[Model]) -> list[Values]:
    found = model._base_manager.filter(**{paths_to_owner()[model]: owner}).order_by("pk")
    large = getattr(
        model, "ARCHIVED_AS", None
    )  # then the bytes are many, and what they belong to says enough
    fields = [one for one in columns(model) if not (large and one.get_internal_type() == "BinaryField")]
    return list(found.values(*(one.attname for one in fields)))


def _numbers(model: type[Model], wanted: list[int]) -> dict[int, int]:
    """Each number as it is where it is free, else a new one."""
    if not wanted:
        return {}
    _reserve(model, max(wanted))
    manager = model._base_manager
    taken: set[int] = set()
    for part in _parts(wanted, 5000):
        taken |= set(manager.filter(pk__in=part).values_list("pk", flat=True))
    new = _fresh(model, len(taken), max(wanted))
    return {number: next(new) if number in taken else number for number in wanted}


def _reserve(model: type[Model], highest: int) -> None:
    """Where a sequence gives out numbers, let it go on after those that are written by hand."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        [sequence] = cursor.fetchone()
        statement = f"SELECT setval(%s, GREATEST((SELECT last_value FROM {sequence}), %s))"  # noqa: S608
        cursor.execute(statement, [sequence, highest])


def _fresh(model: type[Model], count: int, highest: int) -> Iterator[int]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, count],
            )
            return iter([row[0] for row in cursor.fetchall()])
    last = max(model._base_manager.aggregate(last=Max("pk"))["last"] or 0, highest)
    return iter(range(last + 1, last + 1 + count))


def _parts(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(values)
    while part := list(islice(source, size)):
        yield part
