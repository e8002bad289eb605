"""Who hears that somebody wants to take part, and how often.

* Every leader of the region with an account that works is told, in the leader's own language.
* A region without such a leader has nobody who would notice. So the admins are told instead, that
  the region needs a leader and that people are waiting there; who applied gets the same
  confirmation as everywhere. The list of regions in the admin shows which ones that are.
* About one person a reader gets at most one mail of a kind a day, however much is sent: the first
  leaves at once, and whatever comes later that day is one mail at nine the next morning, which
  sends its reader to the page. Nothing is lost by that, as the page of the lead keeps every
  question and application. Of a region without leader this holds per region, not per person.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import office_hours
from outbox import composing

log = logging.getLogger(__name__)

NO_LEADER = "region_without_leader"
LATER = _("Na de vorige mail kwam er nog iets bij. Je leest alles op de pagina.")


def tell_leaders(kind, lead, *, now, **context):
    """Mail the leaders of the region about this lead, or the admins where there are none."""
    context = {"lead": lead, "region": lead.region, **context}
    leaders = list(lead.region.leaders.filter(is_active=True).order_by("pk"))
    for leader in leaders:
        tell(kind, leader, f"{kind}:{lead.pk}", about=lead, now=now, context=context)
    if not leaders:
        tell_admins(lead.region, now)


def tell_admins(region, now):
    admins = list(User.objects.filter(is_superuser=True, is_active=True).order_by("pk"))
    for admin in admins:
        subject = f"{NO_LEADER}:{region.pk}"
        tell(NO_LEADER, admin, subject, about=region, now=now, context={"region": region})
    if not admins:
        log.warning("recruitment: nobody leads %s, and there is no admin to tell it", region.slug)


def tell(kind, reader, subject, *, about, now, context):
    """One mail to one reader about a subject, unless that of today or tomorrow tells it."""
    day, leaves = timezone.localdate(now), now
    if earlier := composing.written(key_of(subject, reader, day)):
        if earlier.not_before > now:
            return  # What came yesterday after the first is still to leave, and tells this too.
        day += timedelta(days=1)
        leaves, context = office_hours.opening(day), {**context, "question": LATER}
    composing.write(
        kind,
        key=key_of(subject, reader, day),
        to=reader.email,
        language=reader.language,
        context={**context, "user": reader},
        about=about,
        now=now,
        not_before=leaves,
    )


def key_of(subject, reader, day):
    return f"{subject}:{day.isoformat()}:{reader.pk}"
