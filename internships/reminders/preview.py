"""Who would get a mail now, and why: what the sweeps would find among a leader's own people."""

from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.models import User
from internships import school_days
from internships.models import HourEntry
from internships.reminders import leaders, participants, periods, schools
from outbox import suppressing
from participants.models import Participant


def candidates(user, now):
    """Every Candidate among what this leader may see: those who get a mail first."""
    calendar = school_days.load()
    people = participants.candidates(Participant.objects.editable_by(user), now, calendar)
    found = [
        *periods.one_per_address(row for chunk in people for row in chunk),
        *schools.candidates(at_addresses_of(user), now, calendar),
        *leaders.candidates(User.objects.own(user).exclude(led_regions=None), now, calendar),
    ]
    return sorted(reached(found), key=order)


def reached(found):
    """The same; who gets no mail at all is not said to get this one, which stays here."""
    dead = suppressing.dead({row.address for row in found})
    why = _("Mail naar dit adres komt niet aan of is gestopt.")
    for row in found:
        lost = row.address in dead
        yield replace(row, verdict=periods.NO, at=None, why=why) if lost else row


def order(candidate):
    """Those of now first; then by the moment, and by name where none is known."""
    return periods.rank(candidate), candidate.name


def at_addresses_of(user):
    """All lines at the addresses where lines of the led cohorts wait.

    Those of other cohorts too, since one mail is about all of them and any may cause it.
    """
    lines = HourEntry.objects.decidable()
    led = lines.filter(pk__in=HourEntry.objects.led_by(user).values("pk"))
    return lines.filter(placement__supervisor__email__in=led.values("placement__supervisor__email"))
