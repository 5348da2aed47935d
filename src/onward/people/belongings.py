"""Which rows of which tables belong to a person: worked out from the models, so that none is forgotten."""

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from onward.people.models import User


def paths_to_owner() -> dict[type[Model], str]:
    """Every model that holds something of a person's → the path of fields to its owner."""
    models = [model for model in apps.get_app_config("onward").get_models() if model is not User]
    found: dict[type[Model], str] = {}
    for model in models:
        for field in _references(model):
            if field.related_model is User:
                found[model] = field.name
    # Those without an owner of their own belong to what they hang on, at any remove.
    while waiting := [model for model in models if model not in found]:
        reached = {
            model: f"{field.name}__{found[field.related_model]}"
            for model in waiting
            for field in _references(model)
            if field.related_model in found
        }
        if not reached:
            raise LookupError(f"{waiting[0].__name__} belongs to nobody")
        found.update(reached)
    return found


def _references(model: type[Model]) -> list["ForeignKey[Model, Model]"]:
    # Required references first: they say more about whose a row is than those that may be empty.
    fields: list[Field[object, object]] = list(model._meta.concrete_fields)
    found = [field for field in fields if isinstance(field, ForeignKey) and field.related_model is not model]
    return sorted(found, key=lambda field: (field.name == "owner", not field.null))
