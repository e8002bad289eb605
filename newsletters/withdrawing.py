"""Taking back the copies that wait for a reader, in the transaction that takes away their reason.

A copy that a worker has on the wire at that moment leaves: nobody can call it back.
"""

from newsletters.models import Delivery
from outbox import suppressing
from outbox.models import Message


def withdraw_copies(subscription, reason, *, topics=()):
    """Skip what is in the queue for this reader, and cancel what the outbox has not sent yet.

    `reason` is a Delivery.Reason. With `topics` only newsletters about these.
    """
    copies = Delivery.objects.filter(subscription=subscription)
    if topics:
        copies = copies.filter(newsletter__topic__in=topics)
    withdraw(copies, reason)


def withdraw(copies, reason):
    """The same for these copies, of whichever readers."""
    # First the queue: whoever hands over a copy at this moment holds its row, so that what was
    # handed over is a message once this statement is done.
    waiting = copies.filter(status=Delivery.Status.QUEUED)
    waiting.update(status=Delivery.Status.SKIPPED, reason=reason)
    pending = Message.objects.filter(pk__in=copies.values("message"), status__in=Message.PENDING)
    suppressing.cancel_waiting(pending, str(Delivery.Reason(reason).label))
