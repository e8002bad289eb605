"""Whatever the calendar, the rule and the clock do: one mail per period, at an allowed moment.

The rules alone are tried on many calendars, the whole engine with its database on a few.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cohorts.models import Holiday, ReminderRule
from cohorts.school_calendar import Calendar, Kind, Place, Span, count_days
from internships import progress
from internships.models import HourEntry, SchoolException
from internships.pace import Schedule
from internships.reminders import participants, periods, schools
from internships.reminders.periods import Mails
from outbox import delivery
from outbox.models import MailChoice, Message
from tests.internships.any_calendar import (
    SCHOOL,
    days,
    facts_of,
    hours,
    is_allowed,
    is_begun,
    is_shut,
    number_of,
    rules,
    spans,
)
from tests.internships.march import AMSTERDAM, holiday, placed, worked

# --- the calendar and the pace --------------------------------------------------------------------


@given(spans=spans, day=days)
def test_a_school_is_open_exactly_on_the_days_that_nothing_shuts(spans, day):
    assert Calendar(spans).is_open(SCHOOL, day) == (not is_shut(spans, SCHOOL, day))


@given(spans=spans, start=days, end=days)
def test_the_days_of_a_holiday_are_left_out_one_by_one(spans, start, end):
    off = Calendar(spans).days_off(SCHOOL)
    each = [start + timedelta(days=number) for number in range((end - start).days + 1)]

    alone = [count_days(day, day, off) for day in each]

    assert count_days(start, end, off) == sum(alone)
    assert set(alone) <= {0, 1}


@given(spans=spans, start=days, end=days, norm=st.integers(1, 6000))
def test_what_is_expected_grows_to_the_norm_and_stands_still_in_a_holiday(spans, start, end, norm):
    assume(start <= end)
    off = Calendar(spans).days_off(SCHOOL)
    whole = [start + timedelta(days=number) for number in range((end - start).days + 2)]

    expected = [Schedule(norm, start, end, today, off).expected for today in whole]

    assert expected == sorted(expected)
    assert (expected[0], expected[-1]) == (0, norm)
    if count_days(start, end, off):
        steps = zip(whole, expected, expected[1:], strict=False)
        grown = [day for day, before, after in steps if after > before]
        assert not {day.toordinal() for day in grown} & set(off)


# --- the rules alone ------------------------------------------------------------------------------


@settings(max_examples=300)
@given(spans=spans, rule=rules, now=hours, last=st.none() | hours, hold=st.none() | days)
def test_a_mail_leaves_only_when_it_may_and_what_waits_leaves_when_it_says(
    spans, rule, now, last, hold
):
    facts = facts_of(
        rule, Calendar(spans), mails=Mails((last,) if last else ()), snoozed_until=hold
    )

    verdict = periods.judge(facts, now)

    assert verdict.code in (periods.NOW, periods.LATER)
    assert periods.judge(facts, verdict.at).code == periods.NOW
    assert is_allowed(spans, SCHOOL, verdict.at)
    assert is_begun(verdict.at, rule)
    assert verdict.at >= now
    assert bool(verdict.why) == (verdict.code == periods.LATER)
    if last:
        assert number_of(verdict.at, rule.every_weeks) > number_of(last, rule.every_weeks)
    if hold:
        assert verdict.at.astimezone(AMSTERDAM).date() >= hold


@settings(max_examples=200)
@given(spans=spans, rule=rules, now=hours)
def test_no_earlier_hour_would_have_done(spans, rule, now):
    at = periods.judge(facts_of(rule, Calendar(spans)), now).at

    between = now + timedelta(hours=1)
    while between < at:
        assert not (is_allowed(spans, SCHOOL, between) and is_begun(between, rule))
        between += timedelta(hours=1)


@settings(max_examples=200)
@given(spans=spans, rule=rules, runs=st.lists(hours, max_size=40))
def test_each_period_with_a_run_that_may_has_one_mail(spans, rule, runs):
    calendar, sent = Calendar(spans), []

    for now in sorted(runs + runs[::2]):
        if periods.judge(facts_of(rule, calendar, mails=Mails(tuple(sent))), now).code == "now":
            sent.append(now)

    mailed = Counter(number_of(at, rule.every_weeks) for at in sent)
    may = [now for now in runs if is_allowed(spans, SCHOOL, now) and is_begun(now, rule)]
    assert mailed == {number_of(now, rule.every_weeks): 1 for now in may}


@given(spans=spans, changes=st.lists(st.tuples(rules, hours), min_size=1, max_size=30))
def test_a_change_of_rhythm_gives_no_second_mail_in_the_period_that_holds_then(spans, changes):
    calendar, sent = Calendar(spans), []

    for rule, now in sorted(changes, key=lambda change: change[1]):
        if periods.judge(facts_of(rule, calendar, mails=Mails(tuple(sent))), now).code == "now":
            period = number_of(now, rule.every_weeks)
            assert period not in {number_of(at, rule.every_weeks) for at in sent}
            sent.append(now)


@given(cap=st.integers(1, 9), unanswered=st.integers(0, 12), rule=rules, now=hours)
def test_the_mail_stops_at_the_cap(cap, unanswered, rule, now):
    rule.cap = cap
    verdict = periods.judge(facts_of(rule, Calendar([]), unanswered=unanswered), now)

    assert (verdict.code == periods.NO) == (unanswered >= cap)


# --- the engine with its database -----------------------------------------------------------------

few = settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def world(db):
    """Per region somebody who never logs, and a contact at whom somebody's lines wait."""
    people = {}
    for region in ("midden", "noord"):
        idle, busy = placed(region=region), placed(region=region)
        worked(busy, date(2026, 1, 20), minutes=1)
        for placement in (idle, busy):
            people["hours_reminder", placement.participant.user.email] = placement
        people["hours_request", busy.supervisor.email] = busy
    return people


def set_up(world, spans, rule):
    """This calendar and this rule for everybody, and nothing sent yet."""
    Message.objects.all().delete()
    Holiday.objects.all().delete()
    SchoolException.objects.all().delete()
    ReminderRule.objects.all().delete()
    # Ahead of all these weeks, so that the calendar is known.
    holiday("", date(2026, 4, 27), date(2026, 5, 3), "Meivakantie")
    holiday("", date(2026, 7, 4), date(2026, 8, 16), "Zomervakantie")
    cohorts = {placement.participant.cohort for placement in world.values()}
    for cohort in cohorts:
        for kind in (ReminderRule.Kind.PARTICIPANT, ReminderRule.Kind.SCHOOL):
            columns = {name: getattr(rule, name) for name in ("every_weeks", "weekday", "hour")}
            ReminderRule.objects.create(cohort=cohort, kind=kind, cap=250, **columns)
    school = min(placement.school_id for placement in world.values())
    for number, span in enumerate(spans):
        if span.school is None:
            holiday(span.region, span.start_on, span.end_on, f"V{number}", span.kind.value)
        else:
            SchoolException.objects.get_or_create(
                school_id=school,
                is_open=span.kind is Kind.OPEN,
                start_on=span.start_on,
                defaults={"end_on": span.end_on, "name": "Anders"},
            )


def spans_now():
    rows = [
        Span(Kind(row.kind), row.start_on, row.end_on, row.region) for row in Holiday.objects.all()
    ]
    return rows + [
        Span(Kind.OPEN if row.is_open else Kind.SHUT, row.start_on, row.end_on, "", row.school_id)
        for row in SchoolException.objects.all()
    ]


def sent(world):
    """{(kind, address): moments}"""
    found = {reader: [] for reader in world}
    for message in Message.objects.filter(status="sent"):
        found[message.kind, message.to].append(message.sent_at)
    return found


@few
@given(
    spans=spans,
    rule=rules,
    acts=st.lists(st.tuples(hours, st.booleans(), st.booleans()), min_size=1, max_size=25),
)
def test_with_any_runs_nobody_is_mailed_twice_in_a_period_or_at_a_forbidden_moment(
    world, spans, rule, acts
):
    """Runs that were missed or came double, and a worker that sends only now and then."""
    set_up(world, spans, rule)

    for now, is_double, is_sent in sorted(acts, key=lambda act: act[0]):
        for _ in range(1 + is_double):
            participants.remind(now)
            schools.digest(now)
        if is_sent:
            delivery.drain(now=now)

    known = spans_now()
    for reader, moments in sent(world).items():
        mailed = Counter(number_of(at, rule.every_weeks) for at in moments)
        assert set(mailed.values()) <= {1}
        school = Place(world[reader].school_id, world[reader].school.holiday_region)
        assert [at for at in moments if not is_allowed(known, school, at)] == []
        assert all(is_begun(at, rule) for at in moments)


@few
@given(spans=spans, rule=rules, runs=st.lists(hours, min_size=1, max_size=20))
def test_everybody_with_a_reason_gets_exactly_one_in_each_period_with_a_run_that_may(
    world, spans, rule, runs
):
    set_up(world, spans, rule)

    for now in sorted(runs):
        participants.remind(now)
        schools.digest(now)
        delivery.drain(now=now)

    known = spans_now()
    for reader, moments in sent(world).items():
        school = Place(world[reader].school_id, world[reader].school.holiday_region)
        may = {
            number_of(now, rule.every_weeks)
            for now in runs
            if is_allowed(known, school, now)
            and is_begun(now, rule)
            and (reader[0] == "hours_request" or is_behind(world[reader], now))
        }
        assert Counter(number_of(at, rule.every_weeks) for at in moments) == dict.fromkeys(may, 1)


def is_behind(placement, now):
    """Reckoned without the sweep: by the page of the participant's own cohort."""
    today = now.astimezone(AMSTERDAM).date()
    [row] = progress.of_people([placement.participant], today)
    return row.pace.is_behind


@few
@given(rule=rules, runs=st.lists(hours, min_size=1, max_size=15), until=days, fresh=days)
def test_who_asked_for_rest_or_just_logged_is_left_alone(world, rule, runs, until, fresh):
    set_up(world, [], rule)
    MailChoice.objects.all().delete()
    HourEntry.objects.filter(worked_on__gt=date(2026, 1, 20)).delete()
    [(first, _resting), *_others, (last, busy)] = [
        reader for reader in world.items() if reader[0][0] == "hours_reminder"
    ]
    MailChoice.objects.create(address=first[1], kind="hours_reminder", snoozed_until=until)
    worked(busy, fresh, minutes=1)

    for now in sorted(runs):
        participants.remind(now)
        delivery.drain(now=now)

    found = sent(world)
    assert all(at.astimezone(AMSTERDAM).date() >= until for at in found[first])
    free = [at.astimezone(AMSTERDAM).date() - fresh for at in found[last]]
    assert [gap for gap in free if gap in (timedelta(0), timedelta(days=1))] == []
