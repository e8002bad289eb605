"""Weekly mails about hours: to participants who fall behind, to schools with lines waiting.

Each goes out once per ISO week to one address, on the first working hour of the school's week
from the given weekday on, so a missed run is made up for later that week. They stop by
themselves: who caught up, or has nothing waiting, is not found any more, and the reason is
looked at again when the mail leaves.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts import school_calendar
from cohorts.models import Cohort
from internships import confirmation, progress
from internships.models import HourEntry, Placement, SchoolContact
from outbox import composing
from outbox.models import Message

log = logging.getLogger(__name__)

WEDNESDAY, THURSDAY = 2, 3
QUIET_DAYS = 7


def remind(now):
    """Write this week's hour reminders; returns how many are new."""
    shut = closed_regions(now, WEDNESDAY)
    if shut is None:
        return 0
    rows = silent_placements(timezone.localdate(now)).exclude(school__holiday_region__in=shut)
    return sum(remind_one(placement, row, now) for placement, row in behind(rows, now))


def behind(rows, now):
    """[(placement, Progress)] of the people among these placements who are behind, one each."""
    placements = {placement.participant_id: placement for placement in rows}
    people = [placement.participant for placement in placements.values()]
    return [
        (placements[row.participant.pk], row)
        for row in progress.of_people(people, timezone.localdate(now))
        if row.pace.is_behind
    ]


def moot(message, now):
    """Why a reminder that waits has no reason any more, or ""; asked when it is about to leave."""
    rows = silent_placements(timezone.localdate(now)).filter(participant=message.about_id)
    return "" if behind(rows, now) else _("De deelnemer is weer bij.")


def silent_placements(today):
    """Placements that run today, of people who logged nothing in the last week."""
    since = today - timedelta(days=QUIET_DAYS)
    recent = HourEntry.objects.standing().filter(worked_on__gt=since).values("participant")
    return (
        Placement.objects.taking_hours()
        .filter(
            start_on__lte=since,
            end_on__gte=today,
            participant__status="active",
            participant__user__is_active=True,
            participant__cohort__status=Cohort.Status.RUNNING,
            participant__cohort__reminders_on=True,
        )
        .exclude(participant__in=recent)
        .select_related("participant__user", "participant__cohort", "school")
        .order_by("pk")
    )


@transaction.atomic
def remind_one(placement, row, now):
    """One reminder per person per week, whatever the number of placements; 1 when it is new."""
    participant = row.participant
    user = participant.user
    key = f"hours-reminder:{user.pk}:{week(now)}"
    if Message.objects.filter(key=key).exists():
        return 0
    composing.write(
        "hours_reminder",
        key=key,
        to=user.email,
        language=user.language,
        context={
            "user": user,
            "placement": placement,
            "total": row.totals,
            "left": row.pace.left,
            "pace": row.pace,
        },
        about=participant,
        not_before=now,
    )
    return 1


def digest(now):
    """Write this week's mail to every school contact with lines waiting; returns how many."""
    shut = closed_regions(now, THURSDAY)
    if shut is None:
        return 0
    waiting = HourEntry.objects.filter(
        status=HourEntry.Status.SUBMITTED, placement__status__in=Placement.HOSTED
    )
    contacts = (
        SchoolContact.objects.active()
        .filter(pk__in=waiting.values("placement__supervisor"))
        .exclude(school__holiday_region__in=shut)
        .order_by("email", "pk")
    )
    per_address = {contact.email: contact for contact in contacts}
    return sum(digest_one(contact, now) for contact in per_address.values())


@transaction.atomic
def digest_one(contact, now):
    """Nothing when the contact was asked in this week already; 1 when the mail is new."""
    # The address comes last: the longest one is longer than a key, and may be cut off.
    key = f"hours-digest:{week(now)}:{contact.email}"[:200]
    monday = timezone.localtime(now) - timedelta(days=timezone.localtime(now).weekday())
    asked = Message.objects.filter(
        kind="hours_request", to=contact.email, created_at__date__gte=monday.date()
    )
    if asked.exists():
        return 0
    return 1 if confirmation.ask(contact, key=key, now=now) else 0


def closed_regions(now, weekday):
    """Holiday regions to leave out now, or None when nobody may be mailed at this moment.

    A school whose region is unknown ("") is left out as long as any region is shut.
    """
    today = timezone.localdate(now)
    if today.weekday() < weekday or not school_calendar.is_office_hour(now):
        return None
    if not school_calendar.is_known(today):
        log.warning("no holidays known around %s: no reminders go out", today)
        return None
    shut = school_calendar.shut_regions(today)
    if "" in shut:
        return None
    return shut | {""} if shut else shut


def week(now):
    year, number, _day = timezone.localdate(now).isocalendar()
    return f"{year}-W{number:02}"
