"""What needs a project leader now: each finding is a row that ends in one action.

Every function takes the leader's user and the moment, and costs one or two queries whatever the
number of rows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Min,
    OuterRef,
    Q,
    Sum,
)
from django.utils import timezone

from cohorts.models import Cohort
from cohorts.school_calendar import Place
from core import names
from internships import contacts, hours, school_days
from internships.models import HourEntry, Placement, SchoolContact
from internships.pace import Pace, Stay, pace_of
from participants.admission import with_seats
from participants.models import Participant

PATIENCE = timedelta(days=7)
# A cohort that starts within this time should be full enough, and its people placed.
AHEAD = timedelta(days=56)


@dataclass(frozen=True)
class Waiting:
    """Lines that wait at one contact."""

    contact_id: int
    contact: str
    email: str
    school: str
    cohort_id: int
    number: int
    minutes: int
    oldest_at: datetime


@dataclass(frozen=True)
class Slow:
    """A participant whose hours lag behind."""

    pk: int
    name: str
    email: str
    cohort_id: int
    cohort: str
    pace: Pace


def late_at_school(user, now, cohorts=None):
    """Where lines wait for more than a week, the longest first; of these cohorts or all."""
    of_cohorts = Q() if cohorts is None else Q(participant__cohort__in=cohorts)
    rows = (
        HourEntry.objects.led_by(user)
        .decidable()  # the others lack somebody to decide: see `without_supervisor`
        .filter(of_cohorts, submitted_at__lt=now - PATIENCE)
        .values_list(
            "placement__supervisor_id",
            "placement__supervisor__first_name",
            "placement__supervisor__infix",
            "placement__supervisor__last_name",
            "placement__supervisor__email",
            "placement__school__name",
        )
        .annotate(
            cohort=Min("participant__cohort"),
            number=Count("pk"),
            minutes=Sum("minutes"),
            oldest_at=Min("submitted_at"),
        )
        .order_by("oldest_at")
    )
    return [
        Waiting(pk, names.full_name(first, infix, last), *rest)
        for pk, first, infix, last, *rest in rows
    ]


def without_vog(user):
    """Accepted placements on which no hours can be logged before the VOG was seen."""
    return placements(user, lacks_vog()).order_by("start_on")


def without_supervisor(user):
    """Placements whose supervising teacher left, is not qualified or is the participant."""
    return placements(user, lacks_supervisor()).order_by("start_on")


def without_agreement(user):
    """Accepted placements of which no signed agreement was noted."""
    lacks = Q(still_there(), status=Placement.Status.ACCEPTED, agreement_signed_on=None)
    return placements(user, lacks).order_by("start_on")


def of_placements(user, now):
    """Lists of placements by name, in one query: `without_vog` and `without_supervisor` as above,
    and `unanswered`, the proposals that a school did not answer for a week."""
    wanted = {
        "unanswered": is_unanswered(now),
        "without_vog": lacks_vog(),
        "without_supervisor": lacks_supervisor(),
    }
    marks = {
        name: ExpressionWrapper(condition, BooleanField()) for name, condition in wanted.items()
    }
    rows = placements(user, reduce(or_, wanted.values())).annotate(**marks).order_by("start_on")
    found = {name: [row for row in rows if getattr(row, name)] for name in wanted}
    found["unanswered"].sort(key=lambda row: row.proposed_at)
    return found


def placements(user, condition):
    rows = Placement.objects.editable_by(user).filter(condition)
    return rows.select_related("participant__user", "school", "supervisor")


def is_unanswered(now):
    proposed = {"status": Placement.Status.PROPOSED, "proposed_at__lt": now - PATIENCE}
    return Q(still_there(), **proposed)


def lacks_vog():
    accepted = {"status": Placement.Status.ACCEPTED, "vog_required": True, "vog_seen_on": None}
    return Q(still_there(), **accepted)


def lacks_supervisor():
    """Of those with something to ask the school: nobody there can answer it."""
    fit = (
        SchoolContact.objects.supervising()
        .filter(pk=OuterRef("supervisor"))
        .exclude(email=OuterRef("participant__user__email"))
        .exclude(user=OuterRef("participant__user"))
    )
    return ~Exists(fit) & asks_school()


def asks_school():
    """Placements that are proposed or run, and of whoever else still has lines waiting."""
    live = Q(still_there(), status__in=Placement.LIVE)
    return live | Q(contacts.LINES_WAIT, status__in=Placement.HOSTED)


def still_there():
    """Of people who take part now, in a cohort that was not called off."""
    called_off = Q(participant__cohort__status=Cohort.Status.CANCELLED)
    return Q(participant__status=Participant.Status.ACTIVE) & ~called_off


def without_placement(user, now):
    """Active participants of cohorts that run or start soon, with no placement asked for."""
    live = Placement.objects.filter(participant=OuterRef("pk"), status__in=Placement.LIVE)
    done = Placement.objects.filter(participant=OuterRef("pk"), status=Placement.Status.COMPLETED)
    soon = timezone.localdate(now) + AHEAD
    return (
        Participant.objects.editable_by(user)
        .active()
        .filter(
            Q(cohort__status=Cohort.Status.RUNNING)
            | Q(cohort__status=Cohort.Status.OPEN, cohort__start_on__lte=soon)
        )
        .exclude(Exists(live))
        .exclude(Exists(done))
        .select_related("user", "cohort__region")
    )


def behind(user, now):
    """Active participants whose hours lag more than the slack, furthest behind first."""
    people = [(person, list(rows)) for person, rows in groupby(at_school(user), itemgetter(0))]
    # Their numbers instead of the query: a database that expects more people than there are adds
    # up the hours of everybody in the country.
    totals = hours.totals([person for person, _rows in people])
    schools = {school for _person, rows in people for *_rest, school, _region in rows}
    calendar = school_days.load(schools)
    today = timezone.localdate(now)
    slow = [
        slow_row(rows, totals.get(person, hours.NOTHING), today, calendar)
        for person, rows in people
    ]
    found = [row for row in slow if row.pace.is_behind]
    return sorted(found, key=lambda row: row.pace.done - row.pace.expected)


def at_school(user):
    """Rows for `slow_row`, by participant: placements of active people in running cohorts.

    Reckoned over the same placements as their own page. Who has no other than a broken-off one
    lacks a placement rather than hours.
    """
    settled = Placement.objects.filter(
        participant=OuterRef("participant"),
        status__in=[Placement.Status.ACCEPTED, Placement.Status.COMPLETED],
    )
    return (
        Placement.objects.editable_by(user)
        .filter(
            Exists(settled),
            status__in=Placement.HOSTED,
            participant__status=Participant.Status.ACTIVE,
            participant__cohort__status=Cohort.Status.RUNNING,
        )
        .order_by("participant_id", "start_on", "pk")
        .values_list(
            "participant_id",
            "participant__user__first_name",
            "participant__user__infix",
            "participant__user__last_name",
            "participant__user__email",
            "participant__cohort_id",
            "participant__cohort__name",
            "participant__cohort__norm_minutes",
            "start_on",
            "end_on",
            "school_id",
            "school__holiday_region",
        )
    )


def slow_row(rows, total, today, calendar):
    pk, first, infix, last, email, cohort_id, cohort, norm, *_days = rows[0]
    stays = [Stay(Place(school, region), start, end) for *_, start, end, school, region in rows]
    return Slow(
        pk=pk,
        name=names.full_name(first, infix, last),
        email=email,
        cohort_id=cohort_id,
        cohort=cohort,
        pace=pace_of(norm, total.done, stays, today, calendar),
    )


def short_cohorts(user, now):
    """Cohorts that start soon and have fewer people than their minimum."""
    return short_of(with_seats(Cohort.objects.editable_by(user)).select_related("region"), now)


def short_of(cohorts, now):
    """`short_cohorts` among these, which were read with their seats."""
    until = timezone.localdate(now) + AHEAD
    short = [
        cohort
        for cohort in cohorts
        if cohort.status in (Cohort.Status.PLANNED, Cohort.Status.OPEN)
        and cohort.start_on <= until
        and cohort.seats_taken < cohort.min_participants
    ]
    return sorted(short, key=lambda cohort: cohort.start_on)
