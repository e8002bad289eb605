"""How long a reader who left is kept, and the proof that newsletters were asked for.

* Who left: a year (`KEEP_LEFT_YEARS`), so that a question about the last mails can be answered.
  Then the address is erased as at its reader's own wish, and its hash is on the list of what no
  import brings back.
* The proof of an erased address, which holds only its hash: five years after the last of it
  (`KEEP_PROOF_YEARS`), as long as somebody can make a claim about a mail (art. 3:310 BW).
* Who reads, but cannot be mailed: once the address was blocked for a year (`KEEP_BLOCKED_YEARS`),
  as mail comes back from it or for another reason, the subscription ends. Why stands in the proof
  (`Consent.Act.BLOCKED`). From then on it is kept as that of who left.

Other readers are kept as long as they read. The list of hashes, and blocks, are kept: they keep
mail away. The row itself says from when its term runs, so a sweep may run twice or miss days.
"""

from django.conf import settings
from django.db.models import Exists, OuterRef

from core import terms
from newsletters import forgetting, leaving
from newsletters.models import Consent, Delivery, Subscription
from outbox.models import Suppression

BATCH = 200
# Proof is a small row, deleted without looking at anything else.
PROOF_BATCH = 5_000


def end_unreachable(now):
    """End the subscriptions of whoever was blocked for so long; returns how many."""
    return forgetting.in_shares(unreachable(now), BATCH, lambda rows: end_rows(rows, now))


def unreachable(now):
    """Who reads, but was blocked all that time; pressing the button begins the term anew."""
    begun = terms.over_by(now, terms.years(settings.KEEP_BLOCKED_YEARS))
    blocks = Suppression.objects.filter(address=OuterRef("email"), created_at__lt=begun)
    rows = Subscription.objects.confirmed().filter(Exists(blocks), confirmed_at__lt=begun)
    return rows.order_by("pk")


def end_rows(rows, now):
    for row in rows:
        leaving.end(row, Consent.Act.BLOCKED, Delivery.Reason.BLOCKED, now=now, page="")


def erase(now):
    """Erase whoever left so long ago; returns how many."""
    return forgetting.in_shares(left(now), BATCH, lambda rows: erase_rows(rows, now))


def left(now):
    ended = Subscription.objects.filter(status=Subscription.Status.ENDED)
    return ended.filter(ended_at__lt=terms.over_by(now, left_term())).order_by("ended_at", "pk")


def left_term():
    return terms.years(settings.KEEP_LEFT_YEARS)


def erased_on(row):
    """The day on which the sweep erases this reader, or None for who did not leave."""
    if row.status != Subscription.Status.ENDED or row.ended_at is None:
        return None
    return terms.over_on(row.ended_at, left_term())


def erase_rows(rows, now):
    forgetting.erase(rows)
    forgetting.keep_out([row.email for row in rows], now)


def drop_proof(now):
    """Delete the proof of erased addresses about which nothing was said for so long; how many."""
    done = 0
    while numbers := list(old_proof(now).values_list("pk", flat=True)[:PROOF_BATCH]):
        # Consent.delete refuses; what nobody can ask about any more has no purpose.
        done += Consent.objects.filter(pk__in=numbers).delete()[0]
    return done


def old_proof(now):
    begun = terms.over_by(now, terms.years(settings.KEEP_PROOF_YEARS))
    since = Consent.objects.filter(digest=OuterRef("digest"), at__gte=begun)
    erased = Consent.objects.filter(subscription=None, address="", at__lt=begun)
    return erased.filter(~Exists(since)).order_by()
