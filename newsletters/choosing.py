"""What readers want to hear of, and what they are called."""

from django.db import transaction

from newsletters import consenting
from newsletters.models import Consent, Delivery, Subscription, Topic
from newsletters.withdrawing import withdraw_copies


def topics_of(subscription):
    """The topics as a set of codes."""
    return set(subscription.topics.values_list("topic", flat=True))


def in_order(codes):
    """These topics in the order of the forms."""
    return [topic for topic in Topic if topic in codes]


def set_topics(subscription, codes):
    """Let the topics be exactly these; returns those that went."""
    gone = topics_of(subscription) - set(codes)
    subscription.topics.filter(topic__in=gone).delete()
    for code in in_order(codes):
        subscription.topics.get_or_create(topic=code)
    return gone


@transaction.atomic
def change(subscription, *, topics, first_name, language, now, page):
    """Keep what a confirmed reader chose; what waits about a dropped topic is taken back.

    Returns False, and changes nothing, when the reader left meanwhile.
    """
    row = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if row is None or row.status != Subscription.Status.CONFIRMED:
        return False
    row.first_name, row.language = first_name, language
    row.save(update_fields=["first_name", "language"])
    if topics_of(row) != set(topics):
        gone = set_topics(row, topics)
        consenting.record(row, Consent.Act.CHANGED, page=page, now=now, topics=topics)
        if gone:
            withdraw_copies(row, Delivery.Reason.OUTSIDE, topics=gone)
    return True
