"""What became of every copy, in numbers that add up to all readers."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from newsletters.models import Delivery
from outbox.models import Message

MessageStatus = Message.Status
QUEUED, WAITING = "queued", "waiting"
# What stands for the message of a copy while it can still leave.
PENDING = (*Message.PENDING, MessageStatus.SENDING)
SETTLED = (
    MessageStatus.SENT,
    MessageStatus.FAILED,
    MessageStatus.IN_DOUBT,
    MessageStatus.BOUNCED,
    MessageStatus.CANCELLED,
)


@dataclass(frozen=True)
class Progress:
    """`states` holds a number per state, `skipped` one per reason."""

    states: Counter = field(default_factory=Counter)
    skipped: Counter = field(default_factory=Counter)

    @property
    def total(self):
        return self.states.total() + self.skipped.total()

    @property
    def sent(self):
        """What left, also when it came back."""
        return self.states[MessageStatus.SENT] + self.states[MessageStatus.BOUNCED]

    @property
    def open(self):
        return self.states[QUEUED] + self.states[WAITING]

    @property
    def settled(self):
        return self.total - self.open

    @property
    def percent(self):
        """Whole percents that are settled; 100 only when all are."""
        return self.settled * 100 // self.total if self.total else 0


def of(newsletter):
    """The Progress of this newsletter; one query."""
    found = Progress()
    rows = newsletter.deliveries.order_by().values_list("status", "reason", "message__status")
    for status, reason, message, number in rows.annotate(Count("pk")):
        if status == Delivery.Status.SKIPPED:
            found.skipped[reason] += number
        else:
            found.states[state(status, message)] += number
    return found


def state(status, message):
    """Where a copy stands that was not skipped. A message that was cleared away had left."""
    if status == Delivery.Status.QUEUED:
        return QUEUED
    if message in PENDING:
        return WAITING
    return message or MessageStatus.SENT
