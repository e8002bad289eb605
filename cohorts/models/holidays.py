"""The calendar of the schools."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HolidayRegion(models.TextChoices):
    """The three parts of the country whose schools have holidays at different times."""

    NOORD = "noord", _("Noord")
    MIDDEN = "midden", _("Midden")
    ZUID = "zuid", _("Zuid")


class HolidayQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(start_on__lte=day, end_on__gte=day)


class Holiday(models.Model):
    """Days on which schools are shut: a public holiday, or a school holiday of one region."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("feestdag")
        SCHOOL = "school", _("schoolvakantie")

    kind = models.CharField(_("soort"), max_length=6, choices=Kind)
    region = models.CharField(
        _("vakantieregio"),
        max_length=6,
        choices=HolidayRegion,
        blank=True,
        help_text=_("Leeg: geldt in het hele land"),
    )
    name = models.CharField(_("naam"), max_length=80)
    start_on = models.DateField(_("eerste dag"))
    end_on = models.DateField(_("laatste dag"))

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("vakantie of feestdag")
        verbose_name_plural = _("vakanties en feestdagen")
        ordering = ["start_on", "region", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="holiday_ends_not_before_start",
                violation_error_message=_("De laatste dag ligt vóór de eerste dag."),
            ),
            models.UniqueConstraint(
                fields=["kind", "region", "name", "start_on"], name="one_holiday_per_start"
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.start_on:%d-%m-%Y}"
