"""How a cohort reminds: the rules its leader set, and the defaults for the rest."""

from django.db import transaction

from cohorts.models import ReminderRule

Kind, Weekday = ReminderRule.Kind, ReminderRule.Weekday
WEEKDAYS = {
    Kind.PARTICIPANT: Weekday.WEDNESDAY,
    Kind.SCHOOL: Weekday.THURSDAY,
    Kind.LEADER: Weekday.MONDAY,
}


def rules_of(cohorts):
    """{(cohort_id, kind): ReminderRule} of these cohorts; what nobody set is an unsaved default."""
    cohorts = list(cohorts)
    kept = {
        (rule.cohort_id, rule.kind): rule
        for rule in ReminderRule.objects.filter(cohort__in=cohorts)
    }
    return {
        (cohort.pk, kind): kept.get((cohort.pk, kind)) or default(cohort, kind)
        for cohort in cohorts
        for kind in WEEKDAYS
    }


def rule(cohort, kind):
    return rules_of([cohort])[cohort.pk, kind]


def of_cohort(cohort):
    """{kind: ReminderRule} of one cohort."""
    rules = rules_of([cohort])
    return {kind: rules[cohort.pk, kind] for kind in Kind}


def default(cohort, kind):
    return ReminderRule(cohort=cohort, kind=kind, weekday=WEEKDAYS[kind])


def change(cohort, kind, **fields):
    """Set something of one rule and return it. Raises ValidationError."""
    row = rule(cohort, kind)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def back_to_default(cohort):
    """Forget what was set for this cohort; the switch for all its reminders stays as it is."""
    for row in cohort.reminder_rules.select_for_update():
        row.delete()
