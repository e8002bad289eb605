"""The series to who just subscribed: three mails in four weeks, about becoming a participant.

Which mail is due follows from the day of subscribing alone, and its key names reader and step. So
the sweep may run twice or miss days: nobody gets one twice, and whoever was passed over for weeks
gets the one of today and not all of them at once.
"""

from datetime import timedelta
from functools import cache

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cohorts.models import Region
from core import office_hours, sweeping
from newsletters import audiences, copies, leaving, partner_kit
from newsletters.models import Subscription, Topic
from outbox import composing
from outbox.composing import Foot
from outbox.kinds import KINDS
from outbox.models import Message

# How long after subscribing each of them begins to be due, the latest first. The last one is no
# longer when the series is over.
STEPS = (
    (timedelta(days=21), "welcome_group"),
    (timedelta(days=7), "welcome_work"),
    (timedelta(0), "welcome"),
)
OVER = timedelta(days=28)
CHUNK = 500


def step_at(age):
    """The kind of mail that is due so long after subscribing, or "" before and after the series."""
    if not timedelta(0) <= age < OVER:
        return ""
    return next(kind for after, kind in STEPS if age >= after)


def greet(now):
    """Write the mails that are due; returns how many are new.

    The first comes at once, as somebody is there to read it; the others in office hours.
    """
    return sum(greet_region(region, now) for region in Region.objects.open().order_by("pk"))


def greet_region(region, now):
    # Looked up once, and only where there is somebody to write to.
    cohort = cache(lambda: partner_kit.next_cohort(region, timezone.localdate(now)))
    return sum(sweeping.alone(write, row, cohort, now) for row in due(region, now))


def due(region, now):
    """The readers of this region who are in the series, in chunks; some had their mail already."""
    rows = waiting(region, now).select_related("region").order_by("pk")
    after = 0
    while chunk := list(rows.filter(pk__gt=after)[:CHUNK]):
        yield from new_ones(chunk, now)
        after = chunk[-1].pk


def waiting(region, now):
    return audiences.matching(region, Topic.RECRUITMENT, []).filter(
        confirmed_at__gt=now - OVER, confirmed_at__lte=now
    )


def new_ones(readers, now):
    """Those whose step is due now and not written yet."""
    keys = {reader.pk: key_of(reader, step_of(reader, now)) for reader in readers}
    written = set(Message.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    is_day = office_hours.holds(now)
    for reader in readers:
        is_first = step_of(reader, now) == STEPS[-1][1]
        if keys[reader.pk] not in written and (is_first or is_day):
            yield reader


def step_of(reader, now):
    return step_at(now - reader.confirmed_at)


def key_of(reader, kind):
    return f"{kind}:{reader.pk}"


def write(reader, cohort, now):
    """One mail of the series; 1 when it is new. `cohort()` is the group one can join, or None."""
    kind = step_of(reader, now)
    if composing.written(key_of(reader, kind)):
        return 0
    composing.write(
        kind,
        key=key_of(reader, kind),
        to=reader.email,
        language=reader.language,
        context={"reader": reader, "cohort": cohort()},
        about=reader,
        foot=foot_of(reader, kind),
        headers={**leaving.header(reader), **reader.region.reply_to},
        now=now,
    )
    return 1


def foot_of(reader, kind):
    with translation.override(reader.language):
        words = _("Kiezen wat je leest, of afmelden")
        return Foot(str(KINDS[kind].why), words, copies.addresses(reader.key).choices)


def moot(message, now):
    """Why a mail of the series has no reason any more, or ""."""
    reader = message.about
    if reader is None or reader.status != Subscription.Status.CONFIRMED:
        return _("De lezer heeft zich afgemeld.")
    if not reader.region.is_active or not waiting(reader.region, now).filter(pk=reader.pk).exists():
        return _("Deze lezer hoort niet meer bij de welkomstreeks.")
    return ""
