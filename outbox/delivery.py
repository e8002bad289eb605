"""Sending what waits in the outbox.

A message is claimed by its row before it goes on the wire. When the connection breaks while the
server takes a message over, or a worker dies, nobody knows whether it arrived: it becomes *in
doubt* and is never sent again by itself; a person decides.
"""

import logging
import smtplib
import time
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import clean_email
from core.workflow import IllegalMove
from outbox.models import Message, Suppression

log = logging.getLogger(__name__)

BATCH = 500
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
STUCK_AFTER = timedelta(minutes=15)
# A mail whose reason cannot be looked up is asked about again after this time.
DOUBT_PAUSE = timedelta(hours=1)

Status = Message.Status


def drain(*, now=None, batch=BATCH, look_again=True):
    """Send every due message over one connection; return how many were sent.

    Without `look_again` also what has lost its reason goes out: a story told afterwards knows
    more than its mails did.
    """
    clock = running_clock(now or timezone.now())
    settle_stuck(clock())
    connection, sent = get_connection(), 0
    try:
        for message in list(Message.objects.due(clock())[:batch]):
            if not is_open(connection):
                break
            if not (look_again and dropped(message, clock())):
                sent += deliver(message, connection, clock())
    finally:
        hang_up(connection)
    return sent


def running_clock(now):
    """A clock that stands at `now`: the last message of a long batch is claimed when it is."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def is_open(connection):
    """Open the connection where it is not; False when the server is away.

    Asked before a message is claimed: none is to blame for that, so none loses an attempt.
    """
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("outbox: mail server not reached: %s", error)
        return False
    return True


def hang_up(connection):
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


def settle_stuck(now):
    """A message claimed long ago and never finished was on the wire when its worker died."""
    stuck = Message.objects.filter(status=Status.SENDING, claimed_at__lt=now - STUCK_AFTER)
    for message in stuck:
        doubt(message, _("De verzender viel weg tijdens het versturen."))


def deliver(message, connection, now):
    """Claim one message and send it; return whether it left."""
    if Suppression.objects.filter(address=clean_email(message.to)).exists():
        return cancel(message, _("Dit adres is geblokkeerd."))
    if not claim(message, now):
        return False
    try:
        connection.send_messages([build(message, now)])
    except (smtplib.SMTPException, OSError, ValueError) as error:
        answer(message, connection, error, now)
        # What the server still remembers of this message must not get in the way of the next.
        hang_up(connection)
        return False
    return finish(message, Status.SENT, sent_at=now, error="")


def dropped(message, now):
    """Ask whoever causes this kind of mail whether it still has a reason; if not, keep it back.

    The answer is "" to send it, a sentence to cancel it, or a later moment to put it off.
    """
    question = settings.OUTBOX_MOOT.get(message.kind)
    if not question:
        return False
    try:
        verdict = import_string(question)(message, now)
    except Exception as error:
        log.exception("outbox: whether message %s still has a reason is unknown", message.pk)
        put_off(message, now + DOUBT_PAUSE, error=str(error))
        return True
    if isinstance(verdict, datetime):
        put_off(message, verdict)
    elif verdict:
        call_off(message, verdict)
    return bool(verdict)


def put_off(message, later, error=""):
    with suppress(IllegalMove):
        message.move_to(
            Status.WAITING, by=None, unchanged=["status"], not_before=later, error=error
        )


def call_off(message, why):
    """Cancel a mail without a reason; when the reason comes back, a new one may take its key."""
    with suppress(IllegalMove):
        message.move_to(Status.CANCELLED, by=None, error=why, key=message.spare_key)


def claim(message, now):
    """Whether this worker may send it; another one has it, or it was cancelled or put off."""
    try:
        message.move_to(
            Status.SENDING,
            by=None,
            unchanged=["attempts", "not_before"],
            claimed_at=now,
            attempts=message.attempts + 1,
            message_id=message.message_id or make_msgid(domain=settings.SITE_HOST),
        )
    except IllegalMove:
        return False
    return True


def finish(message, status, **changes):
    """Write down what became of a message, unless it is no longer this worker's."""
    try:
        message.move_to(status, by=None, unchanged=["claimed_at"], **changes)
    except IllegalMove as late:
        log.warning("outbox: %s", late)
        return False
    return True


def build(message, now):
    """The mail itself; its access link gets its key only here."""
    text, html = message.text, message.html
    if links.PLACE in text and not message.link:
        raise ValueError(_("De toegangslink van deze mail bestaat niet meer."))
    if message.link:
        token = links.issue(message.link, now=now)
        text, html = text.replace(links.PLACE, token), html.replace(links.PLACE, token)
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        **message.headers,
    }
    if not message.to:
        raise ValueError(_("Deze mail heeft geen adres."))  # Django would call it sent.
    mail = EmailMultiAlternatives(message.subject, text, to=[message.to], headers=headers)
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def answer(message, connection, error, now):
    """Settle a message that did not leave, or of which nobody knows whether it did."""
    broken = isinstance(error, smtplib.SMTPServerDisconnected)
    if broken and getattr(connection, "handed_over", True):
        doubt(message, words(error))
    elif is_permanent(error) or message.attempts > len(PAUSES):
        finish(message, Status.FAILED, error=words(error))
    else:
        later = now + PAUSES[message.attempts - 1]
        finish(message, Status.WAITING, not_before=later, error=words(error))


def is_permanent(error):
    """A 5xx answer is final, and so is a mail that cannot be made; the rest is tried again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


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
    finish(message, Status.IN_DOUBT, error=why)


def cancel(message, why):
    with suppress(IllegalMove):
        message.move_to(Status.CANCELLED, by=None, error=why)
    return False


def retry(message, *, by, now):
    """Send a failed or doubtful message again; raises IllegalMove for any other."""
    if message.status not in (Status.FAILED, Status.IN_DOUBT):
        raise IllegalMove(message, Status.WAITING)
    message.move_to(Status.WAITING, by=by, unchanged=["status"], not_before=now, attempts=0)
