"""The participant and the teacher of the printed logins, day by day: something of everything."""

from hto_portal.demo import logins, school_desk, schools
from hto_portal.demo.placed import accepted, work
from hto_portal.demo.world import at
from internships import hours
from internships.models import HourEntry

Kind = HourEntry.Kind
FOUR_HOURS = 4 * 60
# Working days back, kind and note; together 40 hours once the correction below is confirmed.
CONFIRMED = (
    (74, Kind.OBSERVING, "Kennisgemaakt en meegekeken in klas 3"),
    (66, Kind.OBSERVING, "Meegekeken bij de praktijkles metaal"),
    (58, Kind.ASSISTING, "Geholpen bij het lassen"),
    (52, Kind.ASSISTING, "Groepje begeleid bij het aftekenen"),
    (46, Kind.ASSISTING, "Meegelopen in de werkplaats"),
    (32, Kind.PREPARING, "Les voorbereid over meetinstrumenten"),
    (26, Kind.TEACHING, "Les gegeven over meetinstrumenten"),
    (18, Kind.TEACHING, "Instructie gegeven bij de draaibank"),
)
# Logged half an hour too long, corrected and confirmed.
MISTAKEN, CORRECTED_ON = (40, Kind.ASSISTING, "Gereedschap leren gebruiken"), 30
# Confirmed, and the correction still waits at the school.
DOUBTED, DOUBTED_ON = (13, Kind.TEACHING, "Les over veilig werken"), 2
RETURNED = (8, Kind.ASSISTING, "Geholpen in de werkplaats")
RETURN_REASON = "Die middag was er een studiedag. Was het misschien een dag later?"
TAKEN_BACK, TAKEN_BACK_ON = (16, Kind.PREPARING, "Per ongeluk ingevuld"), 15
WAITING = (
    (6, Kind.TEACHING, "Proefles gegeven, met feedback"),
    (3, Kind.PREPARING, "Opdracht gemaakt voor klas 4"),
    (1, Kind.TEACHING, "Les over gelijk- en wisselstroom"),
)
ANSWERED_ON = (55, 36, 20, 7)
# Of the others with that teacher, so that on any day several people wait.
WAITING_TOO = (2, Kind.ASSISTING, "Meegeholpen in de praktijkles")


def participant(world, group, person, number):
    """Half way, with lines in every state."""
    person.user.set_password(logins.WAY_IN)
    person.user.save(update_fields=["password"])
    world.teacher = schools.shown_teacher(world, group.place)
    placement = accepted(world, group, person, world.teacher, at(world.day(-18), 10))
    for back, kind, note in CONFIRMED:
        plan(world, placement, back, kind, note)
    for back, kind, note in WAITING:
        plan(world, placement, back, kind, note, minutes=150)
    plan(world, placement, *MISTAKEN, minutes=FOUR_HOURS + 30, corrected_on=CORRECTED_ON)
    plan(world, placement, *DOUBTED, corrected_on=DOUBTED_ON)
    plan(world, placement, *RETURNED, reason=RETURN_REASON)
    plan(world, placement, *TAKEN_BACK, withdrawn_on=TAKEN_BACK_ON)
    for back in ANSWERED_ON:
        moment = at(world.workday(back), 16, 30)
        world.agenda.at(moment, school_desk.answer_signed_in, world, world.teacher)


def plan(world, placement, back, kind, note, minutes=FOUR_HOURS, **later):
    columns = {
        "worked_on": world.workday(back), "minutes": minutes, "kind": kind, "note": note,
    }  # fmt: skip
    world.agenda.at(at(world.workday(back), 19, 30), log, world, placement, columns, later)


def log(world, placement, columns, later, *, now):
    """One line, and what is already known to become of it."""
    row = hours.log(placement, by=placement.participant.user, now=now, **columns)
    world.scripted[row.pk] = later.get("reason", "")
    if back := later.get("corrected_on"):
        world.agenda.at(at(world.workday(back), 20), correct, world, row)
    if back := later.get("withdrawn_on"):
        world.agenda.at(at(world.workday(back), 8), school_desk.withdraw, world, row)


def correct(world, row, *, now):
    """Half an hour less; this one too is decided as the script says."""
    columns = school_desk.shorter(row) | {"minutes": row.minutes - 30, "note": row.note}
    fresh = hours.correct(row, placement=row.placement, by=row.participant.user, now=now, **columns)
    world.scripted[fresh.pk] = ""


def pupil(world, group, person, number):
    """Somebody else with the same teacher."""
    moment = world.soon_after(person.cohort.start_on, 3, 20)
    placement = accepted(world, group, person, world.teacher, moment)
    work(world, placement, world.dice.uniform(0.95, 1.2))
    plan(world, placement, *WAITING_TOO, minutes=120)
