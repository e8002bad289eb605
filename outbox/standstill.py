"""Telling who runs the portal that mail stood still, once mail can tell it."""

import logging

from django.db import transaction

from accounts.models import User
from outbox import composing, pausing

log = logging.getLogger(__name__)


@transaction.atomic
def end(stream, now):
    """Let the stream go again; a standstill of some length is told to every admin.

    Both or neither: a worker that dies in between leaves it to the next mail that arrives.
    """
    pause = pausing.resume(stream, now)
    if pause is None or not pausing.is_worth_telling(pause, now):
        return
    for admin in User.objects.filter(is_superuser=True, is_active=True):
        try:
            with transaction.atomic():
                tell(admin, pause, now)
        except Exception:  # The mail that just left, and those behind it, matter more.
            log.exception("outbox: %s was not told that mail stood still", admin.pk)


def tell(admin, pause, now):
    composing.write(
        "mail_stood_still",
        key=f"mail-stood-still:{pause.since.isoformat()}:{admin.pk}",
        to=admin.email,
        language=admin.language,
        context={"user": admin, "pause": pause, "now": now},
        about=admin,
        now=now,
    )
