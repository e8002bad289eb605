"""Groups with a rhythm of their own, and a school that differs from its region."""

from cohorts import reminding
from cohorts.models import ReminderRule
from internships import school_exceptions

Kind, Rhythm, Weekday = ReminderRule.Kind, ReminderRule.Rhythm, ReminderRule.Weekday
RULES = {
    ("Zuid-Holland", "Groep 5"): {
        Kind.PARTICIPANT: {"weekday": Weekday.TUESDAY, "cap": 3},
        Kind.SCHOOL: {"every_weeks": Rhythm.FORTNIGHTLY, "hour": 13},
    },
    ("Utrecht", "Groep 2"): {Kind.LEADER: {"is_on": False}},
    ("Limburg", "Groep 1"): {
        Kind.PARTICIPANT: {"every_weeks": Rhythm.MONTHLY, "task_after": 1, "cap": 1}
    },
}
# Name, first and last day as weeks from now and weekday, and whether the school is open.
DAYS = (
    ("Studiedag", (-6, 4), (-6, 4), False),
    ("Studiedag", (2, 4), (2, 4), False),
    ("Projectweek op locatie", (5, 0), (5, 4), True),
    ("Toetsweek, geen bezoek", (9, 0), (9, 4), False),
)


def build(world):
    for key, rules in RULES.items():
        for kind, fields in rules.items():
            reminding.change(world.cohorts[key], kind, **fields)
    for name, first, last, is_open in DAYS:
        school_exceptions.add(
            world.teacher.school,
            name=name,
            start_on=world.day(*first),
            end_on=world.day(*last),
            is_open=is_open,
        )
