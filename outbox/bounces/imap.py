"""Bounces from the mailbox to which they are sent back.

A mail is marked as read by the portal only after its reports were written, so a crash in between
only means that it is read again, which changes nothing. Nothing is moved or thrown away.

A mail that cannot be read, written down or marked stays new, and those behind it are read all the
same: one at which the server hangs up every time must not keep all later bounces from us.
"""

import imaplib
import logging
import ssl
from collections import Counter
from contextlib import closing, suppress

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from core.numbers import whole_number
from outbox.bounces import raw, recording

log = logging.getLogger(__name__)

TIMEOUT = 30
BATCH = 500
# After so many mails in a row at which the connection broke, it is the server.
MOST_BREAKS = 10
# Nothing longer is asked for in one answer.
LARGEST = raw.HEAD + raw.TAIL
# Beside the person who looks into the mailbox: reading a mail there must not hide it from us.
# A server that keeps no marks of our own gets the usual one.
MARK, USUAL_MARK = "PortalRead", "\\Seen"
# What a connection ends in that is of no use any more; whatever is not ASCII is a ValueError.
BROKEN = (imaplib.IMAP4.error, OSError, ValueError)


class MailboxAway(Exception):
    """The mailbox could not be read; the text says so, `why` in the words of the server."""

    def __init__(self, error):
        self.why = words(error)
        super().__init__(_("De mailbox is niet te lezen: %s") % self.why)


class Refusal(Exception):
    """The server answered that it does not do this; the connection is as good as before."""


def fetch(*, now, batch=BATCH):
    """Read what is new, at most `batch` mails; return a Counter of kinds, and of "failed" mails.

    Without a mailbox in the settings there is nothing to do. Raises MailboxAway.
    """
    sweep, broken = Sweep(batch, now), None
    while settings.BOUNCES_MAILBOX:
        try:
            with closing(Mailbox(**settings.BOUNCES_MAILBOX)) as mailbox:
                sweep.read(mailbox)
            break
        except (*BROKEN, Refusal) as error:
            broken = error
            if not sweep.may_go_on():
                raise MailboxAway(error) from error
            log.exception("bounces: the connection broke at mail %s", sweep.current)
    if broken and not sweep.done:
        raise MailboxAway(broken) from broken
    return sweep.counts


class Sweep:
    """The mails of one time, over as many connections as it takes."""

    def __init__(self, batch, now):
        self.batch, self.now = batch, now
        self.counts, self.tried, self.done = Counter(), set(), 0
        # The mail that is being read, and at how many the connection broke since one came in.
        self.current, self.breaks = None, 0

    def read(self, mailbox):
        """Take in what was not tried yet, until `batch` mails are; failures do not count."""
        self.current = None
        for uid in mailbox.new():
            if self.done == self.batch:
                return
            if uid not in self.tried:
                self.tried.add(uid)
                self.current = uid
                self.counts += self.taken_in(mailbox, uid)

    def may_go_on(self):
        """After the connection broke: whether it was at a mail that can be passed by."""
        self.counts["failed"] += 1
        self.breaks += 1
        return self.current is not None and self.breaks < MOST_BREAKS

    def taken_in(self, mailbox, uid):
        """The counts of one mail. One that breaks is told about, and stays new."""
        try:
            data = mailbox.read(uid)
            if data is None:  # Somebody else removed it meanwhile.
                return Counter()
            counts = recorded(data, uid, self.now)
            if counts is None:
                return Counter(failed=1)
            mailbox.mark(uid)
        except Refusal as refusal:
            log.warning("bounces: mail %s: the server says %s", uid, refusal)
            return Counter(failed=1)
        self.done += 1
        self.breaks = 0
        return counts


def recorded(data, uid, now):
    """The counts of what this mail reports; None where it cannot be written down."""
    try:
        return recording.take_in(data, source=f"IMAP {uid}", now=now)
    except (OperationalError, InterfaceError):  # The database is away, for all of them.
        raise
    except Exception:
        log.exception("bounces: mail %s could not be taken in", uid)
        return None


def words(error):
    told = error.args[0] if error.args else error
    return text(told) if isinstance(told, bytes) else str(error)


def text(line):
    return line.decode("utf-8", "replace") if isinstance(line, bytes) else str(line)


class NoMoreThanAsked:
    """A server that claims to send more than was asked for is not believed: all of it would have
    to be held."""

    def read(self, size):
        if size > LARGEST:
            raise self.abort(f"an answer of {size} bytes")
        return super().read(size)


class Server(NoMoreThanAsked, imaplib.IMAP4):
    pass


class EncryptedServer(NoMoreThanAsked, imaplib.IMAP4_SSL):
    pass


class Mailbox:
    """One folder of an IMAP server."""

    def __init__(self, *, host, port, encrypted, user, password, folder):
        if encrypted:
            context = ssl.create_default_context()
            self.server = EncryptedServer(host, port, ssl_context=context, timeout=TIMEOUT)
        else:
            self.server = Server(host, port, timeout=TIMEOUT)
        try:
            self.server.login(user, password)
            self.open(folder)
        except BaseException:
            self.close()
            raise

    def open(self, folder):
        quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
        self.answer(*self.server.select(f'"{quoted}"'))
        _name, flags = self.server.response("PERMANENTFLAGS")
        keeps_marks = any(b"\\*" in line for line in flags or () if line)
        self.mark_used = MARK if keeps_marks else USUAL_MARK

    def close(self):
        # No CLOSE: that would throw away what somebody else marked for it.
        with suppress(*BROKEN):
            self.server.logout()
        # Where the connection broke, logging out did not let go of it.
        with suppress(OSError):
            self.server.shutdown()

    def answer(self, status, lines):
        if status != "OK":
            raise Refusal(text(lines[0]) if lines else status)
        return lines

    def new(self):
        """The numbers of the mails not read before, oldest first."""
        looked = ["UNKEYWORD", MARK] if self.mark_used == MARK else ["UNSEEN"]
        # Some servers tell of many in several lines.
        lines = self.answer(*self.server.uid("SEARCH", "UNDELETED", *looked))
        found = b" ".join(line for line in lines if line).split()
        return [number.decode() for number in found if number.isdigit()]

    def read(self, uid):
        """The mail in bytes, of a very large one only its beginning and end; None if gone."""
        size = self.size(uid)
        if size is None:
            return None
        if size <= LARGEST:
            return self.part(uid, "")
        head = self.part(uid, f"<0.{raw.HEAD}>")
        if head is None:
            return None
        mail = raw.Bounded()
        mail.add(head)
        mail.tail += self.part(uid, f"<{size - raw.TAIL}.{raw.TAIL}>") or b""
        return mail.whole()

    def size(self, uid):
        lines = self.answer(*self.server.uid("FETCH", uid, "(RFC822.SIZE)"))
        told = b" ".join(line for line in lines if isinstance(line, bytes)).upper()
        if not told:
            return None
        number = told.partition(b"RFC822.SIZE ")[2].split(b")")[0].split(b" ")[0]
        size = whole_number(number.decode("ascii", "replace"))
        if size is None:
            raise Refusal(text(told))
        return size

    def part(self, uid, span):
        lines = self.answer(*self.server.uid("FETCH", uid, f"(BODY.PEEK[]{span})"))
        return next((line[1] for line in lines if isinstance(line, tuple)), None)

    def mark(self, uid):
        self.answer(*self.server.uid("STORE", uid, "+FLAGS.SILENT", f"({self.mark_used})"))
