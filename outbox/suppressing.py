"""Addresses that get no mail any more, and who has to hear of it."""

from contextlib import suppress as unless

from auditlog.context import set_actor
from django.db import transaction
from django.utils.translation import gettext as _

from core.emails import clean_email
from core.workflow import IllegalMove
from outbox.models import Message, Suppression

Status = Message.Status
Scope = Suppression.Scope
PENDING = (Status.DRAFT, Status.HELD, Status.WAITING)


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
    waiting = Message.objects.filter(to=address, status__in=PENDING)
    if scope == Scope.NEWSLETTER:
        waiting = waiting.filter(stream=Message.Stream.NEWSLETTER)
    cancel(waiting, _("Dit adres is geblokkeerd."))
    return row


def cancel(messages, why):
    for message in messages:
        with unless(IllegalMove):  # A worker has it already.
            message.move_to(Status.CANCELLED, by=None, error=why)


@transaction.atomic
def lift(address, *, by):
    """Mail to this address again; return how many blocks that ended. What was cancelled stays."""
    rows = list(Suppression.objects.filter(address=clean_email(address)))
    with set_actor(by):
        for row in rows:  # One by one: the audit trail sees no bulk delete.
            row.delete()
    return len(rows)


def dead(addresses):
    """{address: Suppression} of those among these that get no mail at all; one query."""
    cleaned = {clean_email(address) for address in addresses}
    rows = Suppression.objects.filter(address__in=cleaned, scope=Scope.ALL)
    return {row.address: row for row in rows}


def of(address):
    """Why this address gets no mail at all, or None while it does."""
    return dead([address]).get(clean_email(address))


def why(suppression):
    """The reason as a sentence for whoever knows the person."""
    return {
        Suppression.Reason.BOUNCE: _(
            "Mail naar %(address)s kwam terug. Het adres bestaat niet (meer), of de postbus neemt "
            "niets aan."
        ),
        Suppression.Reason.COMPLAINT: _("%(address)s heeft onze mail als ongewenst gemeld."),
        Suppression.Reason.MANUAL: _("De beheerder heeft %(address)s geblokkeerd."),
    }[suppression.reason] % {"address": suppression.address}
