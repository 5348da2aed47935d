"""Makes the tables of a journal that has none: all at once, as the migrations would leave them.

Carrying out one migration after the other takes two seconds: Django draws every model anew for every step.
"""

from collections.abc import Collection
from datetime import UTC, datetime

from django.apps import apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder


def are_missing(alias: str = "default") -> bool:
    """Whether the database is a file of SQLite in which there is nothing yet."""
    connection = connections[alias]
    return connection.vendor == "sqlite" and not connection.introspection.table_names(include_views=True)


def make(migrations: Collection[tuple[str, str]], alias: str = "default") -> None:
    """Make every table, and note the migrations (app, name) as carried out; one transaction, all of it or nothing."""
    done = MigrationRecorder(connections[alias]).Migration
    with connections[alias].schema_editor() as editor:
        editor.create_model(done)
        for model in apps.get_models():
            if model._meta.can_migrate(alias) and not model._meta.proxy:
                editor.create_model(model)
        done.objects.using(alias).bulk_create(
            done(app=app, name=name, applied=datetime.now(UTC)) for app, name in sorted(migrations)
        )
