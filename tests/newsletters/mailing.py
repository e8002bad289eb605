"""Rows for sending: readers, newsletters, and what became of their copies."""

import itertools
from datetime import timedelta

from django.utils import timezone

from newsletters import dispatching, queueing, sending
from newsletters.models import (
    Audience,
    Letterhead,
    Newsletter,
    NewsletterText,
    Subscription,
    SubscriptionTopic,
)
from recruitment.models import Application, Channel, Lead
from tests import factories as make

numbers = itertools.count(1)
RECRUITMENT = "recruitment"


def reader(region, email=None, *, topics=(RECRUITMENT,), **fields):
    """A confirmed subscription, unless told otherwise."""
    now = timezone.now()
    defaults = {"status": "confirmed", "confirmed_at": now, "asked_at": now, "first_name": "Sanne"}
    row = Subscription.objects.create(
        region=region,
        email=email or f"lezer{next(numbers)}@voorbeeld.example",
        **{**defaults, **fields},
    )
    for topic in topics:
        SubscriptionTopic.objects.create(subscription=row, topic=topic)
    return row


def readers(region, number, **fields):
    return [reader(region, **fields) for _ in range(number)]


def newsletter(region=None, *, audience=None, topic=RECRUITMENT, **fields):
    region = region or make.region()
    author = fields.pop("author", None) or make.user()
    letterhead(region)
    row = Newsletter.objects.create(
        region=region, author=author, audience=audience, topic=topic, **fields
    )
    text = "Beste {voornaam|lezer},\n\nDe volgende groep begint in maart."
    NewsletterText.objects.create(
        newsletter=row, language="nl", subject="Nieuws uit de regio", body=text
    )
    return row


def letterhead(region, **fields):
    """What every region needs that sends newsletters."""
    head = {"name": "HTO", "sender": "HTO, Kerkstraat 1, 3011 AA Rotterdam"}
    return Letterhead.objects.update_or_create(
        region=region, defaults=fields, create_defaults={**head, **fields}
    )[0]


def audience(region, *lines, name=None):
    """An audience of (block, field, value) lines; a field with "!" before it is turned around."""
    row = Audience.objects.create(region=region, name=name or f"Lijst {next(numbers)}")
    for block, field, value in lines:
        row.conditions.create(
            block=block, field=field.lstrip("!"), is_not=field.startswith("!"), value=value
        )
    return row


def lead(region, email, *, has_applied=False, **fields):
    defaults = {"first_name": "Bram", "last_name": "Bakker", "privacy_version": "1"}
    row = Lead.objects.create(region=region, email=email, **{**defaults, **fields})
    if has_applied:
        application(row)
    return row


def application(lead_):
    return Application.objects.create(
        lead=lead_,
        first_name=lead_.first_name,
        last_name=lead_.last_name,
        phone="+31612345678",
        employer_name="Bakker Techniek",
        branch="metal",
        education="mbo4",
        years=10,
        motivation="Ik leid graag op.",
        privacy_version="1",
    )


def channel(region, **fields):
    return Channel.objects.create(region=region, **{"name": f"Kanaal {next(numbers)}", **fields})


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
