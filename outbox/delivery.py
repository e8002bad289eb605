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

from django.conf import settings
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.workflow import IllegalMove
from outbox import answers, claiming, mime, pausing, standstill, turnover
from outbox.models import Message

log = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
# A mail whose reason or words cannot be looked up is asked about again after this time.
DOUBT_PAUSE = timedelta(hours=1)
# In seconds: other work of the same worker waits no longer than this.
LONGEST_RUN = 50
# In seconds, for a database that restarts.
PATIENCE = 20

Status = Message.Status


def drain(*, now=None, batch=None, look_again=True):
    """Send what is due over one connection, at most `batch`; return how many were sent.

    Without `look_again` also what has lost its reason goes out: a story told afterwards knows
    more than its mails did.
    """
    run = Run(now or timezone.now(), look_again)
    claiming.settle_stuck(run.clock())
    until = time.monotonic() + LONGEST_RUN
    try:
        while time.monotonic() < until and (run.send_share(batch) or run.ask_for_more(batch)):
            pass
    finally:
        run.close()
    return run.sent


def running_clock(now):
    """A clock that stands at `now`: the last message of a long batch is claimed when it is."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


class Run:
    """One worker that empties the outbox over one connection.

    That a message left is written in the same statement that claims the next one: one commit per
    message, and still only one message that a killed worker leaves in doubt.
    """

    def __init__(self, now, look_again):
        self.clock = running_clock(now)
        self.look_again = look_again
        self.connection = get_connection()
        self.tried = self.sent = self.strikes = 0
        self.left = None
        self.pauses = {}

    def close(self):
        self.write_left()
        hang_up(self.connection)

    def send_share(self, batch):
        """Send the next share; whether it makes sense to go on."""
        now = self.clock()
        self.pauses = pausing.by_stream()
        waiting = [stream for stream, pause in self.pauses.items() if pause.until > now]
        size = claiming.SHARE if batch is None else min(claiming.SHARE, batch - self.tried)
        share = claiming.reserve(now, size, waiting) if size > 0 else []
        blocked = claiming.suppressed(share)
        for place, message in enumerate(share):
            if message.pk in blocked:
                keep_back(message, _("Dit adres is geblokkeerd."))
            elif not self.send(message):
                # What follows comes free again, for when the server is back.
                claiming.release(share[place:])
                return self.connection is not None
            self.tried += 1
        return bool(share)

    def ask_for_more(self, batch):
        """Whether those who hand mail over by little, so that it can be held, had some more."""
        if batch is not None or self.connection is None:
            return False
        # What left counts as such before they look how much still waits.
        self.write_left()
        sources = [import_string(name) for name in settings.OUTBOX_SOURCES]
        return sum(source(self.clock()) for source in sources) > 0

    def send(self, message):
        """Send one message if it still has a reason; False when its stream stands still now."""
        if self.look_again and dropped(message, self.clock()):
            return True
        if not self.open():
            return False
        if self.claim(message):
            self.put_on_wire(message)
        if self.strikes < self.patience(message):
            return True
        pausing.pause(message.stream, message.error, self.clock())
        self.strikes = 0
        return False

    def patience(self, message):
        """How many failures in a row are the server's; one is enough when it failed before."""
        return 1 if message.stream in self.pauses else pausing.STRIKES

    def open(self):
        """Open the connection where it is not; a server that is away pauses everything."""
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            for stream in Message.Stream:
                pausing.pause(stream, answers.words(error), self.clock())
            hang_up(self.connection)
            self.connection = None
            return False
        return True

    def claim(self, message):
        claimed = insisting(turnover.turn_over, self.left, message, self.clock())
        self.left = None
        return claimed

    def put_on_wire(self, message):
        mail = self.made(message)
        if mail is None:
            return
        try:
            self.connection.transmit(*mail)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.answer(message, error)
            return
        self.left = message
        self.sent += 1
        self.strikes = 0
        if self.pauses.pop(message.stream, None):
            standstill.end(message.stream, self.clock())

    def made(self, message):
        """(sender, receiver, bytes), or None: a mail that cannot be made fails alone."""
        try:
            raw = insisting(mime.build, message, self.clock())
            return *mime.envelope(message), raw
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            self.leave_unmade(message, error)
            return None

    def leave_unmade(self, message, error):
        """It fails; but a slip in what makes the words of thousands is asked about again first."""
        status, later = Status.FAILED, {}
        if not isinstance(error, ValueError):
            log.exception("outbox: message %s cannot be made", message.pk)
            if message.kind in settings.OUTBOX_CONTENT and message.attempts <= len(PAUSES):
                status, later = Status.WAITING, {"not_before": self.clock() + DOUBT_PAUSE}
        insisting(claiming.finish, message, status, error=answers.words(error), **later)

    def write_left(self):
        """Write down that the last message left."""
        if self.left:
            insisting(claiming.finish, self.left, Status.SENT, sent_at=self.clock(), error="")
            self.left = None

    def answer(self, message, error):
        """Settle a message that did not leave, or of which nobody knows whether it did."""
        now, said = self.clock(), answers.words(error)
        broken = isinstance(error, smtplib.SMTPServerDisconnected)
        is_taken_over = broken and getattr(self.connection, "handed_over", True)
        if is_taken_over or answers.is_unclear(error):
            claiming.doubt(message, said)
            # A server that breaks on every mail would cast doubt on all that waits.
            self.strikes += 1
        elif answers.is_about_server(error, getattr(self.connection, "named", False)):
            back = {"attempts": message.attempts - 1, "not_before": now + PAUSES[0]}
            claiming.finish(message, Status.WAITING, error=said, **back)
            self.strikes += 1
        elif answers.is_permanent(error) or message.attempts > len(PAUSES):
            claiming.finish(message, Status.FAILED, error=said)
        else:
            later = now + PAUSES[message.attempts - 1]
            claiming.finish(message, Status.WAITING, not_before=later, error=said)
            self.strikes += answers.may_be_about_server(error)
        # What the server still remembers of this message must not get in the way of the next.
        hang_up(self.connection)


def insisting(write, *args, **changes):
    """Do `write`, over a new connection where the database restarts: what left is not forgotten."""
    for _second in range(PATIENCE):
        try:
            return write(*args, **changes)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            log.warning("outbox: the database does not answer; trying again")
            connection.close()
            time.sleep(1)
    return write(*args, **changes)


def hang_up(server):
    if server:
        with suppress(OSError, smtplib.SMTPException):
            server.close()


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
        # One that is not later would be asked about over and over, before all other mail.
        put_off(message, verdict if verdict > now else now + DOUBT_PAUSE)
    elif verdict:
        call_off(message, verdict)
    return bool(verdict)


def put_off(message, later, error=""):
    with suppress(IllegalMove):
        message.move_to(
            Status.WAITING,
            by=None,
            unchanged=["status"],
            not_before=later,
            reserved_until=None,
            error=error,
        )


def call_off(message, why):
    """Cancel a mail without a reason; when the reason comes back, a new one may take its key."""
    with suppress(IllegalMove):
        message.move_to(Status.CANCELLED, by=None, error=why, key=message.spare_key)


def keep_back(message, why):
    """Cancel a mail that may not leave; its key stays taken, so it is not written again."""
    with suppress(IllegalMove):
        message.move_to(Status.CANCELLED, by=None, error=why)
    return False


def retry(message, *, by, now):
    """Send a failed or doubtful message again; raises IllegalMove for any other."""
    if message.status not in (Status.FAILED, Status.IN_DOUBT):
        raise IllegalMove(message, Status.WAITING)
    message.move_to(
        Status.WAITING,
        by=by,
        unchanged=["status"],
        not_before=now,
        attempts=0,
        reserved_until=None,
    )
