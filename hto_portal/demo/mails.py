"""Sending what the story put in the outbox, each mail at its own moment."""

import datetime
import os
from email.parser import BytesHeaderParser

from django.conf import settings
from django.db.models import F

from hto_portal.demo import logins
from hto_portal.demo.story import SHOWN_LEADER
from hto_portal.demo.world import at
from internships import confirmation
from internships.models import HourEntry, SchoolContact
from outbox import delivery
from outbox.bounces import recording
from outbox.models import Message
from participants.models import Participant

# Links in mails work for thirty days, so older ones are of no use to read.
RECENT = datetime.timedelta(days=21)
ASKED = 4
RETURNED = """\
From: MAILER-DAEMON@mx.example
To: bounces@portaal.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <returned-1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="parts"

--parts
Content-Type: text/plain

This mail could not be delivered.

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--parts
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: {to}

--parts--
"""


def ask_again(world):
    """In the holidays no weekly mail goes out; then somebody asked these by hand."""
    moment = at(world.workday(1), 15)
    lines = HourEntry.objects.led_by(world.leaders[SHOWN_LEADER[0]])
    waiting = lines.filter(status=HourEntry.Status.SUBMITTED).values("placement__supervisor")
    asked = Message.objects.filter(
        kind="hours_request", created_at__gt=moment - datetime.timedelta(days=8)
    )
    contacts = SchoolContact.objects.active().filter(pk__in=waiting)
    for contact in contacts.exclude(email__in=asked.values("to")).order_by("pk")[:ASKED]:
        confirmation.ask_today(contact, now=moment)


def settle_old(world):
    """Old mails went out long ago: one UPDATE, no files. Their links have no key and are closed."""
    old = Message.objects.filter(status=Message.Status.WAITING, not_before__lt=world.now - RECENT)
    return old.update(
        status=Message.Status.SENT, attempts=1, claimed_at=F("not_before"), sent_at=F("not_before")
    )


def send_recent(world):
    """Drain the outbox at every moment something was due; returns how many mails were written."""
    moments = Message.objects.filter(status=Message.Status.WAITING, not_before__lte=world.now)
    moments = moments.order_by("not_before").values_list("not_before", flat=True).distinct()
    sent = sum(delivery.drain(now=moment, look_again=False) for moment in list(moments))
    date_files()
    return sent


def come_back(world):
    """Somebody of the printed leader is unreachable: a mail of the last weeks came back."""
    people = Participant.objects.active().visible_to(world.leaders[SHOWN_LEADER[0]])
    people = people.exclude(user__email=logins.PARTICIPANT.email).values("user__email")
    left = Message.objects.filter(status=Message.Status.SENT, to__in=people)
    # In the holidays nobody is reminded, so any other mail will do.
    message = left.exclude(message_id="").order_by("-sent_at", "-pk").first()
    if message:
        words = RETURNED.format(to=message.to, message_id=message.message_id)
        recording.take_in(words.encode(), source="", now=world.now)


def date_files():
    """The list of mails shows when a file was written: make that the moment of the story."""
    sent = dict(Message.objects.exclude(message_id="").values_list("message_id", "sent_at"))
    headers = BytesHeaderParser()
    for path in settings.MAIL_DIR.glob("*.eml"):
        if moment := sent.get(headers.parsebytes(path.read_bytes())["Message-ID"]):
            os.utime(path, (moment.timestamp(), moment.timestamp()))
