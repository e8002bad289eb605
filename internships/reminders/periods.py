"""When a reminder may leave: its period, its first moment, and what holds it back.

Nothing here reads the database, so a test can try every calendar.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.models import ReminderRule
from cohorts.school_calendar import DAY, LONGEST_QUIET
from core import dates, office_hours
from core.office_hours import CLOSES, opening
from outbox import composing

log = logging.getLogger(__name__)

NOW, LATER, NO = "now", "later", "no"
LONGEST_PERIOD = timedelta(weeks=max(ReminderRule.Rhythm.values))


@dataclass(frozen=True)
class Candidate:
    """Somebody who could get a mail, and whether it leaves `now`, `later` (at `at`) or not (`no`).

    `reason` says why this is a candidate, `why` what a mail that does not leave now waits for.
    """

    kind: str
    address: str
    name: str
    about: object
    reason: str
    verdict: str
    at: datetime | None
    why: str = ""
    key: str = field(default="", repr=False)
    detail: object = field(default=None, repr=False)


@dataclass(frozen=True)
class Verdict:
    code: str
    at: datetime | None = None
    why: str = ""

    @property
    def rank(self):
        """The smallest is the best news for who waits for a mail."""
        return (NOW, LATER, NO).index(self.code), self.at.timestamp() if self.at else 0


@dataclass(frozen=True)
class Mails:
    """When this kind of mail went, or will go, to one address; `lost` keys are not used again."""

    times: tuple = ()
    lost: frozenset = frozenset()

    @property
    def last(self):
        return max(self.times, default=None)

    def since(self, moment):
        return sum(moment is None or at > moment for at in self.times)


@dataclass(frozen=True)
class Facts:
    """All that decides about one mail. Dates are days before which the reader is left alone."""

    rule: ReminderRule
    is_open: Callable[[date], bool]
    key: str
    is_on: bool = True
    is_known: bool = True
    mails: Mails = Mails()
    unanswered: int = 0
    declined: bool = False
    fresh_until: date | None = None
    snoozed_until: date | None = None
    # When a mail that is about to leave was due.
    due_at: datetime | None = None


def period(day, every_weeks):
    """The number of the period that holds this day, counted from a Monday."""
    return (day.toordinal() - 1) // 7 // every_weeks


def first_day(day, every_weeks):
    """The Monday on which that period begins."""
    return date.fromordinal(period(day, every_weeks) * every_weeks * 7 + 1)


def period_of(moment, rule):
    return period(timezone.localdate(moment), rule.every_weeks)


def begin(day, rule):
    """The moment of the period that holds this day from which its mail may leave."""
    monday = first_day(day, rule.every_weeks)
    return on_clock(monday + timedelta(days=rule.weekday), time(rule.hour))


def next_begin(day, rule):
    monday = first_day(day, rule.every_weeks) + timedelta(weeks=rule.every_weeks)
    return begin(monday, rule)


def on_clock(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def first_moment(after, is_open, rule=None):
    """The first moment from `after` on in the office hours of an open day, or None.

    With a rule also not before the day and hour on which its periods begin.
    """
    start = timezone.localdate(after)
    for number in range((LONGEST_QUIET + LONGEST_PERIOD).days):
        day = start + number * DAY
        earliest = [after, opening(day)] + ([begin(day, rule)] if rule else [])
        moment = max(earliest)
        local = timezone.localtime(moment)
        if local.date() == day and local.time() < CLOSES and is_open(day):
            return after if moment == after else moment
    return None


def may_run(calendar, now, *, needs_schools=True):
    """Whether any mail may leave at this moment; without a calendar of schools none does."""
    today = timezone.localdate(now)
    if not (office_hours.holds(now) and calendar.is_working_day(today)):
        return False
    if needs_schools and not calendar.is_known(today):
        log.warning("no holidays known around %s: no reminders go out", today)
        return False
    return True


def week(day, every_weeks):
    """How the keys of mails name a period: by its first ISO week."""
    year, number, _day = first_day(day, every_weeks).isocalendar()
    return f"{year}-W{number:02}"


def judge(facts, now):
    """The Verdict on one mail at this moment."""
    if refusal := refused(facts, now):
        return Verdict(NO, why=refusal)
    after, why = max(holds(facts, now), key=lambda hold: hold[0])
    at = first_moment(after, facts.is_open, facts.rule)
    if at is None:
        return Verdict(NO, why=_("De school is voorlopig dicht."))
    if at == now:
        return Verdict(NOW, at)
    return Verdict(LATER, at, why or waits_for(facts, now, at))


def refused(facts, now):
    """Why there will be no mail however long one waits, or ""."""
    rule = facts.rule
    if not (facts.is_on and rule.is_on):
        return _("Deze herinnering staat uit voor deze groep.")
    if facts.declined:
        return _("De lezer wil deze mail niet.")
    if facts.unanswered >= rule.cap:
        return _("Na %(number)s herinneringen stopt de mail: bel even.") % {"number": rule.cap}
    if not facts.is_known:
        return _("De schoolvakanties zijn niet bekend.")
    if facts.due_at and period_of(facts.due_at, rule) < period_of(now, rule):
        return _("Deze mail is van een vorige periode.")
    return ""


def holds(facts, now):
    """[(moment, sentence)] of what keeps a mail back, and until when; the first is no hold."""
    found = [(now, "")]
    if facts.fresh_until:
        found.append((opening(facts.fresh_until), _("Vulde net nog uren in.")))
    if facts.snoozed_until:
        day = dates.day_label(facts.snoozed_until)
        found.append((opening(facts.snoozed_until), _("Uitgesteld tot %(day)s.") % {"day": day}))
    if until := mailed_until(facts, now):
        found.append((until, already(facts.rule)))
    return found


def mailed_until(facts, now):
    """Until when a mail of this period, or one that waits for a later, is enough; else None."""
    if is_mailed(facts.mails, facts.rule, now):
        return next_begin(timezone.localdate(facts.mails.last), facts.rule)
    is_lost = composing.fit(facts.key) in facts.mails.lost
    return next_begin(timezone.localdate(now), facts.rule) if is_lost else None


def is_mailed(mails, rule, now):
    """Whether a mail of this period, or one put off to a later, is there."""
    return bool(mails.last) and mails.last >= began(now, rule.every_weeks)


@lru_cache(maxsize=32)
def began(moment, every_weeks):
    """The first moment of the period of this moment: asked of thousands of people in one run."""
    return on_clock(first_day(timezone.localdate(moment), every_weeks), time.min)


def already(rule):
    if rule.every_weeks == ReminderRule.Rhythm.WEEKLY:
        return _("Deze week al gemaild.")
    return _("In deze %(number)s weken al gemaild.") % {"number": rule.every_weeks}


def waits_for(facts, now, at):
    """Why a mail that nothing else holds back does not leave before this moment."""
    today, opens_at = timezone.localdate(now), first_moment(now, facts.is_open)
    opens_on = timezone.localdate(opens_at)
    shut = (today + DAY * number for number in range((opens_on - today).days))
    if any(day.weekday() < 5 and not facts.is_open(day) for day in shut):
        day = dates.day_label(opens_on - DAY)
        return _("De school heeft vakantie tot en met %(day)s.") % {"day": day}
    if at > opens_at:
        return _("De groep mailt vanaf deze dag en tijd.")
    return waits_for_day()


def waits_for_day():
    return _("Nu is het buiten kantooruren.")


def one_per_address(candidates):
    """Of several about one address the one that gets its mail first: one mail per address."""
    best = {}
    for candidate in candidates:
        known = best.get(candidate.address)
        if known is None or rank(candidate) < rank(known):
            best[candidate.address] = candidate
    return list(best.values())


def rank(candidate):
    return Verdict(candidate.verdict, candidate.at).rank


def answer(candidates):
    """What the outbox hears of a mail about to leave, from what is found of its reader now.

    "" to send it, the moment to put it off to, or why it is cancelled; None when nothing is found.
    """
    if not candidates:
        return None
    best = min(candidates, key=rank)
    return {NOW: "", LATER: best.at, NO: best.why}[best.verdict]
