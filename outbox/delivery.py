"""Sending what waits in the outbox.

A message is claimed by its row before it goes on the wire. When the connection breaks while a
message is on the wire, or a worker dies, nobody knows whether it arrived: it becomes *in doubt*
and is never sent again by itself; a person decides.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from core.workflow import IllegalMove
from outbox.models import Message, Suppression

log = logging.getLogger(__name__)

BATCH = 500
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
STUCK_AFTER = timedelta(minutes=15)

Status = Message.Status


def drain(*, now=None, batch=BATCH):
    """Send every due message over one connection; return how many were sent."""
    now = now or timezone.now()
    settle_stuck(now)
    due = list(Message.objects.due(now)[:batch])
    if not due:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        # The server is away: no message is to blame, so none loses an attempt.
        log.warning("outbox: mail server not reached: %s", error)
        return 0
    try:
        return sum(deliver(message, connection, now) for message in due)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def settle_stuck(now):
    """A message claimed long ago and never finished was on the wire when its worker died."""
    stuck = Message.objects.filter(status=Status.SENDING, claimed_at__lt=now - STUCK_AFTER)
    for message in stuck:
        doubt(message, _("De verzender viel weg tijdens het versturen."))


def deliver(message, connection, now):
    """Claim one message and send it; return whether it left."""
    if Suppression.objects.filter(address=message.to).exists():
        return cancel(message, _("Dit adres is geblokkeerd."))
    message_id = message.message_id or make_msgid(domain=settings.SITE_HOST)
    try:
        message.move_to(
            Status.SENDING,
            by=None,
            claimed_at=now,
            attempts=message.attempts + 1,
            message_id=message_id,
        )
    except IllegalMove:
        return False  # Another worker has it, or somebody just cancelled it.
    try:
        connection.send_messages([build(message, now)])
    except smtplib.SMTPServerDisconnected as error:
        return doubt(message, str(error))
    except (smtplib.SMTPException, OSError) as error:
        return refuse(message, error, now)
    message.move_to(Status.SENT, by=None, sent_at=now, error="")
    return True


def build(message, now):
    """The mail itself; its access link gets its key only here."""
    text, html = message.text, message.html
    if message.link:
        token = links.issue(message.link, now=now)
        text, html = text.replace(links.PLACE, token), html.replace(links.PLACE, token)
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        **message.headers,
    }
    mail = EmailMultiAlternatives(message.subject, text, to=[message.to], headers=headers)
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def refuse(message, error, now):
    """A 5xx answer is final; anything else is tried again after growing pauses."""
    if is_permanent(error) or message.attempts > len(PAUSES):
        message.move_to(Status.FAILED, by=None, error=words(error))
    else:
        later = now + PAUSES[message.attempts - 1]
        message.move_to(Status.WAITING, by=None, not_before=later, error=words(error))
    return False


def is_permanent(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def words(error):
    """The server's own words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in answers)
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        text = text.decode(errors="replace") if isinstance(text, bytes) else text
        return f"{error.smtp_code} {text}"
    return str(error)


def doubt(message, why):
    with suppress(IllegalMove):
        message.move_to(Status.IN_DOUBT, by=None, error=why)
    return False


def cancel(message, why, by=None):
    with suppress(IllegalMove):
        message.move_to(Status.CANCELLED, by=by, error=why)
    return False


def retry(message, *, by, now):
    """Send a failed or doubtful message again; raises IllegalMove for any other."""
    message.move_to(Status.WAITING, by=by, not_before=now, attempts=0)
