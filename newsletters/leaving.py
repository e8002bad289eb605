"""Leaving, at once and without questions; for a day it can be undone."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import links
from accounts.models import AccessLink
from newsletters import consenting
from newsletters.models import Consent, Delivery, Subscription
from newsletters.withdrawing import withdraw_copies

Status = Subscription.Status
UNDO_WITHIN = timedelta(hours=24)


def header(subscription):
    """The headers of a mail to this reader."""
    path = reverse("newsletter_leave", args=[subscription.key])
    return headers(settings.SITE_URL + path)


def headers(address):
    """With these a mail program shows a button of its own to unsubscribe (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def leave(subscription, *, now, page):
    """End this subscription and all that waits for it; False when it was over already."""
    return end(subscription, Consent.Act.WITHDRAWN, Delivery.Reason.LEFT, now=now, page=page)


@transaction.atomic
def end(subscription, act, reason, *, now, page):
    """The same, with the Consent.Act that says who ended it, and why copies stay here."""
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None or row.status == Status.ENDED:
        return False
    row.move_to(Status.ENDED, by=None, ended_at=now)
    # A confirmation that was still under way must not bring it back.
    links.revoke(holder=row, purpose=AccessLink.Purpose.SUBSCRIPTION, now=now)
    consenting.record(row, act, page=page, now=now)
    withdraw_copies(row, reason)
    return True


@transaction.atomic
def stop_all(address, *, now, page):
    """Leave in every region; returns how many subscriptions ended."""
    rows = Subscription.objects.filter(email=address).order_by("pk").select_for_update()
    return sum(leave(row, now=now, page=page) for row in rows)


def can_undo(subscription, now):
    """Only who had confirmed what was asked last comes back without a mail, and only for a day.

    What the portal ended itself is nothing that a reader did.
    """
    return (
        subscription.status == Status.ENDED
        and subscription.confirmed_at is not None
        and subscription.confirmed_at >= subscription.asked_at
        and subscription.ended_at is not None
        and now < subscription.ended_at + UNDO_WITHIN
        and ended_by_reader(subscription)
    )


def ended_by_reader(subscription):
    last = subscription.consents.last()
    return last is not None and last.act == Consent.Act.WITHDRAWN


@transaction.atomic
def undo(subscription, *, now, page):
    """Be subscribed again as before; False when that is no longer possible.

    Copies that were taken back stay so.
    """
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None or not can_undo(row, now):
        return False
    row.move_to(Status.CONFIRMED, by=None, ended_at=None)
    topics = row.topics.values_list("topic", flat=True)
    consenting.record(row, Consent.Act.CONFIRMED, page=page, now=now, topics=topics)
    return True
