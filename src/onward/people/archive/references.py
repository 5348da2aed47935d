"""Which rows a row speaks of: by a reference, by a number that the database does not check, or inside its JSON."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from onward.people.archive.codec import columns

#: Columns that hold the number of a row of a floor above, which no constraint names: column → model.
BY_NUMBER: Mapping[str, str] = {
    "message_id": "Message",
    "reply_id": "Message",
    "sent_id": "Message",
    "act_id": "Act",
}
#: The same inside JSON: wherever a whole number stands under this name, it is a row of that model.
INSIDE: Mapping[str, str] = {
    "application": "Application",
    "event": "Event",
    "message": "Message",
    "entry": "Entry",
    "act": "Act",
    "draft": "Draft",
    "forecast": "Forecast",
    "goal": "Goal",
    "lesson": "Lesson",
    "posting": "Posting",
    "proposal": "Proposal",
    "step": "Step",
}
#: Model and the number of one of its rows → the number that it has now, or None when it has none.
Renumber = Callable[[str, int], int | None]


def of_columns(model: type[Model]) -> Iterator[tuple["Field[Any, Any]", str]]:
    """The columns that hold the number of a row, each with the name of that row's model."""
    for field in columns(model):
        if isinstance(field, ForeignKey):
            yield field, target(field).__name__
        elif field.name in BY_NUMBER:
            yield field, BY_NUMBER[field.name]


def target(field: "Field[Any, Any]") -> type[Model]:
    """The model that a reference leads to."""
    found = field.related_model
    if isinstance(found, str) or found is None:
        raise TypeError(f"{field.name} is no reference")
    return found


def model_of(name: str) -> type[Model]:
    """The model of that name."""
    return apps.get_model("onward", name)


def inside(value: Any, renumber: Renumber) -> Any:
    """The JSON with the numbers in it renewed; one whose row has none stays."""
    if isinstance(value, dict):
        return {
            key: (renumber(INSIDE[key], one) or one)
            if key in INSIDE and type(one) is int
            else inside(one, renumber)
            for key, one in value.items()
        }
    return [inside(one, renumber) for one in value] if isinstance(value, list) else value
