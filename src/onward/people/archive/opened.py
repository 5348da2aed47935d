"""An archive that is read back: whether each file is as it was written, and the rows in it."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people import showing
from onward.people.archive import codec, contents, manifest, sealed
from onward.people.archive.packing import LARGEST
from onward.people.archive.references import of_columns
from onward.people.models import LOOKS

PERSON = "person.json"
_PIECE = 1 << 20
#: What is there to be read; restoring does without it.
_NOT_NEEDED = frozenset({"README.txt", "applications.json", "journal.md", "journal.sqlite3", manifest.LINES})
#: So many faults are named; the rest is a number.
_NAMED = 5

#: Settings of which only these values mean something.
_CHOICES: Mapping[str, Collection[object]] = {
    "look": LOOKS,
    "show_no": showing.MODES,
    "show_no_hour": range(24),
    "show_no_day": range(7),
}

Rows = dict[type[Model], list[codec.Values]]


class Opened:
    """A zip that `export` has written; `with` closes it. Nothing in it is believed before it was checked."""

    def __init__(self, place: Path) -> None:
        self.place = place
        try:
            self._zip = zipfile.ZipFile(place)
            self._names = set(self._zip.namelist())
            self.manifest: dict[str, Any] = json.loads(self.content(manifest.NAME))
            self.files: dict[str, dict[str, Any]] = _all(dict, self.manifest["files"])
            self.counts: dict[str, int] = _all(int, self.manifest["rows"])
            version = self.manifest["version"]
        except OSError as error:
            raise Problem(f"{place}: {error.strerror or error}.") from error
        except zipfile.BadZipFile as error:
            raise Problem(
                _("%(file)s is no whole zip: it is damaged or cut off.") % {"file": place}
            ) from error
        except (KeyError, ValueError, TypeError, RecursionError, zlib.error) as error:
            raise Problem(
                _("%(file)s is no archive of a journal: its manifest.json is missing or damaged.")
                % {"file": place}
            ) from error
        if version != manifest.VERSION:
            raise Problem(_("%(file)s was written by a newer Onward.") % {"file": place})

    def __enter__(self) -> "Opened":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def check(self) -> list[str]:
        """Compare every file with its sum; what restoring does not need is named in the answer, the rest is a Problem."""
        damaged = {name: said for name in self.files if (said := self._fault(name))}
        needed = [said for name, said in damaged.items() if self._is_needed(name)]
        if needed:
            more = f" (+{len(needed) - _NAMED})" if len(needed) > _NAMED else ""
            said = _("%(file)s is damaged, and nothing was restored: %(faults)s%(more)s.") % {
                "file": self.place,
                "faults": "; ".join(needed[:_NAMED]),
                "more": more,
            }
            if "journal.sqlite3" in self.files and "journal.sqlite3" not in damaged:
                said += " " + _("Its journal.sqlite3 is whole: unpack it, and restore from that file.")
            raise Problem(said)
        return list(damaged.values())

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        if self._zip.getinfo(name).file_size > LARGEST:  # the zip gives out no more than it says here
            raise Problem(
                f"{self.place}: " + _("%(name)s is larger than any that Onward writes.") % {"name": name}
            )
        return self._zip.read(name)

    def person(self) -> dict[str, Any]:
        """The person's settings, column by column."""
        told = self._json(PERSON)
        found: dict[str, Any] = {}
        for field in contents.person_columns():
            if isinstance(told, dict) and field.name in told:
                try:
                    found[field.attname] = codec.value(field, told[field.name])
                    if found[field.attname] not in _CHOICES.get(field.name, (found[field.attname],)):
                        raise ValueError(f"“{field.name}” has a value that does not fit")
                except ValueError as error:
                    raise Problem(f"{self.place}: {PERSON}: {error}.") from error
        return found

    def rows(self) -> Rows:
        """Every row of every table, checked: its columns, its number, and that what it refers to is there."""
        known = {contents.name_of(model): model for model in contents.tables()}
        if strange := [name for name in self.files if name.startswith("rows/") and name not in known]:
            raise Problem(
                _("%(file)s holds %(name)s, which this Onward does not know; a newer one has written it.")
                % {"file": self.place, "name": strange[0]}
            )
        unseen = self._unseen()
        found: Rows = {}
        places: dict[tuple[type[Model], int], str] = {}
        for name, model in known.items():
            key = model._meta.pk.attname
            by_key: dict[int, codec.Values] = {}
            lines = self._lines(name) if name in self.files else iter(())
            for place, told in [*lines, *unseen.pop(model._meta.model_name, [])]:
                row = self._row(model, told, place)
                # A row of the sealed part stands for the one that may be read; else a number stands once.
                if row[key] in by_key and not place.startswith(sealed.NAME):
                    raise Problem(
                        f"{self.place}: {place}: " + _("the number %(id)d is there twice.") % {"id": row[key]}
                    )
                by_key[row[key]] = row
                places[model, row[key]] = place
            found[model] = [by_key[one] for one in sorted(by_key)]
        self._check_references(found, places)
        return found

    def _is_needed(self, name: str) -> bool:
        return name not in _NOT_NEEDED

    def _fault(self, name: str) -> str:
        if name not in self._names:
            return _("%(name)s is missing") % {"name": name}
        total, size = hashlib.sha256(), 0
        try:
            with self._zip.open(name) as file:
                while piece := file.read(_PIECE):
                    total.update(piece)
                    size += len(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
            return self._line_fault(name) or _("%(name)s is damaged") % {"name": name}
        said = self.files[name]
        if size == said.get("bytes") and total.hexdigest() == said.get("sha256"):
            return ""
        return self._line_fault(name) or _("%(name)s is not as it was written") % {"name": name}

    def _line_fault(self, name: str) -> str:
        """The first line that is not as it was written, by the sums of the lines; empty where they do not tell."""
        try:
            sums = manifest.sums_in(self.content(manifest.LINES)).get(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError):
            return ""
        if sums is None:
            return ""
        number = 0
        try:
            with self._zip.open(name) as file:
                for number, line in enumerate(iter(lambda: file.readline(LARGEST), b""), start=1):
                    if number > len(sums) or manifest.sum_of(line) != sums[number - 1]:
                        return _("%(name)s, line %(line)d is not as it was written") % {
                            "name": name,
                            "line": number,
                        }
        except (zipfile.BadZipFile, zlib.error, EOFError):
            pass
        if number < len(sums):
            return _("%(name)s is cut off or damaged from line %(line)d on") % {
                "name": name,
                "line": number + 1,
            }
        return ""

    def _json(self, name: str) -> Any:
        try:
            return json.loads(self.content(name))
        except (KeyError, ValueError, RecursionError) as error:
            raise Problem(f"{self.place}: " + _("%(name)s cannot be read.") % {"name": name}) from error

    def _lines(self, name: str) -> Iterator[tuple[str, Any]]:
        """Each line of a table with its place."""
        with self._zip.open(name) as file:
            # A line is never longer than this; one that is ends here, and is no JSON.
            for number, line in enumerate(iter(lambda: file.readline(LARGEST), b""), start=1):
                place = _("%(name)s, line %(line)d") % {"name": name, "line": number}
                try:
                    yield place, json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise Problem(f"{self.place}: {place}: " + _("this is no JSON.")) from error

    def _unseen(self) -> dict[str | None, list[tuple[str, Any]]]:
        found: dict[str | None, list[tuple[str, Any]]] = {}
        if sealed.NAME not in self.files:
            return found
        try:
            for number, one in enumerate(sealed.unpack(self.content(sealed.NAME)), start=1):
                found.setdefault(one["table"], []).append((f"{sealed.NAME}, {number}", one["row"]))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise Problem(
                f"{self.place}: " + _("%(name)s cannot be read.") % {"name": sealed.NAME}
            ) from error
        return found

    def _row(self, model: type[Model], told: Any, place: str) -> codec.Values:
        try:
            row = codec.read(model, told)
        except ValueError as error:
            raise Problem(f"{self.place}: {place}: {error}.") from error
        for field in codec.columns(model):
            if (name := codec.in_file(field, row[field.attname])) and name not in self.files:
                raise Problem(f"{self.place}: {place}: " + _("%(name)s is missing.") % {"name": name})
        return row

    def _check_references(self, found: Rows, places: dict[tuple[type[Model], int], str]) -> None:
        numbers = {
            model.__name__: {row[model._meta.pk.attname] for row in rows} for model, rows in found.items()
        }
        for model, rows in found.items():
            firm = [(field, to) for field, to in of_columns(model) if field.is_relation]
            for row in rows:
                for field, to in firm:
                    if row[field.attname] is not None and row[field.attname] not in numbers[to]:
                        raise Problem(
                            f"{self.place}: {places[model, row[model._meta.pk.attname]]}: "
                            + _("“%(column)s” leads to number %(id)d, which is not in the archive.")
                            % {"column": field.name, "id": row[field.attname]}
                        )


def _all(kind: type, told: Any) -> dict[str, Any]:
    """The names with their values, which are all of one kind."""
    found = dict(told)
    if not all(isinstance(one, kind) for one in found.values()):
        raise TypeError("the manifest is not as it was written")
    return found
