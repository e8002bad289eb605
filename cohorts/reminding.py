"""How a cohort reminds: the rules its leader set, and the defaults for the rest."""

from django.db import transaction

from cohorts.models import Cohort, ReminderRule

Kind, Weekday = ReminderRule.Kind, ReminderRule.Weekday
# Participants write down their hours on Wednesday, so that schools are asked about all of them.
WEEKDAYS = {
    Kind.PARTICIPANT: Weekday.WEDNESDAY,
    Kind.SCHOOL: Weekday.THURSDAY,
    Kind.LEADER: Weekday.MONDAY,
}


class Rules(dict):
    """{(cohort_id, kind): ReminderRule}; what nobody set is an unsaved default."""

    def __missing__(self, key):
        cohort_id, kind = key
        self[key] = ReminderRule(cohort_id=cohort_id, kind=kind, weekday=WEEKDAYS[kind])
        return self[key]


def rules_of(cohorts):
    """The Rules of these cohorts, or of a subquery of them, in one query."""
    return read(ReminderRule.objects.filter(cohort__in=cohorts))


def all_rules():
    """The Rules of every cohort, in one query."""
    return read(ReminderRule.objects.all())


def read(rows):
    return Rules({(row.cohort_id, row.kind): row for row in rows.order_by()})


def rule(cohort, kind):
    return rules_of([cohort])[cohort.pk, kind]


def of_cohort(cohort):
    """{kind: ReminderRule} of one cohort."""
    rules = rules_of([cohort])
    return {kind: rules[cohort.pk, kind] for kind in WEEKDAYS}


@transaction.atomic
def change(cohort, kind, **fields):
    """Set something of one rule and return it. Raises ValidationError."""
    row = rule(Cohort.objects.select_for_update().get(pk=cohort.pk), kind)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def back_to_default(cohort):
    """Forget what was set for this cohort; the switch for all its reminders stays as it is."""
    for row in cohort.reminder_rules.select_for_update().order_by("pk"):
        row.delete()
