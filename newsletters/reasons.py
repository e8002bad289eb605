"""Why a reader gets no copy after all: asked when it is handed over, and again when it leaves."""

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from newsletters.audiences import blocked, takes_part
from newsletters.models import Delivery, Subscription, SubscriptionTopic, Topic

Reason = Delivery.Reason

SENTENCES = {
    Reason.LEFT: _("De lezer heeft zich afgemeld."),
    Reason.OUTSIDE: _("De lezer wil niets meer over dit onderwerp lezen."),
    Reason.BLOCKED: _("Dit adres is geblokkeerd."),
    Reason.APPLIED: _("De lezer heeft zich intussen aangemeld voor de opleiding."),
}


def looked_up(deliveries):
    """These deliveries with all that `of` needs to know of each; one query."""
    asked = SubscriptionTopic.objects.filter(
        subscription=OuterRef("subscription"), topic=OuterRef("newsletter__topic")
    )
    return deliveries.annotate(
        state=F("subscription__status"),
        topic=F("newsletter__topic"),
        still_reads=Exists(asked),
        is_blocked=blocked("email"),
        takes_part=takes_part(OuterRef("newsletter__region"), "email"),
    )


def of(delivery):
    """The Reason why this reader, looked up just now, gets no copy; "" when it can go."""
    if delivery.state != Subscription.Status.CONFIRMED:
        return Reason.LEFT
    if not delivery.still_reads:
        return Reason.OUTSIDE
    if delivery.is_blocked:
        return Reason.BLOCKED
    if delivery.takes_part and delivery.topic == Topic.RECRUITMENT:
        return Reason.APPLIED
    return ""
