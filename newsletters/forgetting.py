"""Erasing what the newsletters know of an address.

What stays: the proof that mail was asked for, with a keyed hash in place of the address; for who
asked to be erased that hash also on the list of what no import brings back; and of mails that left,
that one left and when, without its address, words or headers. A block on an address (it does not
exist, or is not to be mailed) stays too, since it is there to keep mail away.
"""

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from accounts.models import AccessLink
from newsletters import consenting, leaving
from newsletters.models import Consent, Delivery, Forgotten, Subscription
from newsletters.withdrawing import withdraw_copies
from outbox import blanking
from outbox.models import Message


@transaction.atomic
def forget(address, *, now, page):
    """Erase this address in every region, and let no import bring it back."""
    rows = Subscription.objects.filter(email=address).order_by("pk").select_for_update()
    for row in rows:
        leaving.leave(row, now=now, page=page)
        erase(row)
    Forgotten.objects.get_or_create(digest=consenting.digest(address), defaults={"at": now})


@transaction.atomic
def erase(subscription):
    """Erase one subscription; its proof stays without the address."""
    withdraw_copies(subscription, Delivery.Reason.LEFT)
    copies = Delivery.objects.filter(subscription=subscription)
    about = Q(about_type=ContentType.objects.get_for_model(subscription), about_id=subscription.pk)
    blanking.blank(Message.objects.filter(about | Q(pk__in=copies.values("message"))))
    copies.update(email="")
    # Consent.save refuses any change; this one alone is what its own table is meant to bear.
    Consent.objects.filter(subscription=subscription).update(address="")
    links = AccessLink.objects.filter(
        holder_type=ContentType.objects.get_for_model(subscription), holder_id=subscription.pk
    )
    with disable_auditlog():
        for row in (*links, subscription):
            # The trail holds the address in every line about these rows.
            LogEntry.objects.get_for_object(row).delete()
            row.delete()
