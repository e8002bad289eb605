"""What an audience can be made of, in words, and keeping one."""

from django.conf import settings
from django.db import transaction

from cohorts.models import Cohort
from newsletters.audiences import ANY
from newsletters.models import Audience, Condition, Topic
from participants.models import Branch, Participant
from recruitment.models import Channel, Lead

Field = Condition.Field
# Its value is a date that is typed.
DAY = f"{Field.SINCE}:"


def options(region, any_words):
    """{field: [(value, label)]} of everything that can be chosen in this region.

    `any_words` is how "whatever the state" is called.
    """
    states = [(ANY, any_words)]
    cohorts = Cohort.objects.filter(region=region).order_by("-start_on", "pk")
    channels = Channel.objects.filter(region=region)
    return {
        Field.BRANCH: Branch.choices,
        Field.LANGUAGE: list(settings.LANGUAGES),
        Field.CHANNEL: [(str(row.pk), row.name) for row in channels],
        Field.TOPIC: Topic.choices,
        Field.LEAD: [*states, *Lead.Status.choices],
        Field.APPLIED: [*states, *Lead.Status.choices],
        Field.COHORT: [(str(row.pk), row.name) for row in cohorts],
        Field.PARTICIPANT: [*states, *Participant.Status.choices],
    }


@transaction.atomic
def save(audience, conditions):
    """Keep the audience with exactly these conditions; the same one twice in a block is once."""
    audience.save()
    audience.conditions.all().delete()
    once = {(row.block, row.field, row.value): row for row in conditions}
    for row in once.values():
        row.pk, row.audience = None, audience
    Condition.objects.bulk_create(once.values())
    return audience


@transaction.atomic
def remove(audience):
    """Delete one that no newsletter names; whether it was deleted."""
    row = Audience.objects.select_for_update().get(pk=audience.pk)
    if row.newsletters.exists():
        return False
    row.delete()
    return True
