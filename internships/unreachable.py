"""Whom no mail reaches any more: the leader has to call, and mend the address."""

from dataclasses import dataclass

from cohorts.models import Cohort
from core import alongside, names
from internships import attention
from internships.models import Placement, SchoolContact
from outbox.models import Suppression
from participants.models import Participant

PERSON = {
    "pk": "pk",
    "first": "user__first_name",
    "infix": "user__infix",
    "last": "user__last_name",
    "email": "user__email",
    "about": "cohort__name",
}
CONTACT = {
    "pk": "pk",
    "first": "first_name",
    "infix": "infix",
    "last": "last_name",
    "email": "email",
    "about": "school__name",
}


@dataclass(frozen=True)
class Unreachable:
    """A participant, or the contact of a school (`is_school`), whose address gets no mail."""

    pk: int
    name: str
    email: str
    about: str
    is_school: bool


def participants(user):
    """Of the people who take part now in the cohorts of this leader."""
    people = Participant.objects.editable_by(user).active().filter(user__email__in=blocked())
    return people.exclude(cohort__status=Cohort.Status.CANCELLED)


def contacts(user):
    """Of the contacts whom the portal has something to ask about those people."""
    asked = Placement.objects.editable_by(user).filter(attention.asks_school())
    return SchoolContact.objects.active().filter(
        pk__in=asked.values("supervisor"), email__in=blocked()
    )


def blocked():
    return Suppression.objects.filter(scope=Suppression.Scope.ALL).values("address")


def columns(user):
    """Columns for another query (`core/alongside.py`); `read` makes rows of them."""
    return listed(participants(user), contacts(user))


def listed(people, schools):
    return {
        "lost_people": alongside.listed(people, **PERSON),
        "lost_contacts": alongside.listed(schools, **CONTACT),
    }


def read(along):
    """The Unreachable in these values of `columns`, participants first, by name."""
    people = [unreachable(is_school=False, **row) for row in along["lost_people"] or ()]
    schools = [unreachable(is_school=True, **row) for row in along["lost_contacts"] or ()]
    return in_order(people) + in_order(schools)


def of_cohorts(user, cohorts):
    """The same of the people in these cohorts; one query."""
    people = participants(user).filter(cohort__in=cohorts)
    theirs = Placement.objects.filter(attention.asks_school(), participant__cohort__in=cohorts)
    schools = contacts(user).filter(pk__in=theirs.values("supervisor"))
    found = Cohort.objects.filter(pk__in=cohorts).values(**listed(people, schools)).first()
    return read(found) if found else []


def unreachable(*, is_school, pk, first, infix, last, email, about):
    name = names.full_name(first, infix, last)
    return Unreachable(pk=pk, name=name, email=email, about=about, is_school=is_school)


def in_order(rows):
    return sorted(rows, key=lambda row: (row.name.casefold(), row.pk))
