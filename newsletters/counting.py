"""How many read, per region: numbers for leaders, without a name or an address."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q

from cohorts.models import Region
from newsletters import leaving
from newsletters.models import Subscription, SubscriptionTopic, Topic

Status = Subscription.Status
LATELY = timedelta(days=30)


@dataclass
class Readers:
    """Of one region: who reads, who still has to confirm, and who came and went lately.

    `left` are those who unsubscribed themselves, not those whose mail came back for so long that
    the portal stopped writing.
    """

    region: Region
    reading: int = 0
    waiting: int = 0
    came: int = 0
    left: int = 0
    topics: dict = field(default_factory=dict)

    @property
    def lines(self):
        """[(topic, how many read about it)], all of them."""
        return [(topic, self.topics.get(topic.value, 0)) for topic in Topic]


def of_regions(user, now):
    """The Readers of each region this user may see; three queries, however many regions."""
    regions = Region.objects.visible_to(user).order_by("name")
    found = {region.pk: Readers(region) for region in regions}
    since = now - LATELY
    left = Q(status=Status.ENDED, ended_at__gte=since) & ~leaving.by_portal()
    numbers = {
        "reading": Count("pk", filter=Q(status=Status.CONFIRMED)),
        "waiting": Count("pk", filter=Q(status=Status.PENDING)),
        "came": Count("pk", filter=Q(status=Status.CONFIRMED, confirmed_at__gte=since)),
        "left": Count("pk", filter=left),
    }
    rows = Subscription.objects.filter(region__in=found).order_by()
    for row in rows.values("region").annotate(**numbers):
        for name in numbers:
            setattr(found[row["region"]], name, row[name])
    topics = SubscriptionTopic.objects.filter(
        subscription__region__in=found, subscription__status=Status.CONFIRMED
    )
    counted = topics.values_list("subscription__region", "topic").annotate(number=Count("pk"))
    for region, topic, number in counted:
        found[region].topics[topic] = number
    return list(found.values())
