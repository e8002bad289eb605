"""When a cohort's people and schools are reminded, as its leader set it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort


class ReminderRule(models.Model):
    """The rhythm of one kind of reminder in one cohort; without a row the default below.

    A period is `every_weeks` ISO weeks; in each period a mail leaves at the first moment that is
    allowed from `weekday` at `hour` on. `cap` counts mails since the reader last did something.
    """

    class Kind(models.TextChoices):
        PARTICIPANT = "participant", _("deelnemer die achterloopt")
        SCHOOL = "school", _("school met open uren")
        LEADER = "leader", _("weekoverzicht voor de projectleider")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("maandag")
        TUESDAY = 1, _("dinsdag")
        WEDNESDAY = 2, _("woensdag")
        THURSDAY = 3, _("donderdag")
        FRIDAY = 4, _("vrijdag")

    class Rhythm(models.IntegerChoices):
        WEEKLY = 1, _("elke week")
        FORTNIGHTLY = 2, _("elke twee weken")
        MONTHLY = 4, _("elke vier weken")

    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="reminder_rules", verbose_name=_("groep")
    )
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    is_on = models.BooleanField(_("aan"), default=True)
    every_weeks = models.PositiveSmallIntegerField(
        _("hoe vaak"), choices=Rhythm, default=Rhythm.WEEKLY
    )
    weekday = models.PositiveSmallIntegerField(
        _("vanaf welke dag"), choices=Weekday, default=Weekday.WEDNESDAY
    )
    hour = models.PositiveSmallIntegerField(
        _("vanaf hoe laat"), default=9, help_text=_("Tussen 9 en 16 uur")
    )
    task_after = models.PositiveSmallIntegerField(
        _("taak voor de projectleider na"), default=2, help_text=_("herinneringen zonder reactie")
    )
    cap = models.PositiveSmallIntegerField(
        _("hoogstens"), default=4, help_text=_("herinneringen achter elkaar; daarna stopt de mail")
    )

    class Meta:
        verbose_name = _("herinneringsregel")
        verbose_name_plural = _("herinneringsregels")
        ordering = ["cohort", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind"], name="one_reminder_rule_per_kind"),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="reminder_on_a_working_day"),
            models.CheckConstraint(
                condition=Q(hour__gte=9, hour__lte=16),
                name="reminder_in_office_hours",
                violation_error_message=_("Kies een uur tussen 9 en 16."),
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__in=[1, 2, 4]), name="reminder_rhythm_is_known"
            ),
            models.CheckConstraint(
                condition=Q(task_after__gte=1, cap__gte=F("task_after")),
                name="reminder_task_not_after_the_last",
                violation_error_message=_(
                    "De projectleider krijgt de taak uiterlijk bij de laatste herinnering."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.cohort} · {self.get_kind_display()}"
