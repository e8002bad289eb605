"""Finding somebody a school, and the hours made there."""

import datetime

from hto_portal.demo import lines, school_desk
from hto_portal.demo.world import at, on_workday
from internships import hours, placing

EVEN = 1.0


def teacher(world, group, number):
    found = world.contacts[group.place]
    return found[number % len(found)]


def propose(world, group, participant, contact, moment, **terms):
    """Ask a school; the placement would start ten days later and last as long as the group."""
    cohort = participant.cohort
    return placing.propose(
        participant,
        school=contact.school,
        supervisor=contact,
        by=world.leaders[group.place],
        now=moment,
        start_on=on_workday(max(moment.date() + datetime.timedelta(days=10), cohort.start_on)),
        end_on=cohort.end_on,
        agreed_minutes=cohort.norm_minutes,
        **terms,
    )


def accepted(world, group, participant, contact, moment, **terms):
    placement = propose(world, group, participant, contact, moment, **terms)
    yes = world.soon_after(moment.date(), 1, 6)
    placing.accept(placement, typed_name=str(contact), by=contact, now=yes)
    if placement.vog_required:
        issued_on = yes.date() - datetime.timedelta(days=20)
        placing.see_vog(placement, issued_on=issued_on, by=world.leaders[group.place], now=yes)
    return placement


def first_weeks(world, participant, low=3, high=20):
    """When a leader finds somebody a school: in the first weeks of the group."""
    return world.soon_after(participant.cohort.start_on, low, high)


def work(world, placement, pace=EVEN, until=None):
    """Put hours on the agenda that keep this pace from the start until now (or until a day).

    Each line is written in the evening of its day; one in fifty is taken back.
    """
    until = until or world.workday(1)
    days = (until - placement.start_on).days
    if days < 7:
        return
    cohort = placement.participant.cohort
    even = cohort.norm_minutes * days / (cohort.end_on - placement.start_on).days
    minutes = min(int(even * pace) // 15 * 15, cohort.ceiling_minutes)
    for columns in lines.write(world, placement.school, placement.start_on, until, minutes):
        world.agenda.at(at(columns["worked_on"], 20, 15), log, world, placement, columns)


def log(world, placement, columns, *, now):
    row = hours.log(placement, by=placement.participant.user, now=now, **columns)
    if world.dice.random() < 0.02:
        morning = now + datetime.timedelta(hours=12)
        world.agenda.at(morning, school_desk.withdraw, world, row)


def elsewhere(world, group, contact):
    """A teacher of another school, where the region has one."""
    known = world.contacts[group.place]
    return world.dice.choice([other for other in known if other.school != contact.school] or known)
