from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletters", "0005_shelf"),
    ]

    operations = [
        migrations.AlterField(
            model_name="subscription",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="gestopt op"),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="status",
            field=models.CharField(
                choices=[
                    ("pending", "nog niet bevestigd"),
                    ("confirmed", "ingeschreven"),
                    ("ended", "gestopt"),
                ],
                default="pending",
                max_length=10,
                verbose_name="status",
            ),
        ),
    ]
