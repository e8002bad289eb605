from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from core import office_hours
from newsletters import leaving, welcoming
from outbox import delivery
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db

# A Tuesday.
START = office_hours.opening(date(2026, 3, 3)) + timedelta(hours=1)
DAY = timedelta(days=1)


def reader(region=None, *, at=START, **fields):
    return make.subscription(region, confirmed_at=at, **fields)


def kinds(reader):
    """The mails of the series to this reader, in order, that may still leave or did."""
    rows = Message.objects.filter(to=reader.email).exclude(status="cancelled")
    return list(rows.order_by("pk").values_list("kind", flat=True))


def applies(reader, **fields):
    make.application(lead_=make.lead(reader.region, email=reader.email, **fields))


def test_three_mails_in_four_weeks_each_once():
    row = reader()

    for hours in range(0, 40 * 24, 3):
        welcoming.greet(START + timedelta(hours=hours))

    assert kinds(row) == ["welcome", "welcome_work", "welcome_group"]
    moments = list(Message.objects.order_by("pk").values_list("created_at", flat=True))
    assert [(at - START).days for at in moments] == [0, 7, 21]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, ["welcome"]),
        (6, ["welcome"]),
        (7, ["welcome_work"]),
        (20, ["welcome_work"]),
        (21, ["welcome_group"]),
        (27, ["welcome_group"]),
        (28, []),
        (400, []),
    ],
)
def test_after_a_standstill_comes_the_mail_of_today_alone(days, expected):
    row = reader()

    welcoming.greet(START + days * DAY)

    assert kinds(row) == expected


@given(st.lists(st.integers(0, 24 * 50), max_size=30))
def test_whatever_sweeps_run_no_step_comes_twice_and_they_come_in_order(hours):
    order = ["", "welcome", "welcome_work", "welcome_group"]
    steps = [welcoming.step_at(timedelta(hours=hour)) for hour in sorted(hours)]
    steps = [step for step in steps if step]

    assert steps == sorted(steps, key=order.index)


def test_the_first_comes_in_the_evening_too_and_the_others_by_day():
    evening = START + timedelta(hours=12)
    row = reader(at=evening)

    welcoming.greet(evening)
    welcoming.greet(evening + 7 * DAY)
    at_night = kinds(row)
    welcoming.greet(evening + 8 * DAY - timedelta(hours=8))

    assert at_night == ["welcome"]
    assert kinds(row) == ["welcome", "welcome_work"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "pending", "at": None},
        {"status": "ended"},
        {"topics": ("alumni", "meetings")},
    ],
)
def test_who_did_not_ask_for_it_gets_none(fields):
    row = reader(**fields)

    welcoming.greet(START)

    assert kinds(row) == []


def test_nothing_comes_from_a_region_that_is_switched_off():
    row = reader(make.region(is_active=False))

    welcoming.greet(START)

    assert kinds(row) == []


def test_who_applied_gets_no_more_of_it():
    row = reader()
    welcoming.greet(START)
    applies(row)

    welcoming.greet(START + 7 * DAY)

    assert kinds(row) == ["welcome"]


def test_a_mail_that_waits_is_called_off_when_its_reader_applies():
    row = reader()
    welcoming.greet(START)
    applies(row)

    delivery.drain(now=START + timedelta(minutes=1))

    message = Message.objects.get(kind="welcome")
    assert (message.status, message.error) == (
        "cancelled",
        "Deze lezer hoort niet meer bij de welkomstreeks.",
    )


def test_a_mail_that_waits_is_called_off_when_its_reader_leaves():
    row = reader()
    welcoming.greet(START)
    leaving.leave(row, now=START, page="/newsletter/")

    delivery.drain(now=START + timedelta(minutes=1))

    assert kinds(row) == []


def test_it_is_a_newsletter_that_one_can_leave():
    row = reader(language="en")

    welcoming.greet(START)

    message = Message.objects.get()
    assert message.stream == "newsletter"
    assert message.headers == leaving.header(row)
    assert message.text.endswith(
        "You get this email because you subscribed to the newsletter of HTO.\n"
        f"Choose what you read, or unsubscribe: http://localhost:8000/newsletter/{row.key}/\n"
    )


def test_without_a_first_name_and_without_a_next_group_the_lines_are_left_out():
    row = reader(first_name="")
    for days in (0, 21):
        welcoming.greet(START + days * DAY)

    mails = Message.objects.filter(to=row.email).order_by("pk")
    texts = "".join(mails.values_list("text", flat=True))

    assert list(mails.values_list("kind", flat=True)) == ["welcome", "welcome_group"]
    assert "Hallo" not in texts
    assert "volgende groep begint" not in texts


@pytest.mark.parametrize("number", [1, 3])
def test_looking_costs_the_same_for_one_reader_and_for_three(number, django_assert_num_queries):
    region = make.region()
    for _ in range(number):
        reader(region)
    welcoming.greet(START)

    # The regions, twice the readers of one, and their mails.
    with django_assert_num_queries(4):
        welcoming.greet(START)


def test_a_region_that_is_switched_off_meanwhile_welcomes_nobody():
    row = reader()
    welcoming.greet(START)
    row.region.is_active = False
    row.region.save()

    delivery.drain(now=START)

    assert kinds(row) == []


def test_a_sweep_over_who_was_greeted_costs_the_same_for_many(django_assert_num_queries):
    region = make.region()
    for _reader in range(3):
        reader(region)
    welcoming.greet(START)
    with CaptureQueriesContext(connection) as few:
        welcoming.greet(START)
    for _reader in range(30):
        reader(region)
    welcoming.greet(START)

    with django_assert_num_queries(len(few)):
        assert welcoming.greet(START) == 0
