"""Which worker has which message.

A worker first puts a share aside, so that several do not run after the same rows; a share is only
a wish, and comes free by itself when its worker dies. What counts is the claim: it is written
before a message goes on the wire, and exactly one worker gets it.
"""

import logging
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.emails import clean_email
from core.workflow import IllegalMove
from outbox.models import Message, Suppression

log = logging.getLogger(__name__)

SHARE = 50
RESERVED = timedelta(minutes=1)
STUCK_AFTER = timedelta(minutes=15)
# Which stream goes first; this is also their order by name, backwards.
URGENCY = (Message.Stream.SERVICE, Message.Stream.NEWSLETTER)

Status = Message.Status


class Share:
    """The numbers of messages put aside together, each of which has it as `share`.

    Whoever is asked about one of them may keep in `kept`, under a name, what holds for all.
    """

    def __init__(self, numbers):
        self.numbers = numbers
        self.kept = {}

    def after(self, number):
        """Those from this number on: the ones before it left or stay."""
        return self.numbers[self.numbers.index(number) :]


@transaction.atomic
def reserve(now, size, without):
    """Put up to `size` due messages aside, of streams not in `without`; returns them in order.

    Service mail goes first: it never waits behind a newsletter.
    """
    free = Message.objects.due(now).free(now).select_for_update(skip_locked=True)
    share = []
    for stream in URGENCY:
        if stream not in without and len(share) < size:
            share += free.filter(stream=stream)[: size - len(share)]
    if share:
        reserved = Message.objects.filter(pk__in=[message.pk for message in share])
        reserved.update(reserved_until=now + RESERVED)
    return as_share(share)


def as_share(messages):
    """These messages, each with the Share they are in."""
    share = Share([message.pk for message in messages])
    for message in messages:
        message.share = share
    return messages


def release(messages):
    """Give back what was put aside and not sent."""
    waiting = Message.objects.filter(pk__in=[message.pk for message in messages])
    waiting.filter(status=Status.WAITING).update(reserved_until=None)


def suppressed(messages):
    """The ids of those whose address gets no mail of their stream any more."""
    addresses = {clean_email(message.to) for message in messages}
    rows = Suppression.objects.filter(address__in=addresses)
    blocked = set(rows.values_list("address", "scope"))
    return {
        message.pk
        for message in messages
        if {(clean_email(message.to), scope) for scope in scopes(message)} & blocked
    }


def scopes(message):
    """The suppressions that hold for this message."""
    if message.stream == Message.Stream.NEWSLETTER:
        return (Suppression.Scope.ALL, Suppression.Scope.NEWSLETTER)
    return (Suppression.Scope.ALL,)


def claim(message, now):
    """Whether this worker may send it; another one has it, or it was cancelled or put off."""
    try:
        message.move_to(
            Status.SENDING,
            by=None,
            unchanged=["attempts", "not_before"],
            claimed_at=now,
            attempts=message.attempts + 1,
            message_id=message.message_id or new_message_id(),
        )
    except IllegalMove:
        return False
    return True


def new_message_id():
    return make_msgid(domain=settings.SITE_HOST)


def finish(message, status, **changes):
    """Write down what became of a message, unless it is no longer this worker's."""
    try:
        message.move_to(status, by=None, unchanged=["claimed_at"], reserved_until=None, **changes)
    except IllegalMove as late:
        log.warning("outbox: %s", late)
        return False
    return True


def settle_stuck(now):
    """A message claimed long ago and never finished was on the wire when its worker died."""
    for message in Message.objects.filter(
        status=Status.SENDING, claimed_at__lt=now - STUCK_AFTER
    ).defer("text", "html"):
        doubt(message, _("De verzender viel weg tijdens het versturen."))


def doubt(message, why):
    """Nobody knows whether it arrived. It is never sent again by itself; a person decides."""
    finish(message, Status.IN_DOUBT, error=why)
