"""Weekly mails about hours: to participants who fall behind, to schools with lines waiting.

Each goes out once per ISO week to one address, on the first working hour of the school's week
from the given weekday on, so a missed run is made up for later that week. They stop by
themselves: who caught up, or has nothing waiting, is not found any more. The reason and the
clock are looked at again when the mail leaves: one that comes due while the school is closed
waits until it opens.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts import school_calendar
from cohorts.models import Cohort
from internships import confirmation, progress, quiet_times
from internships.models import HourEntry, Placement, SchoolContact
from outbox import composing
from outbox.models import Message

log = logging.getLogger(__name__)

WEDNESDAY, THURSDAY = 2, 3
QUIET = timedelta(days=7)


def remind(now):
    """Write this week's hour reminders; returns how many are new."""
    shut = closed_regions(now, WEDNESDAY)
    if shut is None:
        return 0
    rows = silent_placements(now).exclude(school__holiday_region__in=shut)
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
    """Why a reminder that waits has no reason any more, a later moment to send it, or ""."""
    rows = list(silent_placements(now).filter(participant=message.about_id))
    if not behind(rows, now):
        return _("De deelnemer is weer bij.")
    return quiet_times.delay(now, {row.school.holiday_region for row in rows})


def silent_placements(now):
    """Placements that run today, of people who logged nothing in the last week.

    Who wrote down hours of longer ago did log: a day is submitted on the day itself or later.
    """
    today = timezone.localdate(now)
    since = today - QUIET
    recent = HourEntry.objects.standing().filter(
        participant=OuterRef("participant"), submitted_at__date__gt=since
    )
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
        .exclude(Exists(recent))
        .select_related("participant__user", "participant__cohort", "school")
        .order_by("pk")
    )


@transaction.atomic
def remind_one(placement, row, now):
    """One reminder per person per week, whatever the number of placements; 1 when it is new."""
    participant = row.participant
    user = participant.user
    key = f"hours-reminder:{user.pk}:{week(now)}"
    if composing.written(key) or mailed_this_week("hours_reminder", user.email, now):
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
        now=now,
    )
    return 1


def digest(now):
    """Write this week's mail to every school contact with lines waiting; returns how many."""
    shut = closed_regions(now, THURSDAY)
    if shut is None:
        return 0
    waiting = HourEntry.objects.decidable().values("placement__supervisor")
    contacts = (
        SchoolContact.objects.filter(pk__in=waiting)
        .exclude(school__holiday_region__in=shut)
        .order_by("email", "pk")
    )
    per_address = {contact.email: contact for contact in contacts}
    return sum(digest_one(contact, now) for contact in per_address.values())


@transaction.atomic
def digest_one(contact, now):
    """Nothing when the contact was asked in this week already; 1 when the mail is new."""
    key = f"{confirmation.DIGEST}{week(now)}:{contact.email}"
    if composing.written(key) or mailed_this_week("hours_request", contact.email, now):
        return 0
    return 1 if confirmation.ask(contact, key=key, now=now) else 0


def mailed_this_week(kind, address, now):
    """Whether such a mail left this week or will, also one of before that was put off to it."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    mails = Message.objects.standing().filter(kind=kind, to=address)
    return mails.filter(not_before__date__gte=monday).exists()


def closed_regions(now, weekday):
    """Holiday regions to leave out now, or None when nobody may be mailed at this moment."""
    today = timezone.localdate(now)
    if today.weekday() < weekday:
        return None
    shut = quiet_times.shut_regions(now)
    if shut is not None and not school_calendar.is_known(today):
        log.warning("no holidays known around %s: no reminders go out", today)
        return None
    return shut


def week(now):
    year, number, _day = timezone.localdate(now).isocalendar()
    return f"{year}-W{number:02}"
