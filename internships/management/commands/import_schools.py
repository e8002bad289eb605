"""Load DUO's registers of schools into the portal."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.importing import ImportCommand
from internships import schools_import


class Command(ImportCommand):
    help = _("Lees de schoolregisters van DUO in (vo en mbo, CSV).")
    shown = ("new", "changed", "unchanged", "closed", "reopened", "refused", "repeated")

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--complete", action="store_true", help=_("sluit scholen die in geen bestand staan")
        )
        parser.add_argument(
            "--force", action="store_true", help=_("ook als dat meer dan een kwart is")
        )

    def take_in(self, **options):
        return schools_import.run(
            options["files"],
            today=timezone.localdate(),
            complete=options["complete"],
            force=options["force"],
            dry_run=options["dry_run"],
            progress=self.progress,
        )
