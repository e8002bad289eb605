"""What befalls the people of the groups that run now: one function per part in the story."""

import datetime

from hto_portal.demo import shown
from hto_portal.demo.groups import STOP_REASONS
from hto_portal.demo.placed import accepted, elsewhere, first_weeks, propose, teacher, work
from hto_portal.demo.world import at
from internships import contacts, placing
from participants import leaving

DECLINED = (
    "Wij hebben dit schooljaar geen begeleider vrij.",
    "Er loopt al iemand mee, twee is te veel voor onze werkplaats.",
)
BROKEN_OFF = "De begeleider is langdurig ziek; de school kan geen ander vrijmaken."


def build(world, seated):
    """Put everybody who is busy now on the agenda, each with a part."""
    for group, participants in seated.items():
        busy = participants[len(participants) - group.busy :] if group.busy else []
        names = (*group.parts, *["steady"] * len(busy))
        for number, (name, participant) in enumerate(zip(names, busy, strict=False)):
            PARTS[name](world, group, participant, number)


def steady(world, group, participant, number, pace=None, **terms):
    """Placed early, hours every week."""
    pace = pace or world.dice.uniform(0.95, 1.25)
    contact = teacher(world, group, number)
    terms.setdefault("vog_required", world.dice.random() < 0.3)
    placement = accepted(
        world, group, participant, contact, first_weeks(world, participant), **terms
    )
    work(world, placement, pace)
    return placement


def behind(world, group, participant, number):
    """Hardly any hours."""
    steady(world, group, participant, number, pace=0.3)


def quick(world, group, participant, number):
    """Nearly at the norm."""
    steady(world, group, participant, number, pace=1.45)


def nearly(world, group, participant, number):
    """The group is almost over, and the norm almost reached."""
    steady(world, group, participant, number, pace=0.96)


def early(world, group, participant, number):
    """The group still has to start; who came long enough ago has a school already."""
    moment = world.soon_after(participant.admitted_at.date(), 1, 2)
    if moment < world.now - datetime.timedelta(days=9):
        accepted(world, group, participant, teacher(world, group, number), moment)


def idle(world, group, participant, number):
    """Nobody found this person a school yet."""


def asked(world, group, participant, number):
    """The school has not answered for twelve days."""
    propose(world, group, participant, teacher(world, group, number), at(world.workday(9), 11))


def declined(world, group, participant, number):
    """One school said no, the next one yes."""
    moment = first_weeks(world, participant, 3, 8)
    contact = teacher(world, group, number)
    refusal = propose(world, group, participant, contact, moment)
    no = world.soon_after(moment.date(), 1, 4)
    placing.decline(
        refusal, reason=world.dice.choice(DECLINED), typed_name=str(contact), by=contact, now=no
    )
    contact = elsewhere(world, group, contact)
    again = world.soon_after(no.date(), 2, 5)
    work(world, accepted(world, group, participant, contact, again))


def cancelled(world, group, participant, number):
    """The leader thought better of it before the school answered."""
    contact = teacher(world, group, number)
    moment = first_weeks(world, participant, 3, 6)
    proposal = propose(world, group, participant, contact, moment)
    placing.cancel(proposal, by=world.leaders[group.place], now=moment)
    moment = first_weeks(world, participant, 12, 16)
    work(world, accepted(world, group, participant, elsewhere(world, group, contact), moment))


def replaced(world, group, participant, number):
    """The school had to stop; another took over, and the hours add up."""
    placement = steady_until(world, group, participant, number, world.day(-8, 2))
    end = at(world.day(-8, 4), 15)
    world.agenda.at(end, break_off, world, group, placement)
    world.agenda.at(end + datetime.timedelta(days=4), take_over, world, group, placement)


def steady_until(world, group, participant, number, until):
    placement = accepted(
        world, group, participant, teacher(world, group, number), first_weeks(world, participant)
    )
    work(world, placement, until=until)
    return placement


def break_off(world, group, placement, *, now):
    placing.break_off(placement, reason=BROKEN_OFF, by=world.leaders[group.place], now=now)


def take_over(world, group, placement, *, now):
    contact = elsewhere(world, group, placement.supervisor)
    work(world, accepted(world, group, placement.participant, contact, now))


def no_vog(world, group, participant, number):
    """The school wants to see a certificate of conduct first, so no hours yet."""
    contact = teacher(world, group, number)
    moment = first_weeks(world, participant, 30, 45)
    placement = propose(world, group, participant, contact, moment, vog_required=True)
    placing.accept(
        placement,
        typed_name=str(contact),
        by=contact,
        now=world.soon_after(moment.date(), 1, 6),
    )


def paused(world, group, participant, number):
    """Out for a while."""
    steady_until(world, group, participant, number, world.day(-4, 2))
    world.agenda.at(at(world.day(-3), 9), pause, world, group, participant)


def resumed(world, group, participant, number):
    """Was out for a month and came back."""
    steady_until(world, group, participant, number, world.day(-9, 2))
    world.agenda.at(at(world.day(-8), 9), pause, world, group, participant)
    world.agenda.at(at(world.day(-4), 9), resume, world, group, participant)


def pause(world, group, participant, *, now):
    leaving.pause(participant, by=world.leaders[group.place])


def resume(world, group, participant, *, now):
    leaving.resume(participant, by=world.leaders[group.place])


def quit_(world, group, participant, number):
    """Stopped halfway; placement and seat end, the hours stay."""
    placement = steady_until(world, group, participant, number, world.day(-7, 2))
    world.agenda.at(at(world.day(-6), 14), give_up, world, group, placement)


def give_up(world, group, placement, *, now):
    leader = world.leaders[group.place]
    reason = world.dice.choice(STOP_REASONS)
    placing.break_off(placement, reason=reason, by=leader, now=now)
    leaving.withdraw(placement.participant, reason=reason, on=now.date(), by=leader)


def orphan(world, group, participant, number):
    """The supervising teacher left the school last week."""
    contact = world.contacts[group.place].pop()
    placement = accepted(world, group, participant, contact, first_weeks(world, participant))
    work(world, placement, until=world.workday(8))
    world.agenda.at(at(world.workday(5), 12), leave, contact)


def leave(contact, *, now):
    contacts.leave(contact, by=None, on=now.date())


def forgotten(world, group, participant, number):
    """The school does not answer on hours any more: lines wait for weeks."""
    contact = world.contacts[group.place].pop()
    world.agenda.at(at(world.day(-4), 8), go_silent, world, contact)
    placement = accepted(world, group, participant, contact, first_weeks(world, participant))
    work(world, placement)


def go_silent(world, contact, *, now):
    world.silent.add(contact.pk)


PARTS = {
    part.__name__.strip("_"): part
    for part in (
        steady, behind, quick, nearly, early, idle, asked, declined, cancelled, replaced, no_vog,
        paused, resumed, quit_, orphan, forgotten,
    )
} | {"shown": shown.participant, "pupil": shown.pupil}  # fmt: skip
