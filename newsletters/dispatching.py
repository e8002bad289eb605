"""Handing copies over to the outbox, a few at a time.

Only a small lead stands in the outbox: what is not there yet is held or stopped by one row, and
weighs on nobody's mail. Each reader is looked at again on the way.
"""

from datetime import timedelta

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from cohorts.models import Region
from core import sweeping
from newsletters import copies, reasons, sending
from newsletters.models import Delivery, Letterhead, Newsletter, NewsletterText
from outbox.models import Message

Status = Newsletter.Status
LEAD = 200
HOUR = timedelta(hours=1)
PER_HOUR = Letterhead._meta.get_field("per_hour").default


def dispatch(now):
    """Hand over a little of every newsletter on its way; returns how many readers were settled."""
    under_way = Newsletter.objects.filter(status=Status.SENDING).order_by("started_at", "pk")
    return sum(sweeping.alone(hand_over, newsletter, now) for newsletter in under_way)


def hand_over(newsletter, now):
    """Take the next readers of one newsletter; returns how many were settled.

    The newsletters of a region share one pace, so the region is locked first.
    """
    if not Region.objects.select_for_update(no_key=True).filter(pk=newsletter.region_id):
        return 0
    row = sending.locked(newsletter)
    if row.status != Status.SENDING:
        return 0
    if not row.region.is_active:
        row.move_to(Status.PAUSED, by=None)
        return 0
    share = next_readers(row, room(row, now)) if row.queued_at else []
    hand(row, share, now)
    if row.queued_at and not share:
        settle(row, now)
    return len(share)


def room(newsletter, now):
    """How many may be handed over now: what keeps the lead small, and the pace of the region."""
    lead = LEAD - newsletter.deliveries.under_way().count()
    return max(0, min(lead, left_this_hour(newsletter.region, now)))


def left_this_hour(region, now):
    """How many newsletters of this region may still leave in the hour that ends now."""
    per_hour = Letterhead.objects.filter(region=region).values_list("per_hour", flat=True).first()
    started = Newsletter.objects.filter(region=region, started_at__isnull=False)
    recent = started.exclude(finished_at__lt=now - HOUR)
    gone = Delivery.objects.filter(
        newsletter__in=recent.order_by(),
        status=Delivery.Status.HANDED_OVER,
        handed_over_at__gt=now - HOUR,
    )
    return (per_hour or PER_HOUR) - gone.count()


def next_readers(newsletter, number):
    """The next of those who wait, locked; one who is leaving right now is passed over."""
    if not number:
        return []
    waiting = reasons.looked_up(newsletter.deliveries.queued()).order_by("pk")
    waiting = waiting.select_related("newsletter")
    return list(waiting.select_for_update(skip_locked=True, of=("self",), no_key=True)[:number])


def hand(newsletter, deliveries, now):
    """A message for each of these, or the reason why not."""
    rows = newsletter.deliveries
    skipped = {}
    for delivery in deliveries:
        skipped.setdefault(reasons.of(delivery), []).append(delivery)
    going = skipped.pop("", [])
    for reason, readers in skipped.items():
        left = rows.filter(pk__in=[delivery.pk for delivery in readers])
        left.update(status=Delivery.Status.SKIPPED, reason=reason)
    subjects = subjects_of(newsletter) if going else {}
    Message.objects.bulk_create(message(delivery, subjects, now) for delivery in going)
    own = Message.objects.filter(
        key=Concat(Value(key(newsletter)), Cast(OuterRef("pk"), CharField()))
    )
    rows.filter(pk__in=[delivery.pk for delivery in going]).update(
        status=Delivery.Status.HANDED_OVER, handed_over_at=now, message=Subquery(own.values("pk"))
    )


def key(newsletter, place=""):
    return f"newsletter:{newsletter.pk}:{place}"


def subjects_of(newsletter):
    texts = NewsletterText.objects.filter(newsletter=newsletter)
    return dict(texts.values_list("language", "subject"))


def message(delivery, subjects, now):
    """A message that is not saved yet; its words are made when it leaves."""
    return Message(
        key=key(delivery.newsletter, delivery.pk),
        kind=copies.KIND,
        stream=Message.Stream.NEWSLETTER,
        to=delivery.email,
        subject=subjects.get(delivery.language) or subjects.get("nl", ""),
        not_before=now,
        created_at=now,
    )


def settle(newsletter, now):
    """It is sent once nobody waits any more, here or in the outbox."""
    rows = newsletter.deliveries
    if not rows.queued().exists() and not rows.under_way().exists():
        newsletter.move_to(Status.SENT, by=None, finished_at=now)
