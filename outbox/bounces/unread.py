"""Telling who runs the portal that the mailbox with bounces cannot be read.

The mail is written at the first failure and leaves hours later, unless the mailbox is read before
that: a server that is away for a while is nobody's concern. Who waits for it hears so once a week.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import sweeping
from outbox import composing, suppressing
from outbox.bounces import imap
from outbox.models import Message

KIND = "bounces_unread"
PATIENCE = timedelta(hours=6)


def fetch(now):
    """Read the mailbox (`imap.fetch`); where it cannot be, see to it that admins hear of it."""
    try:
        counts = imap.fetch(now=now)
    except imap.MailboxAway as away:
        for admin in User.objects.filter(is_superuser=True, is_active=True):
            sweeping.alone(tell, admin, away, now)
        raise
    waiting = Message.objects.filter(kind=KIND)
    suppressing.cancel_waiting(waiting, _("De mailbox wordt weer gelezen."))
    return counts


def tell(admin, away, now):
    year, week, _day = timezone.localdate(now).isocalendar()
    key = f"bounces-unread:{year}-W{week:02}:{admin.pk}"
    # One that was called off was of another time that it could not be read.
    composing.release(key)
    composing.write(
        KIND,
        key=key,
        to=admin.email,
        language=admin.language,
        context={"user": admin, "since": now, "reason": away.why},
        about=admin,
        now=now,
        not_before=now + PATIENCE,
    )
