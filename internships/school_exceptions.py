"""The days on which one school is shut, or open, unlike its holiday region."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Holiday
from core import dates
from internships.models import School

# Longer than the summer holiday with a week at either side; more is a typing mistake.
LONGEST = timedelta(weeks=10)
AHEAD = timedelta(days=365)


def holidays_ahead(school, today):
    """The holidays of the school's region and of the whole country, for a year from today."""
    rows = Holiday.objects.filter(end_on__gte=today, start_on__lte=today + AHEAD)
    return rows.filter(region__in={"", school.holiday_region})


@transaction.atomic
def add(school, *, name, start_on, end_on, is_open=False):
    """Keep these days; raise ValidationError at the field that is wrong.

    The school is locked, so that of two leaders who add days at once the second sees the first.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    check(school, start_on, end_on, is_open)
    return school.calendar_exceptions.create(
        name=name, start_on=start_on, end_on=end_on, is_open=is_open
    )


def check(school, start, end, is_open, but=None):
    """Whether these days can be kept beside those there are; `but` is the row that changes."""
    if end < start:
        raise ValidationError({"end_on": _("De laatste dag ligt vóór de eerste dag.")})
    if end - start >= LONGEST:
        raise ValidationError({"end_on": _("Langer dan tien weken kan niet: controleer de dagen.")})
    others = school.calendar_exceptions.exclude(pk=but)
    if others.filter(start_on=start, is_open=is_open).exists():
        raise ValidationError({"start_on": _("Vanaf deze dag staat er al zo'n afwijking.")})
    opposite = others.filter(is_open=not is_open, start_on__lte=end, end_on__gte=start)
    if other := opposite.first():
        raise ValidationError({"start_on": overlap(other)})


def overlap(other):
    text = (
        _("Op deze dagen is de school al open: %(name)s, %(start)s tot en met %(end)s.")
        if other.is_open
        else _("Op deze dagen is de school al dicht: %(name)s, %(start)s tot en met %(end)s.")
    )
    return text % {
        "name": other.name,
        "start": dates.day_label(other.start_on),
        "end": dates.day_label(other.end_on),
    }
