"""To whom: conditions over readers, evaluated anew whenever they are asked."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.models import Region


class AudienceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def editable_by(self, user):
        return self.visible_to(user)


class Audience(models.Model):
    """A saved choice among the readers of one region.

    Its conditions stand in blocks: of each block at least one condition must hold. Without any it
    is everybody who reads the topic of the newsletter.
    """

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="audiences", verbose_name=_("regio")
    )
    name = models.CharField(_("naam"), max_length=80)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("gemaakt door"),
    )
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    # Of the name and the conditions; one more each time that somebody changes them.
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="one_audience_per_name_in_region",
                violation_error_message=_("Deze regio heeft al een doelgroep met deze naam."),
            )
        ]

    def __str__(self):
        return self.name


class Condition(models.Model):
    """One line of an audience: what `field` must be, or must not be when `is_not`."""

    class Field(models.TextChoices):
        BRANCH = "branch", _("branche")
        LANGUAGE = "language", _("taal")
        CHANNEL = "channel", _("kwam binnen via")
        TOPIC = "topic", _("leest ook over")
        LEAD = "lead", _("belangstelling of aanmelding")
        APPLIED = "applied", _("heeft zich aangemeld")
        COHORT = "cohort", _("zit of zat in groep")
        PARTICIPANT = "participant", _("is of was deelnemer")
        SINCE = "since", _("ingeschreven sinds")

    audience = models.ForeignKey(
        Audience, models.CASCADE, related_name="conditions", verbose_name=_("doelgroep")
    )
    block = models.PositiveSmallIntegerField(_("blok"), default=0)
    field = models.CharField(_("kenmerk"), max_length=12, choices=Field)
    is_not = models.BooleanField(pgettext_lazy("voorwaarde", "niet"), default=False)
    value = models.CharField(_("waarde"), max_length=40)

    class Meta:
        verbose_name = _("voorwaarde")
        verbose_name_plural = _("voorwaarden")
        ordering = ["block", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "block", "field", "value"], name="one_condition_per_block"
            )
        ]

    def __str__(self):
        return f"{self.get_field_display()} {self.value}"
