"""Addresses that get no mail any more, and who has to hear of it."""

from auditlog.context import set_actor
from django.db import transaction
from django.utils.translation import gettext as _

from core.emails import clean_email
from outbox.models import Message, Suppression

Scope = Suppression.Scope


@transaction.atomic
def suppress(address, *, scope, reason, note, now):
    """No mail to this address any more, of this scope; what waits for it is cancelled.

    An address blocked before keeps the reason it was blocked for.
    """
    address = clean_email(address)
    row, _is_new = Suppression.objects.get_or_create(
        address=address,
        scope=scope,
        defaults={"reason": reason, "note": note, "created_at": now},
    )
    take_hold(row)
    return row


def take_hold(suppression):
    """Cancel what waits for an address that was just blocked."""
    waiting = Message.objects.filter(to=suppression.address, status__in=Message.PENDING)
    if suppression.scope == Scope.NEWSLETTER:
        waiting = waiting.filter(stream=Message.Stream.NEWSLETTER)
    cancel_waiting(waiting, _("Dit adres is geblokkeerd."))


def cancel_waiting(messages, why):
    """Cancel what of these still waits, in one statement; what a worker has already goes on."""
    waiting = messages.filter(status__in=Message.PENDING)
    waiting.order_by().update(status=Message.Status.CANCELLED, error=why)


@transaction.atomic
def lift(suppressions, *, by):
    """End these blocks and no other of the same address. What was cancelled stays so."""
    with set_actor(by):
        for row in suppressions:  # One by one: the audit trail sees no bulk delete.
            row.delete()


def dead(addresses):
    """{address: Suppression} of those among these that get no mail at all; one query."""
    cleaned = {clean_email(address) for address in addresses}
    rows = Suppression.objects.filter(address__in=cleaned, scope=Scope.ALL)
    return {row.address: row for row in rows}


def of(address):
    """Why this address gets no mail at all, or None while it does."""
    return dead([address]).get(clean_email(address))
