"""Load readers who gave their consent elsewhere, with the proof of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.importing import ImportCommand
from newsletters import importing


class Command(ImportCommand):
    help = _(
        "Lees mensen in die elders ja zeiden tegen de nieuwsbrief van één regio (CSV met "
        "e-mailadres, voornaam, onderwerpen, moment, waar en tekst). Een regel zonder bewijs "
        "wordt geweigerd. "
        "Lijsten van partners horen hier niet: die mailen hun eigen lezers."
    )
    shown = ("new", "unchanged", "refused", "repeated")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--region", required=True, metavar="SLUG", help=_("de naam van de regio in adressen")
        )

    def take_in(self, **options):
        return importing.run(
            options["file"],
            slug=options["region"],
            now=timezone.now(),
            dry_run=options["dry_run"],
            progress=self.progress,
        )
