"""What the outbox asks about one copy: whether it still goes, and what it says."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from newsletters import archive, reasons, rendering
from newsletters.models import Delivery, Newsletter
from outbox.contents import Content

KIND = "newsletter"
# How soon a held copy is asked about again; going on brings all of them forward at once.
HOLD = timedelta(minutes=2)


def moot(message, now):
    """ "" to send this copy, a later moment while the newsletter is held, or why it stays here."""
    delivery = reasons.looked_up(Delivery.objects.filter(message=message)).first()
    if delivery is None:
        return _("Deze nieuwsbrief bestaat niet meer.")
    newsletter = delivery.newsletter
    if newsletter.status == Newsletter.Status.CANCELLED:
        return _("Het versturen van deze nieuwsbrief is gestopt.")
    if newsletter.status == Newsletter.Status.PAUSED or not newsletter.region.is_active:
        return now + HOLD
    reason = reasons.of(delivery)
    if reason:
        return str(reasons.SENTENCES[reason])
    # What was just looked up need not be looked up again for the words.
    message.delivery = delivery
    return ""


def content(message):
    """The Content of one copy; ValueError when its newsletter or its reader is gone."""
    delivery = getattr(message, "delivery", None)
    if delivery is None or delivery.subscription is None:
        raise ValueError(_("De lezer of de nieuwsbrief van deze mail bestaat niet meer."))
    copy = of(delivery)
    return Content(copy.subject, copy.text, copy.html, copy.headers)


def of(delivery):
    """The rendering.Copy of this delivery."""
    subscription = delivery.subscription
    reader = rendering.Reader(
        first_name=subscription.first_name,
        email=delivery.email,
        language=delivery.language,
        region=delivery.newsletter.region,
        branch=subscription.branch,
    )
    web = archive.address(delivery.newsletter, delivery.language)
    return rendering.copy_of(
        delivery.newsletter, delivery.language, reader, addresses(subscription, web)
    )


def addresses(subscription, web=""):
    """Where the links of this reader lead; `web` is where the same stands for everybody."""
    return rendering.Addresses(
        leave=settings.SITE_URL + reverse("newsletter_leave", args=[subscription.key]),
        choices=settings.SITE_URL + reverse("newsletter_choices", args=[subscription.key]),
        web=web,
    )
