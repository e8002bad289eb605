"""Where the calendar of one school differs from that of its holiday region."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from internships.models.schools import School


class SchoolExceptionQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self.filter(school__in=School.objects.editable_by(user))


class SchoolException(models.Model):
    """Days on which this school is shut, or open though its region has a holiday.

    Schools may deviate from the advised holidays. A public holiday stays one.
    """

    school = models.ForeignKey(
        School, models.CASCADE, related_name="calendar_exceptions", verbose_name=_("school")
    )
    is_open = models.BooleanField(
        _("open"), default=False, help_text=_("Aan: de school is open terwijl de regio vrij is")
    )
    name = models.CharField(_("naam"), max_length=80, help_text=_("Bijvoorbeeld: studiedag"))
    start_on = models.DateField(_("eerste dag"))
    end_on = models.DateField(_("laatste dag"))

    objects = SchoolExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("afwijkende dagen")
        verbose_name_plural = _("afwijkende dagen")
        ordering = ["start_on", "school"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="exception_ends_not_before_start",
                violation_error_message=_("De laatste dag ligt vóór de eerste dag."),
            ),
            models.UniqueConstraint(
                fields=["school", "start_on", "is_open"], name="one_exception_per_start"
            ),
        ]

    def __str__(self):
        return f"{self.school} · {self.name}"
