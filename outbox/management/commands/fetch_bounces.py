"""Read the bounces in the mailbox of BOUNCES_URL now; beat does so every ten minutes."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.bounces import counting, imap


class Command(BaseCommand):
    help = _("Lees de teruggekomen mail in de mailbox van BOUNCES_URL.")
    requires_system_checks = []

    def handle(self, **options):
        if not settings.BOUNCES_MAILBOX:
            self.stderr.write(_("Er is geen mailbox: zet BOUNCES_URL."))
            raise SystemExit(2)
        try:
            counts = imap.fetch(now=timezone.now())
        except imap.MailboxAway as away:
            self.stderr.write(str(away))
            raise SystemExit(2) from None
        self.stdout.write(counting.sentence(counts))
