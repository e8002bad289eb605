"""Read bounces that were saved as files."""

import json
import os
import sys
from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from core.importing import Refused
from outbox.bounces import counting, files, recording, reports

PROGRESS_FILES = 200


class Command(BaseCommand):
    help = _("Lees teruggekomen mail in: bestanden, mappen, een mbox of een Maildir.")
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--dry-run", action="store_true", help=_("toon per ontvanger wat erin staat")
        )

    def handle(self, paths, dry_run, **options):
        try:
            found = files.named(paths)
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(problem)
            raise SystemExit(2) from None
        self.is_whole = True
        show = self.show if dry_run else self.record
        try:
            show(found)
        except BrokenPipeError:  # Whoever read along has seen enough, as "head" does.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not self.is_whole:
            raise SystemExit(2)

    def mails(self, path):
        """Each mail in this file. It can be gone meanwhile: mail programs move what was read."""
        try:
            yield from files.mails(path)
        except OSError as error:
            self.stderr.write(files.in_words(path, error))
            self.is_whole = False

    def show(self, found):
        for path in found:
            for data in self.mails(path):
                for report in reports.read(data):
                    line = {
                        "file": files.shown(path),
                        "recipient": report.recipient,
                        "kind": report.kind,
                        "reason": report.reason,
                    }
                    self.tell(line)
        if not found:
            self.stderr.write(counting.sentence(Counter()))

    def tell(self, line):
        try:
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        except UnicodeEncodeError:  # A terminal without these letters; JSON can do without too.
            self.stdout.write(json.dumps(line))

    def record(self, found):
        counts, now = Counter(), timezone.now()
        for number, path in enumerate(found, 1):
            for data in self.mails(path):
                counts += recording.take_in(data, source=path.name, now=now)
            if number % PROGRESS_FILES == 0:
                self.stderr.write(_("%(count)s bestanden gelezen") % {"count": number})
        self.stdout.write(counting.sentence(counts))
