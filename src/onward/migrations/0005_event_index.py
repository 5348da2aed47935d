"""The index of events by kind, as SQLite can use it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onward", "0004_mailbox")]

    operations = [
        migrations.RemoveIndex(model_name="event", name="event_kind"),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["owner", "kind", "at"], name="event_kind")
        ),
    ]
