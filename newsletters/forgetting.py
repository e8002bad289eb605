"""Erasing what the newsletters know of an address.

What stays: the proof that mail was asked for, with a keyed hash in place of the address; for who
asked to be erased, or left long ago, that hash also on the list of what no import brings back; of
mails that left, that one left and when, without its address, words or headers; and of the link
that somebody came by, how many came. A block on an address (it does not exist, or is not to be
mailed) stays too, since it is there to keep mail away.
"""

from collections import Counter

from auditlog.context import disable_auditlog
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import AccessLink
from core import trails
from newsletters import consenting, leaving
from newsletters.models import Consent, Delivery, Forgotten, Subscription
from newsletters.withdrawing import withdraw
from outbox import blanking
from outbox.models import Message
from recruitment.models import ChannelDay


@transaction.atomic
def forget(address, *, now, page):
    """Erase this address in every region, and let no import bring it back."""
    rows = list(Subscription.objects.filter(email=address).order_by("pk").select_for_update())
    for row in rows:
        leaving.leave(row, now=now, page=page)
    erase(rows)
    keep_out([address], now)


def keep_out(addresses, now):
    """Let no import bring these addresses back."""
    digests = {consenting.digest(address) for address in addresses}
    Forgotten.objects.bulk_create(
        [Forgotten(digest=digest, at=now) for digest in sorted(digests)], ignore_conflicts=True
    )


def in_shares(due, size, act):
    """Do `act` to lists of these rows, locked and in a transaction each; returns how many rows.

    What was acted on must be due no more. They are locked in the order that `due` has.
    """
    done = 0
    while number := one_share(due, size, act):
        done += number
    return done


@transaction.atomic
def one_share(due, size, act):
    rows = list(due.select_for_update(of=("self",))[:size])
    if rows:
        act(rows)
    return len(rows)


@transaction.atomic
def erase(rows):
    """Erase these subscriptions, which are locked; their proof stays without the address."""
    numbers = [row.pk for row in rows]
    kind = ContentType.objects.get_for_model(Subscription)
    copies = Delivery.objects.filter(subscription__in=numbers)
    withdraw(copies, Delivery.Reason.LEFT)
    # Two questions, for which there is an index each; of both at once every mail is read.
    blanking.blank(Message.objects.filter(about_type=kind, about_id__in=numbers))
    blanking.blank(Message.objects.filter(pk__in=copies.values("message")))
    copies.update(email="")
    # Consent.save refuses any change; this one alone is what its own table is meant to bear.
    Consent.objects.filter(subscription__in=numbers).update(address="")
    count_readers(rows)
    links = AccessLink.objects.filter(holder_type=kind, holder_id__in=numbers)
    with disable_auditlog():
        for gone in (links, Subscription.objects.filter(pk__in=numbers)):
            trails.forget(gone.model, gone.values_list("pk", flat=True))
            gone.delete()


def count_readers(rows):
    """Keep how many readers a link brought, on the day that they confirmed."""
    came = Counter(
        (row.channel_id, timezone.localdate(row.confirmed_at))
        for row in rows
        if row.channel_id and row.confirmed_at
    )
    for (channel, day), number in sorted(came.items()):
        counted, _new = ChannelDay.objects.get_or_create(channel_id=channel, day=day)
        ChannelDay.objects.filter(pk=counted.pk).update(readers_erased=F("readers_erased") + number)
