"""Brings a journal back from an archive: everything is checked first, and written in one transaction or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from onward.base.errors import Problem
from onward.people import erase
from onward.people.archive import contents
from onward.people.archive.opened import Opened
from onward.people.archive.rebuilding import Rebuilding
from onward.people.models import User

Settle = Callable[[User], object]
#: What to do with a journal that is not empty.
MERGE, REPLACE = "merge", "replace"
MODES = (MERGE, REPLACE)
#: What rows that no Onward has written can come to when the record is computed from them.
_UNFIT = (DatabaseError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass
class Restored:
    """What came of it: rows by table; what the journal had already; what was damaged and is not needed."""

    written: dict[str, int]
    known: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def restore(owner: User, place: Path, mode: str = "", settle: Settle = lambda owner: None) -> Restored:
    """Write the archive into the person's journal; `mode` is needed when there is something in it.

    `settle` computes anew, in the same transaction, what the floors above compute from the rows.
    """
    with Opened(place) as opened:
        remarks = opened.check()
        rows, person = opened.rows(), opened.person()
        with transaction.atomic():
            User.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()
            if not mode and contents.is_begun(owner):
                raise Problem(_("The journal is not empty; nothing was restored."))
            if mode == REPLACE:
                erase.rows_of(owner)
            join = mode == MERGE
            rebuilding = Rebuilding(owner, rows, opened.content, join=join)
            try:
                rebuilding.run()
                _settings(owner, person, join=join)
                settle(owner)
            except _UNFIT as error:
                said = str(error).strip() or type(error).__name__
                raise Problem(
                    _("The rows do not fit together, and nothing was restored: %(error)s.")
                    % {"error": said.splitlines()[0]}
                ) from error
    # Of mails only those that can be seen are counted: the number of all would tell.
    counts = {model.__name__: opened.counts.get(model._meta.model_name or "", 0) for model in rows}
    known = {name: min(rebuilding.known[name], count) for name, count in counts.items()}
    return Restored({name: count - known[name] for name, count in counts.items()}, known, remarks)


def _settings(owner: User, person: dict[str, object], *, join: bool) -> None:
    """The person's settings as they were; where two journals are joined, only their addresses come together."""
    if join:
        theirs = person.get("addresses")
        more = [one for one in theirs if one not in owner.addresses] if isinstance(theirs, list) else []
        owner.addresses = [*owner.addresses, *more]
        owner.save(update_fields=["addresses"])
        return
    for name, value in person.items():
        setattr(owner, name, value)
    owner.save(update_fields=list(person))
