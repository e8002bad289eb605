"""How long what mail servers told is kept, where no mail of ours goes with it.

A report about one of our mails goes when that mail does (`blanking`). One about no mail of ours
names an address that nobody here answers for, so it stays a year to be looked up
(`KEEP_BOUNCES_YEARS`). It changed nothing when it came, so nothing changes when it goes. A block
on an address is no report: it keeps mail away, and stays.
"""

from django.conf import settings

from core import terms
from outbox.models import Bounce

BATCH = 1_000


def erase(now):
    """Delete the reports without a mail whose term is over; returns how many."""
    done = 0
    while numbers := list(strays(now).values_list("pk", flat=True)[:BATCH]):
        done += Bounce.objects.filter(pk__in=numbers, message=None).delete()[0]
    return done


def strays(now):
    begun = terms.over_by(now, terms.years(settings.KEEP_BOUNCES_YEARS))
    return Bounce.objects.filter(message=None, received_at__lt=begun).order_by("received_at")
