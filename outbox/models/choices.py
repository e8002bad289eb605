"""What the reader wants: which mail, how often, and not for a while."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.emails import clean_email


class MailChoice(models.Model):
    """The choice of one address for one kind of mail; without a row the kind's own default.

    By address and not by account: school contacts have none, and a person gets one mail.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("meteen")
        WEEKLY = "weekly", _("één keer per week")
        OFF = "off", _("niet")

    address = models.EmailField(_("e-mailadres"))
    kind = models.CharField(_("soort mail"), max_length=60)
    rhythm = models.CharField(_("hoe vaak"), max_length=8, choices=Rhythm, blank=True)
    snoozed_until = models.DateField(_("geen mail tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("keuze over mail")
        verbose_name_plural = _("keuzes over mail")
        constraints = [
            models.UniqueConstraint(fields=["address", "kind"], name="one_choice_per_kind")
        ]

    def __str__(self):
        return f"{self.address} · {self.kind}"

    def save(self, *args, **kwargs):
        self.address = clean_email(self.address)
        super().save(*args, **kwargs)
