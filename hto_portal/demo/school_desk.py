"""How schools answer on hours: weekly mails go out, contacts open the link, people repair lines."""

import datetime

from accounts import links
from hto_portal.demo.world import at
from internships import confirmation, hours
from internships.confirmation import Decision
from internships.models import Confirmation, HourEntry, SchoolContact
from internships.reminders import participants, schools
from outbox.models import Message
from participants.models import Participant

Status = HourEntry.Status
REASONS = (
    "Deze middag viel uit, klopt de datum?",
    "Volgens mij was je er een half uur korter.",
    "Dit was bij een collega, noem die erbij.",
)
ANSWERED, RETURNED, REPAIRED, CORRECTED = 0.75, 0.03, 0.7, 0.02
THURSDAY, WEDNESDAY = 3, 2
# Before this many weeks ago schools were asked every third week.
WEEKLY = 6
REMINDED = 2


def plan(world, weeks):
    """Put the weekly mails of the past weeks on the agenda, reminders only of the last ones."""
    for back in range(weeks, -1, -1):
        if back <= WEEKLY or back % 3 == 0:
            world.agenda.at(at(world.day(-back, THURSDAY), 10), ask, world)
        if back < REMINDED:
            world.agenda.at(at(world.day(-back, WEDNESDAY), 10, 30), remind, world)


def remind(world, *, now):
    participants.remind(now)


def ask(world, *, now):
    """The digest of this week; most contacts answer within days."""
    schools.digest(now)
    waiting = HourEntry.objects.filter(status=Status.SUBMITTED).values("placement__supervisor")
    for contact in SchoolContact.objects.active().filter(pk__in=waiting, user=None).order_by("pk"):
        if contact.pk not in world.silent and world.dice.random() < ANSWERED:
            moment = world.soon_after(now.date(), 0, 4)
            world.agenda.at(max(moment, now), answer, world, contact)


def answer(world, contact, *, now):
    """Decide by the link of the last mail, if it is still open."""
    asked = Message.objects.filter(kind="hours_request", to=contact.email).order_by("pk").last()
    link = asked and asked.link
    if link and link.issued_at is None:
        # Its mail is delivered at the end of the story, so the link gets its key here already.
        links.issue(link, now=asked.not_before)
    if link and link.is_open(now):
        decide(world, contact, link=link, now=now)


def answer_signed_in(world, contact, *, now):
    decide(world, contact, via=Confirmation.Via.ACCOUNT, now=now)


def decide(world, contact, *, now, via=Confirmation.Via.LINK, link=None):
    rows = confirmation.waiting_at(contact)
    decisions = {row.pk: Decision(row.revision, reason(world, row)) for row in rows}
    outcome = confirmation.decide(
        contact, decisions, typed_name=str(contact), via=via, now=now, link=link
    )
    later = now + datetime.timedelta(days=world.dice.randint(1, 3), hours=4)
    for row in outcome.returned:
        if row.pk not in world.scripted and world.dice.random() < REPAIRED:
            world.agenda.at(later, repair, world, row)
    for row in outcome.confirmed:
        if row.pk not in world.scripted and world.dice.random() < CORRECTED:
            world.agenda.at(later, correct, world, row)


def reason(world, row):
    """Empty for a line that is right; a scripted line is decided as the script says."""
    if row.pk in world.scripted:
        return world.scripted[row.pk]
    return world.dice.choice(REASONS) if world.dice.random() < RETURNED else ""


def shorter(row):
    """The columns of this line with a quarter less, without clock times."""
    return {
        "worked_on": row.worked_on,
        "minutes": row.minutes - 15,
        "kind": row.kind,
        "note": row.note or "Tijd aangepast",
        "starts_at": None,
        "ends_at": None,
        "break_minutes": 0,
    }


def may_write(row):
    """Who paused, or whose placement ended meanwhile, changes nothing any more."""
    row.placement.refresh_from_db()
    row.participant.refresh_from_db()
    return row.placement.takes_hours and row.participant.status == Participant.Status.ACTIVE


def repair(world, row, *, now):
    """The participant changes a returned line and sends it again."""
    if may_write(row):
        who = row.participant.user
        hours.edit(row, placement=row.placement, by=who, now=now, **shorter(row))


def correct(world, row, *, now):
    """The participant found a mistake in a confirmed line."""
    if may_write(row):
        who = row.participant.user
        hours.correct(row, placement=row.placement, by=who, now=now, **shorter(row))


def withdraw(world, row, *, now):
    row.refresh_from_db()
    if row.is_editable:
        hours.withdraw(row, by=row.participant.user)
