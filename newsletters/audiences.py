"""Who reads a newsletter: one query, asked anew whenever it matters.

A row is never looked at outside the region of the newsletter, so an audience tells a leader
nothing about people elsewhere.
"""

import hashlib
import json
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cohorts.models import Cohort
from core.numbers import whole_number
from newsletters.models import Condition, Subscription, SubscriptionTopic, Topic
from outbox.models import Suppression
from participants.models import Branch, Participant
from recruitment.models import Application, Channel, Lead

Field = Condition.Field
# Whatever the state.
ANY = "any"
NOBODY = Q(pk__in=[])


def readers(newsletter):
    """The subscriptions that would get this newsletter if it were sent now."""
    audience = newsletter.audience
    conditions = audience.conditions.all() if audience else []
    return matching(newsletter.region, newsletter.topic, conditions)


def matching(region, topic, conditions):
    """Confirmed readers of this topic in this region for whom every block of conditions holds."""
    rows = Subscription.objects.confirmed().filter(reads(topic), region=region)
    rows = rows.exclude(blocked("email"))
    if topic == Topic.RECRUITMENT:
        rows = rows.exclude(takes_part(region, "email"))
    for block in in_blocks(conditions):
        holds = NOBODY
        for condition in block:
            holds |= clause(region, condition)
        rows = rows.filter(holds)
    return rows


def definition(newsletter):
    """A digest of what this newsletter asks of its readers, which changes only when that does.

    The order of conditions and of blocks, and the name of the audience, do not matter.
    """
    rows = newsletter.audience.conditions.all() if newsletter.audience else []
    blocks = [
        sorted([row.field, row.is_not, row.value] for row in block) for block in in_blocks(rows)
    ]
    text = json.dumps([newsletter.topic, sorted(blocks)])
    return hashlib.sha256(text.encode()).hexdigest()


def in_blocks(conditions):
    """[[condition, ...], ...] in the order of their blocks."""
    blocks = {}
    for condition in conditions:
        blocks.setdefault(condition.block, []).append(condition)
    return [blocks[number] for number in sorted(blocks)]


def reads(topic):
    """Condition on subscriptions: this one asked for the topic."""
    return Q(Exists(SubscriptionTopic.objects.filter(subscription=OuterRef("pk"), topic=topic)))


def blocked(address):
    """Condition: mail to the address in this column was stopped, or newsletters were."""
    return Q(Exists(Suppression.objects.filter(address=OuterRef(address))))


def takes_part(region, address):
    """Condition: whoever has this address applied or has a seat, and needs no recruiting.

    Who stopped, or was turned down, may be asked again.
    """
    leads = Lead.objects.filter(region=region, email=OuterRef(address))
    applied = Q(status__in=Lead.OPEN) & Q(Exists(Application.objects.filter(lead=OuterRef("pk"))))
    seats = participants(region, address).exclude(status=Participant.Status.WITHDRAWN)
    return Q(Exists(leads.filter(applied | Q(status=Lead.Status.ADMITTED)))) | Q(Exists(seats))


def participants(region, address="email"):
    return Participant.objects.filter(cohort__region=region, user__email=OuterRef(address))


def clause(region, condition):
    """The condition on subscriptions.

    What names something that is gone holds for nobody, not even when it is turned around: whoever
    made it did not choose to write to everybody.
    """
    wanted = meaning(region, condition)
    if wanted is None:
        return NOBODY
    return ~wanted if condition.is_not else wanted


def is_lost(region, condition):
    """Whether it names something that does not exist (any more) in this region."""
    return meaning(region, condition) is None


def meaning(region, condition):
    """What must hold, not turned around yet; None where it names what is gone."""
    words = MEANINGS.get(condition.field)
    return words(region, condition.value) if words else None


def branch(region, value):
    return Q(branch=value) if value in Branch.values else None


def language(region, value):
    return Q(language=value) if value in dict(settings.LANGUAGES) else None


def topic_read(region, value):
    return reads(value) if value in Topic.values else None


def channel(region, value):
    row = found(Channel.objects.filter(region=region), value)
    return Q(channel=row) if row else None


def lead(region, value):
    return of_leads(Lead.objects.filter(region=region), value)


def applied(region, value):
    with_form = Exists(Application.objects.filter(lead=OuterRef("pk")))
    return of_leads(Lead.objects.filter(with_form, region=region), value)


def of_leads(leads, value):
    if value not in (ANY, *Lead.Status.values):
        return None
    state = {} if value == ANY else {"status": value}
    return Q(Exists(leads.filter(email=OuterRef("email"), **state)))


def cohort(region, value):
    row = found(Cohort.objects.filter(region=region), value)
    return Q(Exists(participants(region).filter(cohort=row))) if row else None


def participant(region, value):
    if value not in (ANY, *Participant.Status.values):
        return None
    state = {} if value == ANY else {"status": value}
    return Q(Exists(participants(region).filter(**state)))


def since(region, value):
    try:
        day = date.fromisoformat(value)
        begin = timezone.make_aware(datetime.combine(day, time.min))
        return Q(confirmed_at__gte=begin.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def found(rows, value):
    number = whole_number(value)
    return None if number is None else rows.filter(pk=number).first()


MEANINGS = {
    Field.BRANCH: branch,
    Field.LANGUAGE: language,
    Field.CHANNEL: channel,
    Field.TOPIC: topic_read,
    Field.LEAD: lead,
    Field.APPLIED: applied,
    Field.COHORT: cohort,
    Field.PARTICIPANT: participant,
    Field.SINCE: since,
}


def sample(rows, number=5):
    """A few of these readers, the same ones as long as the choice is the same."""
    return list(rows.order_by("key")[:number])
