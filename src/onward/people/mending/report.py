"""What mending found and did, as sentences: what came back, and what could not."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from onward.people.mending.pages import Value
from onward.people.mending.tables import Table

_NAMED = 40


@dataclass
class Report:
    """Gathered while mending."""

    #: Things that were put right, as sentences.
    mended: list[str] = field(default_factory=list)
    #: Things that could not be, as sentences.
    lost: list[str] = field(default_factory=list)
    #: Rows and values that gave way to a backup's, to be written beside the damaged file.
    put_aside: list[dict[str, Any]] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether all that was damaged is whole again."""
        return not self.lost

    def aside(self, table: Table, key: int, row: Mapping[str, Value]) -> None:
        """Keep values that are replaced: nothing is thrown away."""
        plain = {
            name: value.decode(errors="backslashreplace") if isinstance(value, bytes) else value
            for name, value in row.items()
        }
        self.put_aside.append({"table": table.said, "row": key, "values": plain})

    def write(self, folder: Path) -> None:
        """Write what gave way, one line of JSON each."""
        if not self.put_aside:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / "replaced.jsonl").open("a", encoding="utf-8") as file:
            for one in self.put_aside:
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
        self.mended.append(_("what gave way lies in %(file)s") % {"file": folder / "replaced.jsonl"})


def numbers(keys: Iterable[int]) -> str:
    """1, 4–7, 9: numbers as ranges; of very many the first ones."""
    runs: list[list[int]] = []
    for key in sorted(keys):
        if runs and key == runs[-1][1] + 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(said[:_NAMED]) + (f" … (+{len(said) - _NAMED})" if len(said) > _NAMED else "")


def by_table(told: Iterable[tuple[Table, int]]) -> str:
    """Each table with the numbers of its rows: “event 4–7; message 2”."""
    found: dict[str, set[int]] = defaultdict(set)
    for table, key in told:
        found[table.said].add(key)
    return "; ".join(f"{name} {numbers(keys)}" for name, keys in found.items())
