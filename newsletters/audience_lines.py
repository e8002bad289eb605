"""What an audience can be made of, in words, and keeping one."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from newsletters.audiences import ANY, in_blocks
from newsletters.models import Audience, Condition, Newsletter, Topic
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


def contradictions(conditions):
    """{place: sentence} of the conditions that turn around what an earlier one says.

    Within a block one of both always holds, so the block says nothing; two blocks that each hold
    nothing else leave nobody.
    """
    blocks = in_blocks(conditions)
    alone = {id(block[0]) for block in blocks if len({about(row) for row in block}) == 1}
    found, seen = {}, {}
    for place, row in enumerate(conditions):
        others = seen.setdefault((row.field, row.value), [])
        opposite = [other for other in others if other.is_not != row.is_not]
        if any(other.block == row.block for other in opposite):
            found[place] = _("In dit blok staat ook het omgekeerde. Haal er één weg.")
        elif id(row) in alone and any(id(other) in alone for other in opposite):
            found[place] = _(
                "Een ander blok zegt het omgekeerde: zo krijgt niemand de nieuwsbrief."
            )
        others.append(row)
    return found


def about(condition):
    return condition.field, condition.value, condition.is_not


class Busy(Exception):
    """A newsletter to this audience was approved, and its readers do not stand in the queue yet."""


class Stale(Exception):
    """Somebody else changed it since it was read; `audience` is how it is now."""

    def __init__(self, audience):
        self.audience = audience
        super().__init__(f"audience {audience.pk} is at revision {audience.revision}")


@transaction.atomic
def save(audience, conditions, *, seen=None):
    """Keep the audience with exactly these conditions; the same one twice in a block is once.

    `seen` is the revision on which they were built, None where nobody looked in between. ValueError
    for conditions that contradict each other: a form tells so first. Raises Stale where it is at
    another revision, and Busy where a newsletter would go to others than it was approved for.
    """
    if contradictions(conditions):
        raise ValueError("conditions contradict each other")
    once = {(row.block, row.field, row.value): row for row in conditions}
    # Who approves a newsletter to it holds this row, so one of both waits for the other.
    before = Audience.objects.select_for_update(no_key=True).filter(pk=audience.pk).first()
    if before:
        audience.revision = before.revision
        if is_same(before, audience, once.values()):  # The same button pressed twice.
            return audience
        if seen not in (None, before.revision):
            raise Stale(before)
        audience.revision += 1
    audience.save()
    if audience.newsletters.filter(status__in=Newsletter.UNDER_WAY, queued_at=None).exists():
        raise Busy
    audience.conditions.all().delete()
    for row in once.values():
        row.pk, row.audience = None, audience
    Condition.objects.bulk_create(once.values())
    return audience


def is_same(before, audience, conditions):
    lines = before.conditions.values_list("block", "field", "value", "is_not")
    typed = {(row.block, row.field, row.value, row.is_not) for row in conditions}
    return before.name == audience.name and set(lines) == typed


@transaction.atomic
def remove(audience):
    """Delete one that no newsletter names; whether it is gone."""
    row = Audience.objects.select_for_update().filter(pk=audience.pk).first()
    if row is None:  # The same button pressed twice.
        return True
    if row.newsletters.exists():
        return False
    row.delete()
    return True
