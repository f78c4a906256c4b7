from django.db import migrations, models


def since_it_was_opened(apps, schema_editor):
    """The log remembers which envelopes were ever opened by both."""
    Fact, Pulse = apps.get_model("base", "Fact"), apps.get_model("listening", "Pulse")
    for fact in Fact.objects.filter(name="EnvelopeOpened").order_by("at"):
        Pulse.objects.filter(pk=fact.ids["pulse"], read_together_at=None).update(read_together_at=fact.at)


class Migration(migrations.Migration):

    dependencies = [
        ("base", "0001_initial"),
        ("listening", "0005_during"),
    ]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name="read_together_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(since_it_was_opened, migrations.RunPython.noop),
    ]
