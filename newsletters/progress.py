"""What became of every copy, in numbers that add up to all readers."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from newsletters import leaving
from newsletters.models import Delivery, Subscription
from outbox.models import Message

MessageStatus = Message.Status
QUEUED, WAITING = "queued", "waiting"
# What stands for the message of a copy while it can still leave.
PENDING = (*Message.PENDING, MessageStatus.SENDING)

LABELS = {
    QUEUED: _("in de rij"),
    WAITING: _("onderweg"),
    MessageStatus.SENT: MessageStatus.SENT.label,
    MessageStatus.BOUNCED: MessageStatus.BOUNCED.label,
    MessageStatus.FAILED: MessageStatus.FAILED.label,
    MessageStatus.IN_DOUBT: MessageStatus.IN_DOUBT.label,
    MessageStatus.CANCELLED: MessageStatus.CANCELLED.label,
    Delivery.Status.SKIPPED: Delivery.Status.SKIPPED.label,
}


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
    def counts(self):
        """[(state, label, number)] of what there is, in the order of LABELS."""
        found = {**self.states, Delivery.Status.SKIPPED: self.skipped.total()}
        return [(code, label, found[code]) for code, label in LABELS.items() if found.get(code)]

    @property
    def reasons(self):
        """[(label, number)] of those that were skipped."""
        return [(Delivery.Reason(code).label, number) for code, number in self.skipped.items()]

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


def among(deliveries, wanted):
    """Those of these that stand in that state of LABELS; all of them for another word."""
    conditions = {
        QUEUED: Q(status=Delivery.Status.QUEUED),
        WAITING: Q(message__status__in=PENDING),
        MessageStatus.SENT: Q(message__status=MessageStatus.SENT)
        | Q(message=None, status=Delivery.Status.HANDED_OVER),
        Delivery.Status.SKIPPED: Q(status=Delivery.Status.SKIPPED),
    }
    if wanted not in LABELS:
        return deliveries
    return deliveries.filter(conditions.get(wanted, Q(message__status=wanted)))


def left_since(newsletter):
    """How many of its readers unsubscribed themselves after it began to leave."""
    left = Subscription.objects.filter(
        deliveries__newsletter=newsletter,
        status=Subscription.Status.ENDED,
        ended_at__gte=newsletter.started_at,
    )
    return left.exclude(leaving.by_portal()).count()
