"""What mail servers tell afterwards: bounces, and the addresses that get no mail any more."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.emails import clean_email
from outbox.models.messages import Message


class Suppression(models.Model):
    """An address that gets no mail any more, with the reason."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("adres bestaat niet (meer)")
        COMPLAINT = "complaint", _("als ongewenst gemeld")
        MANUAL = "manual", _("met de hand")

    class Scope(models.TextChoices):
        ALL = "all", _("alle mail")
        NEWSLETTER = "newsletter", _("alleen nieuwsbrieven")

    address = models.EmailField(_("e-mailadres"))
    scope = models.CharField(_("geldt voor"), max_length=12, choices=Scope, default=Scope.ALL)
    reason = models.CharField(_("reden"), max_length=10, choices=Reason, default=Reason.MANUAL)
    note = models.TextField(_("toelichting"), blank=True)
    created_at = models.DateTimeField(_("sinds"), default=timezone.now)

    class Meta:
        verbose_name = _("geblokkeerd adres")
        verbose_name_plural = _("geblokkeerde adressen")
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "scope"],
                name="one_suppression_per_address_and_scope",
                violation_error_message=_("Dit adres is al geblokkeerd."),
            )
        ]

    def __str__(self):
        return self.address

    def save(self, *args, **kwargs):
        self.address = clean_email(self.address)
        super().save(*args, **kwargs)

    @property
    def why(self):
        """The reason as a sentence for whoever knows the person."""
        sentences = {
            self.Reason.BOUNCE: gettext(
                "Mail naar %(address)s kwam terug. Het adres bestaat niet (meer), of de postbus "
                "neemt niets aan."
            ),
            self.Reason.COMPLAINT: gettext("%(address)s heeft onze mail als ongewenst gemeld."),
            self.Reason.MANUAL: gettext("De beheerder heeft %(address)s geblokkeerd."),
        }
        return sentences[self.reason] % {"address": self.address}

    @property
    def server_words(self):
        """What the mail server said; the note of an admin is for admins."""
        return self.note if self.reason == self.Reason.BOUNCE else ""


class Bounce(models.Model):
    """One report about one recipient, read from one mail. The same report twice is one row."""

    class Kind(models.TextChoices):
        HARD = "hard", _("komt nooit aan")
        SOFT = "soft", _("kwam nu niet aan")
        DELAY = "delay", _("vertraagd")
        DELIVERED = "delivered", _("afgeleverd")
        COMPLAINT = "complaint", _("als ongewenst gemeld")
        AUTO_REPLY = "auto-reply", _("automatisch antwoord")
        NONE = "none", _("geen melding")

    # Of the raw mail and the recipient.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    source = models.CharField(_("bestand"), max_length=200, blank=True)
    recipient = models.EmailField(_("ontvanger"), blank=True, db_index=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    reason = models.TextField(_("reden"), blank=True)
    message = models.ForeignKey(
        Message,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bounces",
        verbose_name=_("bericht"),
    )
    received_at = models.DateTimeField(_("gelezen op"), default=timezone.now)

    class Meta:
        verbose_name = _("melding over een mail")
        verbose_name_plural = _("meldingen over mail")
        ordering = ["-received_at", "-pk"]
        indexes = [
            # What is kept for a while only.
            models.Index(
                fields=["received_at"], condition=Q(message=None), name="bounce_without_message"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.recipient}"
