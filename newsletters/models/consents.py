"""The proof that a reader asked for newsletters, and what stays of an address that was erased."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Region
from newsletters.models.subscriptions import Subscription


class Unchangeable(Exception):
    """A proof is written once."""


class Consent(models.Model):
    """One thing that a reader said, with what was read while saying it; it never changes.

    That the portal ended it stands here too, so that the proof is whole. Of an erased address only
    its keyed hash is left (`address` is empty then).
    """

    class Act(models.TextChoices):
        GIVEN = "given", _("gevraagd")
        CONFIRMED = "confirmed", _("bevestigd")
        CHANGED = "changed", _("gewijzigd")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        # Said by nobody: the portal ended it (`newsletters/retention.py`).
        BLOCKED = "blocked", _("gestopt: te lang geblokkeerd")

    subscription = models.ForeignKey(
        Subscription,
        models.SET_NULL,
        null=True,
        related_name="consents",
        verbose_name=_("inschrijving"),
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("regio"))
    address = models.EmailField(_("e-mailadres"), blank=True)
    digest = models.CharField(_("hash van het adres"), max_length=64)
    act = models.CharField(_("wat"), max_length=10, choices=Act)
    topics = models.CharField(_("onderwerpen"), max_length=100, blank=True)
    page = models.CharField(_("pagina"), max_length=200)
    language = models.CharField(_("taal"), max_length=2)
    wording_version = models.CharField(_("versie van de tekst"), max_length=20, blank=True)
    # Of who said it elsewhere, such as on paper: what stood there. Else the version says it.
    wording = models.TextField(_("tekst van elders"), blank=True)
    privacy_version = models.CharField(_("versie van de privacyverklaring"), max_length=20)
    at = models.DateTimeField(_("moment"), default=timezone.now)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["digest"], name="consent_by_digest"),
            models.Index(fields=["at", "id"], name="consent_oldest"),
            # What is kept for a while only.
            models.Index(fields=["at"], condition=Q(address=""), name="consent_without_address"),
        ]

    def __str__(self):
        return f"{self.get_act_display()} · {self.address or _('verwijderd adres')}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable


class Forgotten(models.Model):
    """An address that was erased and may not come back by an import; only its keyed hash is kept.

    The person can still subscribe again in the own name.
    """

    digest = models.CharField(_("hash van het adres"), max_length=64, unique=True)
    at = models.DateTimeField(_("moment"), default=timezone.now)

    class Meta:
        verbose_name = _("verwijderd adres")
        verbose_name_plural = _("verwijderde adressen")

    def __str__(self):
        return self.digest[:12]
