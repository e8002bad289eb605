"""Through which door people come in: the tagged link of a partner, counted without cookies."""

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models import Organisation, Region

# Without letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# The code stands in printed addresses and in the names of files.
PLAIN = RegexValidator(
    r"^[A-Za-z0-9-]+\Z", _("Alleen letters zonder accent, cijfers en streepjes, zoals mei-2026.")
)


def channel_code():
    return "".join(secrets.choice(LETTERS) for _place in range(8))


class ChannelQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def editable_by(self, user):
        return self.visible_to(user)

    def open(self):
        """Those whose links still count."""
        return self.filter(is_active=True)


class Channel(models.Model):
    """A tagged link (`?via=code`) for one partner, or one occasion, of a region."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="channels", verbose_name=_("regio")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("partner"),
    )
    name = models.CharField(
        _("naam"), max_length=80, help_text=_("Bijvoorbeeld: nieuwsbrief van maart")
    )
    code = models.CharField(
        _("code"), max_length=20, unique=True, default=channel_code, validators=[PLAIN]
    )
    is_active = models.BooleanField(_("telt mee"), default=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("wervingskanaal")
        verbose_name_plural = _("wervingskanalen")
        ordering = ["region", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="one_channel_per_name_in_region",
                violation_error_message=_("Deze regio heeft al een kanaal met deze naam."),
            )
        ]

    def __str__(self):
        return self.name


class ChannelDay(models.Model):
    """How often the link of a channel was opened on one day. Nothing is kept about who did.

    Of readers who confirmed on this day and were erased since, only how many they were.
    """

    channel = models.ForeignKey(
        Channel,
        models.CASCADE,
        db_index=False,  # The constraint below begins with it.
        related_name="days",
        verbose_name=_("wervingskanaal"),
    )
    day = models.DateField(_("dag"))
    visits = models.PositiveIntegerField(_("bezoeken"), default=0)
    readers_erased = models.PositiveIntegerField(
        _("gewiste lezers"), default=0, db_default=0, editable=False
    )

    class Meta:
        verbose_name = _("bezoeken per dag")
        verbose_name_plural = _("bezoeken per dag")
        constraints = [
            models.UniqueConstraint(fields=["channel", "day"], name="one_count_per_channel_and_day")
        ]

    def __str__(self):
        return f"{self.channel} · {self.day:%d-%m-%Y}"
