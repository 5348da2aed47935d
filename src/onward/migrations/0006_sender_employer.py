"""The employer whose own address a mail comes from, where the mail names none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onward", "0005_event_index")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="sender_employer",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
