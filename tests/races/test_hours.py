"""A school decides while others decide, edit or withdraw."""

import datetime
from collections import Counter
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import links
from accounts.links import LinkClosed
from accounts.models import AccessLink
from core.workflow import IllegalMove
from internships import confirmation, hours
from internships.confirmation import Decision
from internships.models import Confirmation, HourEntry
from outbox.models import Message
from tests import factories as make
from tests.real_database import at_once, kinds

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def placement():
    return make.placement(make.participant(make.cohort(norm_minutes=600, ceiling_minutes=600)))


def link_to(contact):
    now = timezone.now()
    link = links.create(AccessLink.Purpose.HOURS, holder=contact, email=contact.email, now=now)
    links.issue(link, now=now)
    return link


def decision(contact, lines, link=None, reason=""):
    return partial(
        confirmation.decide,
        contact,
        {line.pk: Decision(line.revision, reason) for line in lines},
        typed_name="F. El Idrissi",
        via="link" if link else "account",
        now=timezone.now(),
        link=link,
    )


def fresh(line):
    return HourEntry.objects.get(pk=line.pk)


def test_two_links_to_the_same_lines_book_once(placement):
    lines = [make.hours(placement) for _ in range(3)]
    contact = placement.supervisor
    both = [decision(contact, lines, link_to(contact)) for _ in range(2)]

    outcomes = at_once(*both)

    booked = [outcome for outcome in outcomes if outcome.confirmation]
    [passed] = [outcome for outcome in outcomes if not outcome.confirmation]
    assert len(booked) == 1
    assert passed.passed == [line.pk for line in lines]
    assert hours.total(placement.participant).confirmed == 270
    assert Confirmation.objects.count() == 1
    assert Message.objects.filter(kind="hours_receipt").count() == 1
    keys = AccessLink.objects.filter(purpose=AccessLink.Purpose.HOURS)
    assert Counter(link.used_at is None for link in keys) == {True: 1, False: 1}


def test_one_link_used_by_two_on_different_lines_acts_once(placement):
    first, second = make.hours(placement), make.hours(placement)
    contact = placement.supervisor
    link = link_to(contact)

    outcomes = at_once(decision(contact, [first], link), decision(contact, [second], link))

    assert Counter(type(outcome) for outcome in outcomes) == {
        confirmation.Outcome: 1,
        LinkClosed: 1,
    }
    assert HourEntry.objects.filter(status="confirmed").count() == 1


def test_confirming_and_returning_at_once_decides_every_line_once(placement):
    lines = [make.hours(placement) for _ in range(4)]
    contact = placement.supervisor

    at_once(decision(contact, lines), decision(contact, lines[::-1], reason="Niet gezien"))

    statuses = Counter(HourEntry.objects.values_list("status", flat=True))
    assert statuses in [{"confirmed": 4}, {"returned": 4}]


def test_batches_over_the_same_people_do_not_wait_for_each_other_for_ever():
    contact = make.contact()
    placements = [make.placement(supervisor=contact) for _ in range(4)]
    lines = [make.hours(placement) for placement in placements for _ in range(2)]

    outcomes = at_once(*[decision(contact, batch) for batch in (lines, lines[::-1]) * 2])

    assert [type(outcome) for outcome in outcomes] == [confirmation.Outcome] * 4
    assert HourEntry.objects.filter(status="confirmed").count() == 8


def test_a_line_withdrawn_while_it_is_confirmed_is_one_of_both(placement):
    line = make.hours(placement)

    outcome, withdrawn = at_once(
        decision(placement.supervisor, [line]), partial(hours.withdraw, fresh(line), by=None)
    )

    ends = (fresh(line).status, bool(outcome.confirmation), type(withdrawn))
    assert ends in [("confirmed", True, IllegalMove), ("withdrawn", False, type(None))]


def test_a_line_edited_while_it_is_confirmed_is_never_confirmed_unseen(placement):
    line = make.hours(placement)
    changed = {"worked_on": line.worked_on, "minutes": 480, "kind": line.kind}

    outcome, edited = at_once(
        decision(placement.supervisor, [line]),
        partial(
            hours.edit, fresh(line), placement=placement, by=None, now=timezone.now(), **changed
        ),
    )

    line = fresh(line)
    ends = (line.status, line.minutes, bool(outcome.confirmation), type(edited))
    assert ends in [("confirmed", 90, True, IllegalMove), ("submitted", 480, False, HourEntry)]


def logging_of(placement, **line):
    values = {"worked_on": timezone.localdate(), "kind": "assisting", **line}
    return partial(hours.log, placement, by=None, now=timezone.now(), **values)


def test_two_lines_that_together_pass_the_ceiling_are_not_both_written(placement):
    outcomes = at_once(logging_of(placement, minutes=400), logging_of(placement, minutes=401))

    assert kinds(outcomes) == {HourEntry: 1, ValidationError: 1}
    assert hours.total(placement.participant).submitted in (400, 401)


def test_overlapping_lines_at_once_are_not_both_written(placement):
    at = timezone.datetime.strptime
    spans = [("09:00", "10:30"), ("10:00", "11:00"), ("09:30", "12:00"), ("08:00", "10:01")]

    outcomes = at_once(
        *[
            logging_of(
                placement,
                minutes=60,
                starts_at=at(start, "%H:%M").time(),
                ends_at=at(end, "%H:%M").time(),
            )
            for start, end in spans
        ]
    )

    assert kinds(outcomes) == {HourEntry: 1, ValidationError: 3}


def test_a_button_pressed_twice_writes_one_line(placement):
    outcomes = at_once(*[logging_of(placement, minutes=90)] * 4)

    assert kinds(outcomes) == {HourEntry: 1, ValidationError: 3}


def test_two_corrections_of_one_line_at_once_make_one_version(placement):
    line = make.hours(placement, status="confirmed")
    changed = {"worked_on": line.worked_on, "kind": line.kind, "minutes": 60}

    outcomes = at_once(
        *[
            partial(
                hours.correct,
                fresh(line),
                placement=placement,
                by=None,
                now=timezone.now(),
                **changed,
            )
            for _ in range(3)
        ]
    )

    assert kinds(outcomes) == {HourEntry: 1, ValidationError: 2}


def test_two_edits_at_once_are_two_versions(placement):
    line = make.hours(placement)
    own = [fresh(line), fresh(line)]

    at_once(
        *[
            partial(
                hours.edit,
                row,
                placement=placement,
                by=None,
                now=timezone.now(),
                worked_on=row.worked_on,
                kind=row.kind,
                minutes=60,
            )
            for row in own
        ]
    )

    assert fresh(line).revision == 3


def test_overlapping_lines_of_one_person_in_two_cohorts_are_not_both_written(placement):
    elsewhere = make.placement(make.participant(person=placement.participant.user))
    at = {"starts_at": datetime.time(9), "ends_at": datetime.time(10), "minutes": 60}

    outcomes = at_once(*[logging_of(place, **at) for place in (placement, elsewhere) * 2])

    assert kinds(outcomes) == {HourEntry: 1, ValidationError: 3}
