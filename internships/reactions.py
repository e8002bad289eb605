"""Who was reminded and did nothing: after so many mails a person has to call."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Max, OuterRef, Q, Subquery, When

from cohorts import reminding
from cohorts.models import ReminderRule
from core.office_hours import opening
from internships import attention
from internships.models import Confirmation, HourEntry
from outbox.models import Message

Kind = ReminderRule.Kind
REMINDER, REQUEST = "hours_reminder", "hours_request"
MAILS = {REMINDER: Kind.PARTICIPANT, REQUEST: Kind.SCHOOL}


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


def without(behind, late):
    """The Silent among these findings of `attention`, who waits longest first; two queries."""
    rules = reminding.rules_of({row.cohort_id for row in (*behind, *late)})
    readers = {(REMINDER, row.email): row for row in behind}
    # Of lines at one address the oldest, which stand first, say since when it is asked.
    readers |= {(REQUEST, row.email): row for row in reversed(late)}
    found = []
    for (kind, to), moments in unanswered(readers).items():
        row = readers[kind, to]
        rule = rules[row.cohort_id, MAILS[kind]]
        if len(moments) >= rule.task_after:
            found.append(silent(row, kind == REQUEST, len(moments), min(moments), rule))
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
    """{(kind, address): [moments]} of the mails since each of these readers did something.

    As in the reminders themselves, what was sent before the placement began, or before the lines
    came that wait now, is not held against anybody; nor is a mail that came back.
    """
    submitted = HourEntry.objects.standing().filter(participant__user__email=OuterRef("to"))
    decided = Confirmation.objects.filter(contact__email=OuterRef("to"))
    acted_at = Case(
        When(kind=REMINDER, then=latest(submitted, "participant__user__email", "submitted_at")),
        default=latest(decided, "contact__email", "confirmed_at"),
    )
    wanted = Q(pk__in=[])
    for name in MAILS:
        wanted |= Q(kind=name, to__in=[to for kind, to in readers if kind == name])
    rows = (
        Message.objects.standing()
        .filter(wanted, sent_at__isnull=False)
        .exclude(status=Message.Status.BOUNCED)
        .annotate(acted_at=acted_at)
        .filter(Q(acted_at=None) | Q(sent_at__gt=F("acted_at")))
        .order_by()
    )
    found = defaultdict(list)
    for kind, to, sent_at in rows.values_list("kind", "to", "sent_at"):
        if sent_at > began_at(readers[kind, to]):
            found[kind, to].append(sent_at)
    return found


def began_at(row):
    """Since when this row of `attention` gives a reason to mail."""
    return row.oldest_at if isinstance(row, attention.Waiting) else opening(row.pace.start_on)


def latest(rows, reader, moment):
    return Subquery(rows.order_by().values(reader).annotate(last=Max(moment)).values("last"))
