"""Load the school holidays and public holidays into the portal."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts import holidays_import
from core.importing import ImportCommand


class Command(ImportCommand):
    help = _("Lees schoolvakanties en feestdagen in: uit CSV-bestanden, of zonder bestand zelf.")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--years", help=_("alleen deze jaren, bijvoorbeeld 2024-2030"))

    def take_in(self, **options):
        return holidays_import.run(
            options["files"],
            today=timezone.localdate(),
            years=holidays_import.read_years(options["years"]) if options["years"] else None,
            dry_run=options["dry_run"],
            progress=self.progress,
        )
