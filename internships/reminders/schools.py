"""The request to schools where lines wait: one mail to an address about everybody's."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts import reminding
from cohorts.models import ReminderRule
from cohorts.school_calendar import DAY, Place
from core import dates
from core.office_hours import opening
from internships import confirmation, school_days
from internships.models import Confirmation, HourEntry, SchoolContact
from internships.reminders import periods
from internships.reminders.mails import NONE, mails_to, write_each
from internships.reminders.periods import LATER, NOW, Candidate, Facts, Verdict
from outbox import choosing, composing

KIND = ReminderRule.Kind.SCHOOL
MAIL = "hours_request"


@dataclass(frozen=True)
class Waiting:
    """Lines of one cohort that wait at one contact."""

    contact_id: int
    address: str
    school: Place
    cohort_id: int
    is_on: bool
    number: int
    oldest_at: datetime
    newest_at: datetime


def digest(now):
    """Write the requests that are due to schools; returns how many are new."""
    calendar = school_days.load()
    if not periods.may_run(calendar, now):
        return 0
    found = candidates(HourEntry.objects.decidable(), now, calendar, only_due=True)
    return write_each(found, write, now)


def candidates(lines, now, calendar, *, only_due=False, leaving=None):
    """One Candidate for each address at which these lines wait; six queries."""
    waiting = defaultdict(list)
    for row in waiting_rows(lines):
        waiting[row.address].append(row)
    judged = list(judge(waiting, now, calendar, leaving))
    if only_due:
        judged = [one for one in judged if one[0].code == NOW]
    rows = SchoolContact.objects.filter(pk__in=[contact for _verdict, contact, _key in judged])
    contacts = rows.select_related("school").in_bulk()
    return [
        candidate(contacts[contact], waiting[contacts[contact].email], verdict, key)
        for verdict, contact, key in judged
    ]


def waiting_rows(lines):
    rows = (
        lines.order_by()
        .values_list(
            "placement__supervisor_id",
            "placement__supervisor__email",
            "placement__supervisor__school_id",
            "placement__supervisor__school__holiday_region",
            "participant__cohort_id",
            "participant__cohort__reminders_on",
        )
        .annotate(Count("pk"), Min("submitted_at"), Max("submitted_at"))
        .order_by("placement__supervisor__email", "placement__supervisor_id")
    )
    for contact, address, school, region, *rest in rows:
        yield Waiting(contact, address, Place(school, region), *rest)


def judge(waiting, now, calendar, leaving):
    """(Verdict, contact id, key) for each of {address: its Waitings}."""
    today = timezone.localdate(now)
    addresses = list(waiting)
    rules = reminding.all_rules()
    mails = mails_to(addresses, MAIL, leaving=leaving)
    chosen = choosing.chosen(addresses, MAIL)
    snoozed = choosing.snoozed(addresses, MAIL, today)
    decided = last_decisions(addresses)
    is_known = calendar.is_known(today)
    for address, rows in waiting.items():
        is_open = partial(calendar.is_any_open, {row.school for row in rows})
        sent = mails.get(address, NONE)
        # Who decided, and before these lines came, is not to blame for mails of before.
        since = max(filter(None, (decided.get(address), min(row.oldest_at for row in rows))))
        rhythm = chosen.get(address)
        options = []
        for row in {row.cohort_id: row for row in rows}.values():
            rule = rules[row.cohort_id, KIND]
            facts = Facts(
                rule=rule,
                is_open=is_open,
                key=key_of(address, rule, now),
                is_on=row.is_on,
                is_known=is_known,
                mails=sent,
                unanswered=sent.since(since),
                declined=rhythm == choosing.Rhythm.OFF,
                snoozed_until=snoozed.get(address),
                due_at=leaving.not_before if leaving else None,
            )
            options.append((periods.judge(facts, now), facts.key))
            if rhythm == choosing.Rhythm.AT_ONCE:
                newest = max(row.newest_at for row in rows)
                options.append((at_once(facts, newest, now), key_of_day(address, now)))
        verdict, key = min(options, key=lambda option: option[0].rank)
        yield verdict, reader(calendar, rows, verdict, today), key


def at_once(facts, newest_at, now):
    """The Verdict for who wants to be asked on the day itself, at most once a day."""
    facts = replace(facts, due_at=None)
    if refusal := periods.refused(facts, now):
        return Verdict(periods.NO, why=refusal)
    last = facts.mails.last
    if last and newest_at <= last:
        return Verdict(periods.NO, why=_("Sinds de vorige mail kwamen er geen uren bij."))
    after = now
    if last and timezone.localdate(last) >= timezone.localdate(now):
        after = opening(timezone.localdate(last) + DAY)
    why = _("Vandaag al gemaild.") if after > now else periods.waits_for_day()
    if facts.snoozed_until and opening(facts.snoozed_until) > after:
        after = opening(facts.snoozed_until)
        why = _("Uitgesteld tot %(day)s.") % {"day": dates.day_label(facts.snoozed_until)}
    at = periods.first_moment(after, facts.is_open)
    if at is None:
        return Verdict(periods.NO, why=_("De school is voorlopig dicht."))
    if at == now:
        return Verdict(NOW, at)
    return Verdict(LATER, at, why)


def reader(calendar, rows, verdict, today):
    """The contact at this address to mail: of two locations one that is open that day."""
    day = timezone.localdate(verdict.at) if verdict.at else today
    there = [row for row in rows if calendar.is_open(row.school, day)]
    return (there or rows)[-1].contact_id


def last_decisions(addresses):
    """{address: the last moment at which somebody who reads it decided}"""
    rows = Confirmation.objects.filter(contact__email__in=addresses).order_by()
    return dict(rows.values_list("contact__email").annotate(Max("confirmed_at")))


def candidate(contact, rows, verdict, key):
    return Candidate(
        kind=KIND,
        address=contact.email,
        name=contact.full_name,
        about=contact,
        reason=reason(rows),
        verdict=verdict.code,
        at=verdict.at,
        why=verdict.why,
        key=key,
    )


def reason(rows):
    number = sum(row.number for row in rows)
    oldest = dates.day_label(min(row.oldest_at for row in rows))
    return ngettext(
        "%(number)s regel wacht sinds %(day)s.",
        "%(number)s regels wachten, de oudste sinds %(day)s.",
        number,
    ) % {"number": number, "day": oldest}


def key_of(address, rule, now):
    return (
        f"{confirmation.DIGEST}{periods.week(timezone.localdate(now), rule.every_weeks)}:{address}"
    )


def key_of_day(address, now):
    return f"{confirmation.DIGEST}{timezone.localdate(now)}:{address}"


@transaction.atomic
def write(candidate, now):
    """Nothing when the contact was asked in this period already; 1 when the mail is new."""
    if composing.written(candidate.key):
        return 0
    return 1 if confirmation.ask(candidate.about, key=candidate.key, now=now) else 0


def moot(message, now):
    """Why a request about to leave has no reason any more, a later moment for it, or "".

    One that somebody asked for by hand goes whatever the hour; the others keep to the rules.
    """
    if why := confirmation.moot(message):
        return why
    if not message.key.startswith(confirmation.DIGEST):
        return ""
    lines = HourEntry.objects.decidable().filter(placement__supervisor__email=message.to)
    verdict = periods.answer(candidates(lines, now, school_days.load(), leaving=message))
    return _("Er wacht niets meer op deze persoon.") if verdict is None else verdict
