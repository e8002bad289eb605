"""The rules of reminding in words: what they come down to for who gets the mail."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import ReminderRule

Kind, Rhythm = ReminderRule.Kind, ReminderRule.Rhythm

# What a rule of each kind means: while it is on, and while it is off.
MEANINGS = {
    Kind.PARTICIPANT: (
        gettext_lazy(
            "Wie achterloopt krijgt vanaf %(weekday)s %(hour)s:00 uur %(rhythm)s, "
            "hoogstens %(cap)s achter elkaar; na %(task_after)s krijg jij een taak."
        ),
        gettext_lazy("Wie achterloopt krijgt geen herinnering."),
    ),
    Kind.SCHOOL: (
        gettext_lazy(
            "Een contactpersoon met open uren krijgt vanaf %(weekday)s %(hour)s:00 uur %(rhythm)s, "
            "hoogstens %(cap)s achter elkaar; na %(task_after)s krijg jij een taak."
        ),
        gettext_lazy("De school krijgt geen herinnering aan open uren."),
    ),
    Kind.LEADER: (
        gettext_lazy(
            "Jij krijgt vanaf %(weekday)s %(hour)s:00 uur %(rhythm)s, samen met je andere groepen, "
            "als er iets te doen is."
        ),
        gettext_lazy("Jij krijgt geen weekoverzicht over deze groep."),
    ),
}
RHYTHMS = {
    Rhythm.WEEKLY: gettext_lazy("één mail per week"),
    Rhythm.FORTNIGHTLY: gettext_lazy("één mail per twee weken"),
    Rhythm.MONTHLY: gettext_lazy("één mail per vier weken"),
}
READERS = {
    Kind.PARTICIPANT: gettext_lazy("deelnemers"),
    Kind.SCHOOL: gettext_lazy("scholen"),
    Kind.LEADER: gettext_lazy("jou"),
}


def meaning(rule):
    """What this rule comes down to, in a sentence."""
    while_on, while_off = MEANINGS[rule.kind]
    if not rule.is_on:
        return str(while_off)
    return while_on % {
        "weekday": rule.get_weekday_display(),
        "hour": rule.hour,
        "rhythm": RHYTHMS[rule.every_weeks],
        "cap": rule.cap,
        "task_after": rule.task_after,
    }


def summary(cohort, rules):
    """How this cohort reminds, in a few words; `rules` are all its rules by kind."""
    on = [kind for kind, rule in rules.items() if rule.is_on]
    if not cohort.reminders_on or not on:
        return _("uit")
    if len(on) < len(rules):
        return _("aan, alleen aan %(readers)s") % {
            "readers": _(" en ").join(str(READERS[kind]) for kind in on)
        }
    first = rules[Kind.PARTICIPANT]
    return _("aan, %(rhythm)s vanaf %(weekday)s") % {
        "rhythm": first.get_every_weeks_display(),
        "weekday": first.get_weekday_display(),
    }
