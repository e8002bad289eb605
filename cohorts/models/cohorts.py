"""Cohorts and their lesson days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.regions import Organisation, Region
from core.workflow import Workflow


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cohorts in the regions this user leads."""
        if user.is_superuser:
            return self
        return self.filter(region__in=Region.objects.visible_to(user))

    def editable_by(self, user):
        return self.visible_to(user)

    def current(self):
        """Not finished and not called off."""
        return self.exclude(status__in=Cohort.CLOSED)


class Cohort(Workflow):
    """A group of 15-20 people who learn together for 9-10 months.

    The numbers differ per region and funder, so each cohort has its own: the norm and ceiling of
    internship hours in minutes, the seats, and how many years evidence is kept after it ends.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        OPEN = "open", _("open voor aanmelding")
        RUNNING = "running", _("gestart")
        POSTPONED = "postponed", _("uitgesteld")
        FINISHED = "finished", _("afgerond")
        CANCELLED = "cancelled", _("vervallen")

    CLOSED = (Status.FINISHED, Status.CANCELLED)
    # One can still apply for it, until it starts.
    RECRUITING = (Status.PLANNED, Status.OPEN)
    ADMITTING = (Status.PLANNED, Status.OPEN, Status.RUNNING, Status.POSTPONED)
    MOVES = {
        Status.PLANNED: {Status.OPEN, Status.POSTPONED, Status.CANCELLED},
        Status.OPEN: {Status.RUNNING, Status.POSTPONED, Status.CANCELLED},
        Status.POSTPONED: {Status.OPEN, Status.CANCELLED},
        Status.RUNNING: {Status.FINISHED},
        Status.FINISHED: {Status.RUNNING},
    }

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="cohorts", verbose_name=_("regio")
    )
    name = models.CharField(_("naam"), max_length=80, help_text=_("Bijvoorbeeld: Groep 5"))
    provider = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="provided_cohorts",
        verbose_name=_("opleider"),
        help_text=_("De hogeschool die de lessen geeft"),
    )
    start_on = models.DateField(_("eerste dag"))
    end_on = models.DateField(_("laatste dag"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    norm_minutes = models.PositiveIntegerField(_("urennorm (minuten)"), default=80 * 60)
    ceiling_minutes = models.PositiveIntegerField(_("urenplafond (minuten)"), default=100 * 60)
    min_participants = models.PositiveSmallIntegerField(_("minimum aantal deelnemers"), default=15)
    max_participants = models.PositiveSmallIntegerField(_("maximum aantal deelnemers"), default=20)
    retention_years = models.PositiveSmallIntegerField(
        _("bewaartermijn (jaren)"),
        default=5,
        help_text=_("Zo lang na afloop vragen financiers nog om bewijs"),
    )
    reminders_on = models.BooleanField(_("herinneringen aan"), default=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("groep")
        verbose_name_plural = _("groepen")
        ordering = ["-start_on", "region", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="one_cohort_per_name_in_region",
                violation_error_message=_("Er is in deze regio al een groep met deze naam."),
            ),
            models.CheckConstraint(
                condition=Q(end_on__gt=F("start_on")),
                name="cohort_ends_after_start",
                violation_error_message=_("De laatste dag moet na de eerste dag liggen."),
            ),
            models.CheckConstraint(
                condition=Q(min_participants__gte=1, max_participants__gte=F("min_participants")),
                name="cohort_maximum_not_below_minimum",
                violation_error_message=_("Het maximum is kleiner dan het minimum."),
            ),
            models.CheckConstraint(
                condition=Q(norm_minutes__gt=0, ceiling_minutes__gte=F("norm_minutes")),
                name="cohort_ceiling_not_below_norm",
                violation_error_message=_("Het urenplafond is lager dan de urennorm."),
            ),
        ]

    def __str__(self):
        return f"{self.region} · {self.name}"


class LessonDay(models.Model):
    """One meeting of a cohort, usually an afternoon or evening every two weeks."""

    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="lesson_days", verbose_name=_("groep")
    )
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    topic = models.CharField(_("onderwerp"), max_length=160, blank=True)
    place = models.CharField(_("plaats"), max_length=160, blank=True)
    teacher = models.CharField(_("docent"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("lesdag")
        verbose_name_plural = _("lesdagen")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="lesson_ends_after_start",
                violation_error_message=_("De les eindigt voordat hij begint."),
            ),
            models.UniqueConstraint(
                fields=["cohort", "starts_at"], name="one_lesson_per_cohort_and_start"
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%d-%m-%Y} {self.topic}".strip()
