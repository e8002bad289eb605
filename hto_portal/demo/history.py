"""People who are done: their whole way in one go.

Placements and endings go through the domain functions. Their lines of hours, thousands of them,
are written in bulk in the state the functions would have left them in: each confirmed, with its
Confirmation and the fingerprint of what was shown.
"""

import datetime
import itertools

from cohorts.running import VERB_BY_NAME
from hto_portal.demo import groups, lines
from hto_portal.demo.story import Status
from hto_portal.demo.world import at, on_workday
from internships import evidence, placing
from internships.models import Confirmation, HourEntry, LineDecision
from participants import leaving
from participants.models import Certificate, Participant


def build(world, seated):
    """`seated` is {group: participants}; those who are busy now are left alone."""
    for group, participants in seated.items():
        done = participants[: len(participants) - group.busy]
        for number, participant in enumerate(done):
            live_through(world, group, participant, number)
        if group.status == Status.FINISHED:
            cohort = world.cohorts[group.place, group.name]
            VERB_BY_NAME["finish"].take(cohort, by=world.leaders[group.place])


def live_through(world, group, participant, number):
    """The first ones of a group stop, the last ones are late, the others make it in time."""
    placement = place(world, group, participant)
    if number < group.stopped:
        return stop(world, group, participant, placement)
    is_late = number >= group.people - group.late
    finish(world, group, participant, placement, is_late)


def place(world, group, participant):
    cohort = participant.cohort
    contact = world.dice.choice(world.contacts[group.place])
    proposed = world.soon_after(cohort.start_on, 5, 40)
    placement = placing.propose(
        participant,
        school=contact.school,
        supervisor=contact,
        by=world.leaders[group.place],
        now=proposed,
        start_on=on_workday(proposed.date() + datetime.timedelta(days=10)),
        end_on=cohort.end_on,
        agreed_minutes=cohort.norm_minutes,
    )
    answered = world.soon_after(proposed.date(), 1, 7)
    placing.accept(placement, typed_name=str(contact), by=contact, now=answered)
    return placement


def stop(world, group, participant, placement):
    """Some hours were made; they stay."""
    leader = world.leaders[group.place]
    moment = world.soon_after(placement.start_on, 40, 120)
    write_hours(world, placement, world.dice.randrange(300, 1500, 15), moment.date())
    reason = world.dice.choice(groups.STOP_REASONS)
    placing.break_off(placement, reason=reason, by=leader, now=moment)
    leaving.withdraw(participant, reason=reason, on=moment.date(), by=leader)


def finish(world, group, participant, placement, is_late):
    """80 to 100 hours, the end of the placement, mostly a certificate."""
    leader = world.leaders[group.place]
    cohort = participant.cohort
    minutes = world.dice.randrange(cohort.norm_minutes, cohort.ceiling_minutes + 1, 15)
    last = min(cohort.end_on, world.today) - datetime.timedelta(days=12)
    write_hours(world, placement, minutes, last)
    placing.complete(placement, by=leader)
    participant.move_to(Participant.Status.COMPLETED, by=leader)
    issued_on = cohort.end_on + datetime.timedelta(days=90 if is_late else 0)
    if issued_on <= world.today and world.dice.random() < 0.9:
        Certificate.objects.create(
            participant=participant,
            code=f"{world.dice.getrandbits(80):020x}",
            issued_on=issued_on,
            issued_by=leader,
        )


def write_hours(world, placement, minutes, last):
    """Confirmed lines that add up to so many minutes, decided on once a month."""
    rows = [
        HourEntry(
            placement=placement,
            participant=placement.participant,
            created_at=at(columns["worked_on"], 20),
            submitted_at=at(columns["worked_on"], 20),
            created_by=placement.participant.user,
            **columns,
        )
        for columns in lines.write(world, placement.school, placement.start_on, last, minutes)
    ]
    HourEntry.objects.bulk_create(rows)
    batches = [list(rows) for _month, rows in itertools.groupby(rows, key=month)]
    # The evidence first: no line is confirmed without it.
    decisions = [[evidence.decision_of(row) for row in batch] for batch in batches]
    written = [written_down(world, placement, batch) for batch in decisions]
    Confirmation.objects.bulk_create(written)
    for decided, row in zip(decisions, written, strict=True):
        for decision in decided:
            decision.confirmation = row
    LineDecision.objects.bulk_create(itertools.chain.from_iterable(decisions))
    for batch, row in zip(batches, written, strict=True):
        HourEntry.objects.filter(pk__in=[line.pk for line in batch]).update(
            status=HourEntry.Status.CONFIRMED, confirmation=row, decided_at=row.confirmed_at
        )


def month(row):
    return row.worked_on.year, row.worked_on.month


def written_down(world, placement, decisions):
    return Confirmation(
        contact=placement.supervisor,
        typed_name=str(placement.supervisor),
        via=Confirmation.Via.LINK,
        confirmed_at=world.soon_after(decisions[-1].worked_on, 1, 9),
        shown_hash=evidence.fingerprint(decisions),
    )
