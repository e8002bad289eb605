"""Bounces from the mailbox to which they are sent back.

A mail is marked as read by the portal only after its reports were written, so a crash in between
only means that it is read again, which changes nothing. Nothing is moved or thrown away.
"""

import imaplib
import logging
import ssl
from collections import Counter
from contextlib import closing, suppress

from django.conf import settings
from django.utils.translation import gettext as _

from core.numbers import whole_number
from outbox.bounces import raw, recording

log = logging.getLogger(__name__)

TIMEOUT = 30
BATCH = 500
# Beside the person who looks into the mailbox: reading a mail there must not hide it from us.
# A server that keeps no marks of our own gets the usual one.
MARK, USUAL_MARK = "PortalRead", "\\Seen"


class MailboxAway(Exception):
    """The mailbox could not be read; the text says why."""


def fetch(*, now, batch=BATCH):
    """Read what is new, at most `batch` mails; return a Counter of kinds, and of "failed" mails.

    Without a mailbox in the settings there is nothing to do. Raises MailboxAway.
    """
    counts = Counter()
    if not settings.BOUNCES_MAILBOX:
        return counts
    try:
        with closing(Mailbox(**settings.BOUNCES_MAILBOX)) as mailbox:
            for uid in mailbox.new()[:batch]:
                counts += taken_in(mailbox, uid, now)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxAway(_("De mailbox is niet te lezen: %s") % words(error)) from error
    return counts


def taken_in(mailbox, uid, now):
    """The counts of one mail. One that breaks is told about, stays new, and stops no other."""
    try:
        data = mailbox.read(uid)
        if data is None:  # Somebody else removed it meanwhile.
            return Counter()
        counts = recording.take_in(data, source=f"IMAP {uid}", now=now)
    except (imaplib.IMAP4.abort, OSError):  # The connection, so all of them.
        raise
    except Exception:
        log.exception("bounces: mail %s could not be taken in", uid)
        return Counter(failed=1)
    mailbox.mark(uid)
    return counts


def words(error):
    told = error.args[0] if error.args else error
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(error)


class Mailbox:
    """One folder of an IMAP server."""

    def __init__(self, *, host, port, encrypted, user, password, folder):
        if encrypted:
            context = ssl.create_default_context()
            self.server = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT)
        else:
            self.server = imaplib.IMAP4(host, port, timeout=TIMEOUT)
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
        with suppress(imaplib.IMAP4.error, OSError):
            self.server.logout()
        # Where the connection broke, logging out did not let go of it.
        with suppress(OSError):
            self.server.shutdown()

    def answer(self, status, lines):
        if status != "OK":
            raise imaplib.IMAP4.error(lines[0] if lines else status)
        return lines

    def new(self):
        """The numbers of the mails not read before, oldest first."""
        looked = ["UNKEYWORD", MARK] if self.mark_used == MARK else ["UNSEEN"]
        [found, *_rest] = self.answer(*self.server.uid("SEARCH", "UNDELETED", *looked))
        return [number.decode() for number in (found or b"").split()]

    def read(self, uid):
        """The mail in bytes, of a very large one only its beginning and end; None if gone."""
        size = self.size(uid)
        if size is None:
            return None
        if size <= raw.HEAD + raw.TAIL:
            return self.part(uid, "")
        mail = raw.Bounded()
        mail.add(self.part(uid, f"<0.{raw.HEAD}>") or b"")
        mail.tail += self.part(uid, f"<{size - raw.TAIL}.{raw.TAIL}>") or b""
        return mail.whole()

    def size(self, uid):
        lines = self.answer(*self.server.uid("FETCH", uid, "(RFC822.SIZE)"))
        text = b" ".join(line for line in lines if isinstance(line, bytes))
        number = text.partition(b"RFC822.SIZE ")[2].split(b")")[0].split(b" ")[0]
        return whole_number(number.decode("ascii", "replace"))

    def part(self, uid, span):
        lines = self.answer(*self.server.uid("FETCH", uid, f"(BODY.PEEK[]{span})"))
        return next((line[1] for line in lines if isinstance(line, tuple)), None)

    def mark(self, uid):
        self.answer(*self.server.uid("STORE", uid, "+FLAGS.SILENT", f"({self.mark_used})"))
