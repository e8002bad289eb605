"""Finding a reader by the key of a mail, or by the typed address."""

from django.db import transaction
from django.db.models import Case, When

from cohorts.models import Region
from newsletters import subscribing
from newsletters.models import Subscription
from outbox.models import Message, Suppression

LINK = "subscription_link"


def open_region(slug):
    """The region with this name in addresses that takes readers now, or None."""
    return Region.objects.open().filter(slug=slug).first()


def by_key(key):
    """The subscription with this key, or None."""
    return Subscription.objects.filter(key=key).select_related("region").first()


def of_address(address):
    """All subscriptions of an address, by region."""
    rows = Subscription.objects.filter(email=address).select_related("region")
    return rows.prefetch_related("topics").order_by("region__name")


def block_of(address):
    """What keeps newsletters away from this address: a Suppression, or None."""
    return Suppression.objects.filter(address=address).order_by("scope").first()


@transaction.atomic
def send_link(address, *, now):
    """Mail the way to the page of choices to this address, if it has one: once per hour, and some
    times a day, since anybody can type it."""
    is_read = Case(When(status=Subscription.Status.CONFIRMED, then=0), default=1)
    row = (
        Subscription.objects.filter(email=address)
        .select_for_update(of=("self",))
        .order_by(is_read, "-asked_at")
        .first()
    )
    if row is None:
        return
    today = Message.objects.filter(to=address, kind=LINK, not_before__gt=now - subscribing.DAY)
    lately = today.filter(not_before__gt=now - subscribing.HOUR)
    if not lately.exists() and today.count() < subscribing.MOST_IN_A_DAY:
        subscribing.write(row, LINK, (), now, key=f"{LINK}:{row.pk}:{now:%Y%m%d%H%M%S%f}")
