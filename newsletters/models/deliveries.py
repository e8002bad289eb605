"""One row per reader of a newsletter: what became of that copy, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsletters.models.newsletters import Newsletter
from newsletters.models.subscriptions import Subscription
from outbox.models import Message


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(newsletter__in=Newsletter.objects.visible_to(user))

    def queued(self):
        return self.filter(status=Delivery.Status.QUEUED)

    def under_way(self):
        """Those whose mail still may leave."""
        return self.filter(message__status__in=[*Message.PENDING, Message.Status.SENDING])


class Delivery(models.Model):
    """One reader's copy. Once it is a message in the outbox, what became of it stands there."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("in de rij")
        HANDED_OVER = "handed_over", _("naar de post")
        SKIPPED = "skipped", _("overgeslagen")

    class Reason(models.TextChoices):
        LEFT = "left", _("heeft zich afgemeld")
        APPLIED = "applied", _("heeft zich intussen aangemeld")
        BLOCKED = "blocked", _("het adres is geblokkeerd")
        OUTSIDE = "outside", _("hoort niet meer bij de doelgroep")
        CANCELLED = "cancelled", _("het versturen is gestopt")
        SHUT = "shut", _("de regio is uitgezet")

    newsletter = models.ForeignKey(
        Newsletter, models.CASCADE, related_name="deliveries", verbose_name=_("nieuwsbrief")
    )
    subscription = models.ForeignKey(
        Subscription,
        models.SET_NULL,
        null=True,
        related_name="deliveries",
        verbose_name=_("inschrijving"),
    )
    # Empty once the address was erased.
    email = models.EmailField(_("e-mailadres"), blank=True)
    language = models.CharField(_("taal"), max_length=2)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.QUEUED)
    reason = models.CharField(_("reden"), max_length=10, choices=Reason, blank=True)
    message = models.OneToOneField(
        Message,
        models.SET_NULL,
        null=True,
        related_name="delivery",
        verbose_name=_("bericht"),
    )
    handed_over_at = models.DateTimeField(_("naar de post op"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemplaar")
        verbose_name_plural = _("exemplaren")
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "email"],
                condition=~Q(email=""),
                name="one_copy_per_address",
            ),
            models.CheckConstraint(
                condition=Q(status="skipped") | Q(reason=""), name="only_skipped_has_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["newsletter", "id"], condition=Q(status="queued"), name="delivery_queued"
            ),
            # How many went in the last hour.
            models.Index(
                fields=["newsletter", "handed_over_at"],
                condition=Q(status="handed_over"),
                name="delivery_handed_over",
            ),
        ]

    def __str__(self):
        return f"{self.newsletter} → {self.email}"
