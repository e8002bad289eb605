from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletters", "0007_audience_revision"),
    ]

    operations = [
        migrations.AlterField(
            model_name="condition",
            name="field",
            field=models.CharField(
                choices=[
                    ("branch", "branche"),
                    ("language", "taal"),
                    ("channel", "kwam binnen via"),
                    ("topic", "leest ook over"),
                    ("lead", "belangstelling of aanmelding"),
                    ("applied", "heeft zich aangemeld"),
                    ("cohort", "zit of zat in groep"),
                    ("participant", "is of was deelnemer"),
                    ("since", "ingeschreven sinds"),
                ],
                max_length=12,
                verbose_name="kenmerk",
            ),
        ),
    ]
