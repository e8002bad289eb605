"""The calendar with what single schools do differently, in one query."""

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast

from cohorts.models import Holiday
from cohorts.school_calendar import Calendar, Kind, Span
from internships.models import SchoolException


def load(schools=None):
    """The Calendar for these schools (keys, or a subquery of them), or for all."""
    nobody = Cast(Value(None), IntegerField())
    holidays = Holiday.objects.order_by().values_list(
        "kind", "start_on", "end_on", "region", nobody
    )
    exceptions = SchoolException.objects.order_by()
    if schools is not None:
        exceptions = exceptions.filter(school__in=schools)
    nowhere = Value("", CharField())
    own = [
        exceptions.filter(is_open=is_open).values_list(
            Value(kind.value, CharField()), "start_on", "end_on", nowhere, "school_id"
        )
        for kind, is_open in ((Kind.SHUT, False), (Kind.OPEN, True))
    ]
    rows = holidays.union(*own, all=True)
    return Calendar(Span(Kind(kind), *rest) for kind, *rest in rows)
