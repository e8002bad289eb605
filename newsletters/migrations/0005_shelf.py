from django.db import migrations, models
from django.db.models import Q


def note_logos(apps, schema_editor):
    """Which pictures were a logo was not kept until now, but a logo is described as one."""
    logos = apps.get_model("newsletters", "Letterhead").objects.exclude(logo=None).values("logo")
    was_logo = Q(pk__in=logos) | Q(alt__startswith="Logo ")
    apps.get_model("newsletters", "Picture").objects.filter(was_logo).update(was_logo=True)


class Migration(migrations.Migration):
    dependencies = [
        ("newsletters", "0004_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="on_shelf",
            field=models.BooleanField(db_default=True, default=True, verbose_name="te kiezen"),
        ),
        migrations.AddField(
            model_name="picture",
            name="was_logo",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunPython(note_logos, migrations.RunPython.noop),
    ]
