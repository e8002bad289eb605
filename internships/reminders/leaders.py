"""The weekly digest for leaders: what needs them, with one link to their start page."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from cohorts import reminding
from cohorts.models import Cohort, ReminderRule
from core import durations
from internships import attention, reactions, school_days, unreachable
from internships.reminders import periods
from internships.reminders.mails import NONE, mails_to, write_each
from internships.reminders.periods import NOW, Candidate, Facts
from outbox import choosing, composing
from recruitment import undecided
from recruitment.models import Lead

KIND = ReminderRule.Kind.LEADER
MAIL = "leader_digest"
NAMED = 3


def tell(now):
    """Write the digests that are due to leaders; returns how many are new."""
    calendar = school_days.load()
    if not periods.may_run(calendar, now, needs_schools=False):
        return 0
    leaders = User.objects.filter(led_regions__is_active=True)
    found = candidates(leaders, now, calendar, only_due=True)
    return write_each(found, write, now)


def candidates(leaders, now, calendar, *, only_due=False, leaving=None):
    """A Candidate for each of these leaders with something to report."""
    leaders = leaders.filter(is_active=True).distinct().order_by("pk")
    led = cohorts_of(leaders)
    people = leaders.in_bulk(list(led))
    rules = reminding.all_rules()
    addresses = [user.email for user in people.values()]
    mails = mails_to(addresses, MAIL, leaving=leaving)
    chosen = choosing.chosen(addresses, MAIL)
    snoozed = choosing.snoozed(addresses, MAIL, timezone.localdate(now))
    for pk, user in people.items():
        options = []
        for cohort_id, is_on in led[pk]:
            rule = rules[cohort_id, KIND]
            facts = Facts(
                rule=rule,
                is_open=calendar.is_working_day,
                key=key_of(user.pk, rule, now),
                is_on=is_on,
                mails=mails.get(user.email, NONE),
                declined=chosen.get(user.email) == choosing.Rhythm.OFF,
                snoozed_until=snoozed.get(user.email),
                due_at=leaving.not_before if leaving else None,
            )
            options.append((periods.judge(facts, now), facts.key))
        verdict, key = min(options, key=lambda option: option[0].rank)
        if only_due and verdict.code != NOW:
            continue
        told = {of for of, is_on in led[pk] if is_on and rules[of, KIND].is_on}
        with override(user.language):
            report = findings(user, now, told or {of for of, _is_on in led[pk]})
        if report:
            yield candidate(user, report, verdict, key)


def cohorts_of(leaders):
    """{leader id: [(cohort id, whether it reminds)]} of the cohorts that are busy now."""
    rows = (
        Cohort.objects.current()
        .filter(region__leaders__in=leaders.values("pk"), region__is_active=True)
        .order_by("pk")
    )
    led = defaultdict(list)
    for leader, *rest in rows.values_list("region__leaders", "pk", "reminders_on"):
        led[leader].append(tuple(rest))
    return led


def findings(user, now, cohorts):
    """{name: rows as text} of what needs this leader in these cohorts; empty rows are left out."""
    behind = [row for row in attention.behind(user, now) if row.cohort_id in cohorts]
    late = attention.late_at_school(user, now, cohorts)
    lost = unreachable.of_cohorts(user, cohorts)
    found = {
        "behind": [lagging(row) for row in behind],
        "late": [f"{row.contact} ({row.school})" for row in late],
        "unplaced": names(attention.without_placement(user, now), cohorts),
        "missing": list(dict.fromkeys(without_papers(user, cohorts))),
        "unreachable": [f"{row.name} ({row.about})" for row in lost],
        "reminded": [row.name for row in reactions.without(behind, late)],
        "undecided": undecided.by_region(leads_beside(user, cohorts), now),
    }
    return {name: rows for name, rows in found.items() if rows}


def leads_beside(user, cohorts):
    """The leads in the regions of these cohorts."""
    regions = Cohort.objects.filter(pk__in=cohorts).values("region")
    return Lead.objects.visible_to(user).filter(region__in=regions)


def lagging(row):
    lag = durations.format(max(row.pace.expected - row.pace.done, 0))
    return _("%(name)s (%(lag)s achter)") % {"name": row.name, "lag": lag}


def names(people, cohorts):
    return [str(person) for person in people if person.cohort_id in cohorts]


def without_papers(user, cohorts):
    """The people of whom the VOG or the agreement is missing."""
    for rows in (attention.without_vog(user), attention.without_agreement(user)):
        for row in rows.filter(participant__cohort__in=cohorts):
            yield str(row.participant)


def candidate(user, report, verdict, key):
    return Candidate(
        kind=KIND,
        address=user.email,
        name=user.full_name,
        about=user,
        reason=reason(report),
        verdict=verdict.code,
        at=verdict.at,
        why=verdict.why,
        key=key,
        detail=report,
    )


def reason(report):
    number = sum(map(len, report.values()))
    return ngettext(
        "%(number)s punt vraagt aandacht.", "%(number)s punten vragen aandacht.", number
    ) % {"number": number}


def key_of(user_id, rule, now):
    return f"leader-digest:{user_id}:{periods.week(timezone.localdate(now), rule.every_weeks)}"


@transaction.atomic
def write(candidate, now):
    """One digest per leader and period; 1 when it is new."""
    if composing.written(candidate.key):
        return 0
    user, report = candidate.about, candidate.detail
    with override(user.language):
        lists = {name: shortened(rows) for name, rows in report.items()}
    composing.write(
        MAIL,
        key=candidate.key,
        to=user.email,
        language=user.language,
        context={"user": user, "numbers": {k: len(v) for k, v in report.items()}, **lists},
        about=user,
        now=now,
    )
    return 1


def shortened(rows):
    """The first few names, and how many more there are."""
    more = len(rows) - NAMED
    if more <= 0:
        return rows
    rest = ngettext("en nog %(number)s", "en nog %(number)s", more) % {"number": more}
    return [*rows[:NAMED], rest]


def moot(message, now):
    """Why a digest about to leave has no reason any more, a later moment for it, or ""."""
    leaders = User.objects.filter(email=message.to, led_regions__is_active=True)
    found = list(candidates(leaders, now, school_days.load(), leaving=message))
    verdict = periods.answer(found)
    return _("Er valt niets te melden.") if verdict is None else verdict
