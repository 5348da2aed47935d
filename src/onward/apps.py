"""The one Django app; its models live beside their domains."""

from django.apps import AppConfig


class OnwardConfig(AppConfig):
    """Registers the app under the label that every model uses."""

    name = "onward"
    label = "onward"
    default_auto_field = "django.db.models.BigAutoField"
