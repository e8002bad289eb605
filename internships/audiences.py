"""The lists of people a leader can write to, each evaluated anew whenever it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from internships import attention
from internships.models import HourEntry, Placement, SchoolContact
from outbox import letters, suppressing
from outbox.letters import Reader
from participants.models import Participant


@dataclass(frozen=True)
class Audience:
    """`rows(user, now, cohort, text)` are the participants or contacts of this list."""

    name: str
    label: str
    rows: Callable
    is_searched: bool = False
    of_cohort: bool = False

    def readers(self, user, *, now, cohort=None, text=""):
        """One Reader per address, by name; one more than a letter can have when there are more."""
        rows, size = self.rows(user, now, cohort, text), letters.MOST + 1
        found, start, part = {}, 0, [None] * size
        # One address may have many rows, so what follows a full part may hold others still.
        while len(found) < size and len(part) == size:
            part = read(rows[start : start + size])
            for reader in part:
                found.setdefault(reader.address, reader)
            start += size
        blocked = suppressing.dead(found)
        return [
            replace(row, is_reachable=bool(row.address) and row.address not in blocked)
            for row in list(found.values())[:size]
        ]

    def title(self, cohort=None, text=""):
        """The list in words."""
        parts = [str(cohort) if cohort else "", str(self.label), f"‘{text}’" if text else ""]
        words = " · ".join(part for part in parts if part)
        return words[:1].upper() + words[1:]


def read(rows):
    """The rows as readers."""
    if rows.model is SchoolContact:
        return [of_contact(contact) for contact in rows]
    people = list(rows)
    schools = schools_of(people)
    return [of_participant(person, schools.get(person.pk, "")) for person in people]


def of_contact(contact):
    return Reader(
        address=contact.email,
        name=contact.full_name,
        first_name=contact.first_name,
        language=contact.language,
        school=contact.school.name,
        about=contact,
    )


def of_participant(participant, school):
    user = participant.user
    return Reader(
        address=user.email,
        name=user.full_name,
        first_name=user.first_name,
        language=user.language,
        group=participant.cohort.name,
        school=school,
        about=participant,
    )


def schools_of(people):
    """{participant id: name of the school of the placement that runs or was asked for last}."""
    rows = Placement.objects.filter(participant__in=people, status__in=Placement.LIVE)
    rows = rows.order_by("start_on", "pk").values_list("participant_id", "school__name")
    return dict(rows)


def seated(user, now, cohort, text):
    """Participants with a seat, as readers need them."""
    rows = Participant.objects.editable_by(user).seated()
    if cohort:
        rows = rows.filter(cohort=cohort)
    rows = rows.filter(user__is_active=True)
    return rows.select_related("user", "cohort").order_by("user__folded_name", "pk")


def active(user, now, cohort, text):
    return seated(user, now, cohort, text).active()


def behind(user, now, cohort, text):
    slow = [row.pk for row in attention.behind(user, now)]
    return active(user, now, cohort, text).filter(pk__in=slow)


def unplaced(user, now, cohort, text):
    rows = attention.without_placement(user, now).order_by().values("pk")
    return active(user, now, cohort, text).filter(pk__in=rows)


def without_vog(user, now, cohort, text):
    rows = attention.without_vog(user).order_by().values("participant")
    return active(user, now, cohort, text).filter(pk__in=rows)


def contacts(user, now, cohort, text):
    rows = SchoolContact.objects.editable_by(user).active().search(text)
    return rows.select_related("school").order_by("folded_name", "pk")


def waiting(user, now, cohort, text):
    lines = HourEntry.objects.led_by(user).decidable().order_by()
    return contacts(user, now, cohort, text).filter(pk__in=lines.values("placement__supervisor"))


def late(user, now, cohort, text):
    rows = [row.contact_id for row in attention.late_at_school(user, now)]
    return contacts(user, now, cohort, text).filter(pk__in=rows)


AUDIENCES = (
    Audience("active", _("iedereen die nu meedoet"), active, of_cohort=True),
    Audience("seated", _("iedereen, ook wie pauzeert of klaar is"), seated, of_cohort=True),
    Audience("behind", _("achter op schema"), behind, of_cohort=True),
    Audience("unplaced", _("nog geen stageplaats"), unplaced, of_cohort=True),
    Audience("without-vog", _("VOG nog niet gezien"), without_vog, of_cohort=True),
    Audience("contacts", _("contactpersonen op scholen"), contacts, is_searched=True),
    Audience("waiting", _("scholen waar uren wachten"), waiting, is_searched=True),
    Audience("late", _("scholen waar uren langer dan 7 dagen wachten"), late, is_searched=True),
)
BY_NAME = {audience.name: audience for audience in AUDIENCES}
