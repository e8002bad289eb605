"""Fill an empty database with an invented programme, or say how to sign in to it."""

from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.importing import Refused
from hto_portal.demo import building, logins


class Command(BaseCommand):
    help = _("Vult een lege database met een verzonnen programma om in rond te kijken.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--schools", nargs="+", metavar="FILE", default=(),
            help=_("schoolregister van DUO: plaats mensen op echte scholen"),
        )  # fmt: skip
        parser.add_argument(
            "--logins", action="store_true", help=_("toon alleen hoe je kunt inloggen")
        )

    def handle(self, **options):
        if not options["logins"]:
            self.build(options["schools"])
        for line in logins.lines():
            self.stdout.write(line)

    def build(self, files):
        try:
            counts = building.build(files, now=timezone.now(), progress=self.progress)
        except Refused as refused:
            self.refuse(refused.problems)
        except (OperationalError, ProgrammingError) as error:
            values = {"reason": " ".join(str(error).split())}
            self.refuse([_("De database doet het niet: %(reason)s") % values])
        self.stdout.write(", ".join(f"{number} {what}" for what, number in counts.items()))
        self.stdout.write(_("Alle mensen, bedrijven en mailadressen zijn verzonnen."))

    def refuse(self, problems):
        for problem in problems:
            self.stderr.write(problem)
        raise SystemExit(2)

    def progress(self, text):
        self.stderr.write(text)
        self.stderr.flush()
