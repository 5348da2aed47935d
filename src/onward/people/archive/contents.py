"""All rows that are a person's, table by table, as lines to read; those to be seen later go apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import BinaryField, Field, Model

from onward.people.archive.codec import FILE, LEVEL, columns, written
from onward.people.archive.packing import level_of, unfolded
from onward.people.archive.references import model_of, of_columns
from onward.people.archive.unseen import Numbers, lookups
from onward.people.belongings import paths_to_owner
from onward.people.models import User

#: Tables that no archive holds, and why.
LEFT_OUT: Mapping[str, str] = {
    "SignInLink": "a way in, good for ten minutes",
    "Bookmark": "a secret in a browser's bookmark, which the person makes anew",
    "Mailbox": "where mail lies on a server: set up anew with its password, which no archive holds",
    "Folder": "how far a mailbox is read: it is gone over anew, and what was read is known",
    "Glance": "passed by in a mailbox, and looked at anew with it",
    "Print": "worked out from the mails, and worked out anew when it is gone",
}
#: Of the columns that every account has: what is the person's own. Their word and rights are the host's business.
_OF_ACCOUNT = ("first_name", "last_name", "email", "date_joined")
_AT_ONCE = 500


def tables() -> list[type[Model]]:
    """Every model of which an archive has rows; what a row refers to comes before it."""
    kept = [model for model in paths_to_owner() if model.__name__ not in LEFT_OUT]
    by_name = {model.__name__: model for model in sorted(kept, key=lambda model: model.__name__)}
    graph = {
        name: sorted({to for _field, to in of_columns(model) if to != name and to in by_name})
        for name, model in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(graph).static_order()]


def name_of(model: type[Model]) -> str:
    """The name of the file with its rows."""
    return f"rows/{model._meta.model_name}.jsonl"


def person_columns() -> list["Field[Any, Any]"]:
    """The columns of the account that are the person's own."""
    given = {field.name for field in AbstractUser._meta.get_fields()}
    fields = User._meta.concrete_fields
    return [field for field in fields if field.name in _OF_ACCOUNT or field.name not in {*given, "id"}]


def person(owner: User) -> dict[str, Any]:
    """The person's settings."""
    return {field.name: written(field, getattr(owner, field.attname)) for field in person_columns()}


def hidden(owner: User) -> Numbers:
    """The rows to be seen later, with all that hangs on them: model → numbers."""
    found: dict[str, set[int]] = defaultdict(set)
    for lookup in lookups:
        for name, keys in lookup(owner).items():
            found[name] |= set(keys)
    if not any(found.values()):
        return found
    paths = paths_to_owner()
    for model in tables():
        for field, to in of_columns(model):
            if found[to] and not field.null:
                rows = model._base_manager.filter(**{paths[model]: owner, f"{field.attname}__in": found[to]})
                found[model.__name__] |= set(rows.values_list("pk", flat=True))
    return found


def rows(owner: User, model: type[Model]) -> Iterator[dict[str, Any]]:
    """The person's rows of one table as they are, in the order of their numbers."""
    fields = columns(model)
    found = model._base_manager.filter(**{paths_to_owner()[model]: owner}).order_by("pk")
    for values in found.values_list(*(field.attname for field in fields)).iterator(chunk_size=_AT_ONCE):
        yield {field.name: written(field, value) for field, value in zip(fields, values, strict=True)}


def without(model: type[Model], row: dict[str, Any], unseen: Numbers) -> dict[str, Any] | None:
    """The row as it may be read: without what it says of rows to be seen later; None when it is one of them."""
    if row[model._meta.pk.name] in unseen.get(model.__name__, ()):
        return None
    telling = [field.name for field, to in of_columns(model) if row[field.name] in unseen.get(to, ())]
    return {**row, **dict.fromkeys(telling)} if telling else row


def files(
    owner: User, model: type[Model], unseen: Numbers
) -> Iterator[tuple[int, "Field[Any, Any]", dict[str, Any], bytes]]:
    """Values that lie in files of their own: number of the row, column, the note of it, content.

    A model asks for it by `ARCHIVED_AS`, a name with room for a running number and for other columns; its binary
    column is packed by zlib. The files are numbered as they come: a gap would tell that something was left out.
    """
    form = getattr(model, "ARCHIVED_AS", None)
    if form is None:
        return
    [field] = [field for field in columns(model) if isinstance(field, BinaryField)]
    found = model._base_manager.filter(**{paths_to_owner()[model]: owner}).order_by("pk")
    number = 0
    for row in found.values().iterator(chunk_size=50):
        key, value = row[model._meta.pk.attname], bytes(row[field.attname])
        if key in unseen.get(model.__name__, ()) or (content := unfolded(value)) is None:
            continue
        number += 1
        yield key, field, {FILE: form.format(number, **row), LEVEL: level_of(value)}, content


def is_begun(owner: User) -> bool:
    """Whether there is anything in the person's journal."""
    paths = paths_to_owner()
    return any(
        model._base_manager.filter(**{paths[model]: owner}).exists()
        for model in tables()
        if model is not model_of("Reading")
    )
