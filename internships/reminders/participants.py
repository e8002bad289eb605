"""The reminder to participants whose hours fall behind."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import AccessLink, User
from cohorts import reminding
from cohorts.models import Cohort, ReminderRule
from core import dates, durations
from core.office_hours import opening
from internships import lagging, school_days
from internships.models import HourEntry
from internships.reminders import periods
from internships.reminders.mails import NONE, mails_to, write_each
from internships.reminders.periods import Candidate, Facts
from outbox import choosing, composing
from participants.models import Participant

KIND = ReminderRule.Kind.PARTICIPANT
MAIL = "hours_reminder"
# Who submitted a line is left alone on that day and the next.
FRESH = timedelta(days=2)


def remind(now):
    """Write the hour reminders that are due; returns how many are new."""
    calendar = school_days.load()
    if not periods.may_run(calendar, now):
        return 0
    chunks = candidates(None, now, calendar, only_due=True)
    return sum(write_each(chunk, write, now) for chunk in chunks)


def candidates(people, now, calendar, *, only_due=False, leaving=None):
    """Lists of Candidates among these participants (None: everybody's), one per address.

    `only_due` leaves out early who gets no mail now. `leaving` is a mail about to leave.
    """
    rules = reminding.all_rules()
    for lags in lagging.chunks(people, timezone.localdate(now), calendar):
        seats = {row.pk: row for row in of_lags(lags, rules, now, only_due)}
        lags = [lag for lag in lags if lag.participant_id in seats]
        judged = judge(lags, seats, now, rules, leaving, calendar)
        found = periods.one_per_address(judged)
        yield [row for row in found if not only_due or row.verdict == periods.NOW]


def of_lags(lags, rules, now, only_due):
    """The participants of these Lags who may sign in; of the due ones those not mailed lately."""
    rows = Participant.objects.filter(pk__in=[lag.participant_id for lag in lags]).order_by("pk")
    if only_due:
        rows = rows.filter(pk__in=unmailed(rows, rules, now))
    return rows.filter(user__is_active=True).select_related("user", "cohort__region")


def unmailed(people, rules, now):
    """Keys of those among these participants who may get a mail in this period yet."""
    seats = people.filter(cohort__reminders_on=True).values_list("pk", "user_id", "cohort_id")
    # On their own, as a join with so many would read the users of everybody.
    users = User.objects.filter(pk__in=[user for _pk, user, _cohort in seats], is_active=True)
    emails = dict(users.order_by().values_list("pk", "email"))
    # Nearly no cohort has a rule of its own, so those without one share the default.
    standard = rules[None, KIND]
    rows = [
        (pk, emails[user], rules.get((cohort, KIND), standard))
        for pk, user, cohort in seats
        if user in emails
    ]
    since = now - periods.LONGEST_PERIOD
    mails = mails_to([email for _pk, email, _rule in rows], MAIL, since=since)
    return [
        pk
        for pk, email, rule in rows
        if not periods.is_mailed(mails.get(email, NONE), rule, now) and is_begun(rule, now)
    ]


def is_begun(rule, now):
    return rule.is_on and periods.begin(timezone.localdate(now), rule) <= now


def judge(lags, seats, now, rules, leaving, calendar):
    """One Candidate for each of these Lags; four queries, whatever their number."""
    addresses = {seat.user.email for seat in seats.values()}
    mails = mails_to(addresses, MAIL, leaving=leaving)
    snoozed = choosing.snoozed(addresses, MAIL, timezone.localdate(now))
    last = last_lines(list(seats))
    is_known = calendar.is_known(timezone.localdate(now))
    for lag in lags:
        seat = seats[lag.participant_id]
        rule, sent = rules[seat.cohort_id, KIND], mails.get(seat.user.email, NONE)
        submitted_at, worked_on = last.get(seat.pk, (None, None))
        facts = Facts(
            rule=rule,
            is_open=partial(calendar.is_any_open, lag.schools),
            key=key_of(seat.user_id, rule, now),
            is_on=seat.cohort.reminders_on,
            is_known=is_known,
            mails=sent,
            unanswered=sent.since(acted_at(submitted_at, lag.pace.start_on)),
            fresh_until=fresh_until(submitted_at, now),
            snoozed_until=snoozed.get(seat.user.email),
            due_at=leaving.not_before if leaving else None,
        )
        verdict = periods.judge(facts, now)
        yield Candidate(
            kind=KIND,
            address=seat.user.email,
            name=seat.user.full_name,
            about=seat,
            reason=reason(lag, worked_on),
            verdict=verdict.code,
            at=verdict.at,
            why=verdict.why,
            key=facts.key,
            detail=lag,
        )


def last_lines(people):
    """{participant id: (last submitted at, last day worked)}"""
    rows = HourEntry.objects.standing().filter(participant__in=people).order_by()
    rows = rows.values_list("participant_id").annotate(Max("submitted_at"), Max("worked_on"))
    return {person: (submitted_at, worked_on) for person, submitted_at, worked_on in rows}


def acted_at(submitted_at, start_on):
    """Since when reminders count as unanswered: a new placement is a new beginning."""
    began_at = opening(start_on)
    return max(submitted_at, began_at) if submitted_at else began_at


def fresh_until(submitted_at, now):
    day = submitted_at and timezone.localdate(submitted_at) + FRESH
    return day if day and day > timezone.localdate(now) else None


def reason(lag, worked_on):
    words = {"lag": durations.format(lag.minutes)}
    if worked_on is None:
        return _("%(lag)s uur achter op schema; nog geen uren ingevuld.") % words
    words["day"] = dates.day_label(worked_on)
    return _("%(lag)s uur achter op schema; laatste uren op %(day)s.") % words


def key_of(user_id, rule, now):
    return f"hours-reminder:{user_id}:{periods.week(timezone.localdate(now), rule.every_weeks)}"


@transaction.atomic
def write(candidate, now):
    """One reminder per person and period; 1 when it is new."""
    if composing.written(candidate.key):
        return 0
    participant, pace = candidate.about, candidate.detail.pace
    user = participant.user
    composing.write(
        MAIL,
        key=candidate.key,
        to=user.email,
        language=user.language,
        context={
            "user": user,
            "placement": running(participant, now),
            "total": pace,
            "left": pace.left,
            "pace": pace,
        },
        about=participant,
        link=links.create(AccessLink.Purpose.MAIL, holder=user, email=user.email, now=now),
        link_view="mail_choices",
        headers=participant.cohort.region.reply_to,
        now=now,
    )
    return 1


def running(participant, now):
    """The placement that the mail speaks of."""
    today = timezone.localdate(now)
    rows = participant.placements.taking_hours().filter(start_on__lte=today, end_on__gte=today)
    return rows.select_related("school").order_by("pk").first()


def moot(message, now):
    """Why a reminder about to leave has no reason any more, a later moment for it, or ""."""
    people = Participant.objects.filter(
        user__email=message.to, cohort__status=Cohort.Status.RUNNING
    )
    calendar = school_days.load()
    chunks = candidates(people, now, calendar, leaving=message)
    verdict = periods.answer([row for chunk in chunks for row in chunk])
    return _("De deelnemer is weer bij.") if verdict is None else verdict
