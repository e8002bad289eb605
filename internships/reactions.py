"""Who was reminded and did nothing: after so many mails a person has to call."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, Subquery, When

from cohorts import reminding
from cohorts.models import ReminderRule
from internships.models import Confirmation, HourEntry
from outbox.models import Message

Kind = ReminderRule.Kind
MAILS = {"hours_reminder": Kind.PARTICIPANT, "hours_request": Kind.SCHOOL}


@dataclass(frozen=True)
class Silent:
    """Somebody who did not react: a participant, or the contact of a school (`is_school`)."""

    pk: int
    name: str
    about: str
    is_school: bool
    number: int
    since: datetime
    stopped: bool


def without(behind, late, now):
    """The Silent among these findings of `attention`, who waits longest first; two queries."""
    rules = reminding.rules_of({row.cohort_id for row in (*behind, *late)})
    people = {("hours_reminder", row.email): row for row in behind}
    schools = {("hours_request", row.email): row for row in late}
    found = []
    for kind, to, number, since in unanswered([*people, *schools]):
        row = people.get((kind, to)) or schools[kind, to]
        rule = rules[row.cohort_id, MAILS[kind]]
        if number >= rule.task_after:
            found.append(silent(row, kind == "hours_request", number, since, rule))
    return sorted(found, key=lambda row: row.since)


def silent(row, is_school, number, since, rule):
    return Silent(
        pk=row.contact_id if is_school else row.pk,
        name=row.contact if is_school else row.name,
        about=row.school if is_school else row.cohort,
        is_school=is_school,
        number=number,
        since=since,
        stopped=number >= rule.cap,
    )


def unanswered(readers):
    """(kind, address, number, first moment) of the mails since each of these did something.

    `readers` are pairs of a kind of mail and an address.
    """
    submitted = HourEntry.objects.standing().filter(participant__user__email=OuterRef("to"))
    decided = Confirmation.objects.filter(contact__email=OuterRef("to"))
    acted_at = Case(
        When(
            kind="hours_reminder",
            then=latest(submitted, "participant__user__email", "submitted_at"),
        ),
        default=latest(decided, "contact__email", "confirmed_at"),
    )
    wanted = Q(pk__in=[])
    for name in MAILS:
        wanted |= Q(kind=name, to__in=[to for kind, to in readers if kind == name])
    return (
        Message.objects.standing()
        .filter(wanted, sent_at__isnull=False)
        .annotate(acted_at=acted_at)
        .filter(Q(acted_at=None) | Q(not_before__gt=F("acted_at")))
        .order_by()
        .values_list("kind", "to")
        .annotate(Count("pk"), Min("not_before"))
    )


def latest(rows, reader, moment):
    return Subquery(rows.order_by().values(reader).annotate(last=Max(moment)).values("last"))
