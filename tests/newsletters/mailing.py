"""Newsletters on their way: ready to send, approved, and handed over to the outbox."""

from datetime import timedelta

from django.utils import timezone

from newsletters import dispatching, queueing, sending
from tests import factories as make


def ready(region=None, **fields):
    """One that can be sent: with words and a letterhead."""
    region = region or make.region()
    make.letterhead(region)
    text = "Beste {voornaam|lezer},\n\nDe volgende groep begint in maart."
    return make.newsletter(region, **{"subject": "Nieuws uit de regio", "body": text, **fields})


def approved(newsletter_, *, now=None):
    """The newsletter once it was approved and its readers are queued."""
    now = now or timezone.now()
    number = sending.audiences.readers(newsletter_).count()
    row = sending.approve(
        newsletter_, number=number, revision=newsletter_.revision, by=newsletter_.author, now=now
    )
    queueing.queue(now)
    row.refresh_from_db()
    return row


def handed_over(newsletter_, *, now=None):
    """The newsletter with its first share in the outbox."""
    row = approved(newsletter_, now=now)
    dispatching.dispatch(now or timezone.now())
    row.refresh_from_db()
    return row


def outcomes(newsletter_):
    """{address: (status, reason)} of its copies."""
    rows = newsletter_.deliveries.values_list("email", "status", "reason")
    return {email: (status, reason) for email, status, reason in rows}


def ago(**parts):
    return timezone.now() - timedelta(**parts)
