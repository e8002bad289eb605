"""Who does not press the button: one reminder, and then the address is gone."""

from datetime import date, datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AccessLink
from cohorts.models import Holiday, Region
from newsletters import unconfirmed
from newsletters.models import Consent, Forgotten, Subscription
from outbox import delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters.readers import EMAIL, confirmed, ended, mails, pending

pytestmark = pytest.mark.django_db


def at(text):
    """A moment on the Dutch clock."""
    return timezone.make_aware(datetime.fromisoformat(text))


# A Tuesday in office hours.
NOW = at("2026-03-03 10:00")
DAY = timedelta(days=1)


def sweep(now):
    return unconfirmed.remind(now), unconfirmed.erase(now)


def test_a_reminder_comes_after_three_days_and_once():
    pending(now=NOW)

    assert sweep(NOW + 3 * DAY - timedelta(minutes=1)) == (0, 0)
    assert sweep(NOW + 3 * DAY) == (1, 0)
    assert sweep(NOW + 3 * DAY) == (0, 0)
    assert mails() == ["subscription_confirm", "subscription_reminder"]


def test_a_reminder_that_waits_does_not_leave_once_the_region_is_switched_off(post):
    row = pending(now=NOW)
    delivery.drain(now=NOW)
    unconfirmed.remind(NOW + 3 * DAY)
    Region.objects.filter(pk=row.region_id).update(is_active=False)

    delivery.drain(now=NOW + 3 * DAY)

    statuses = Message.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["sent", "cancelled"]
    assert len(post.mails) == 1


@pytest.mark.parametrize(
    ("due", "leaves"),
    [
        ("2026-03-06 16:59", "2026-03-06 16:59"),
        ("2026-03-06 17:00", "2026-03-09 09:00"),
        ("2026-03-07 12:00", "2026-03-09 09:00"),
        ("2026-03-09 03:00", "2026-03-09 09:00"),
        ("2026-04-02 20:00", "2026-04-07 09:00"),
        ("2026-04-06 10:00", "2026-04-07 09:00"),
    ],
)
def test_a_reminder_leaves_in_office_hours_of_a_working_day(due, leaves):
    for day in (date(2026, 4, 3), date(2026, 4, 6)):
        Holiday.objects.create(kind="public", name="Pasen", start_on=day, end_on=day)
    due, leaves = at(due), at(leaves)
    row = pending(now=due - 3 * DAY)

    unconfirmed.remind(due)

    row.refresh_from_db()
    assert Message.objects.get(kind="subscription_reminder").not_before == leaves
    assert row.reminded_at == leaves


def test_four_days_after_the_reminder_the_address_is_erased():
    row = pending(now=NOW)
    sweep(NOW + 3 * DAY)

    assert sweep(NOW + 7 * DAY - timedelta(minutes=1)) == (0, 0)
    assert sweep(NOW + 7 * DAY) == (0, 1)
    assert sweep(NOW + 7 * DAY) == (0, 0)
    assert not Subscription.objects.filter(pk=row.pk).exists()
    assert [list(Message.objects.filter(to=EMAIL)), list(AccessLink.objects.all())] == [[], []]
    assert list(Consent.objects.values_list("address", "subscription")) == [("", None)]
    assert [entry for entry in LogEntry.objects.all() if EMAIL in repr(vars(entry))] == []
    # It was never known whether it is the address of who typed it, so it may come again.
    assert Forgotten.objects.count() == 0


def test_a_sweep_that_missed_weeks_still_gives_four_days():
    pending(now=NOW)

    assert sweep(NOW + 30 * DAY) == (1, 0)
    assert sweep(NOW + 33 * DAY) == (0, 0)
    assert sweep(NOW + 34 * DAY) == (0, 1)


def test_who_asks_again_after_the_reminder_has_a_week_and_no_second_reminder():
    row = pending(now=NOW)
    sweep(NOW + 3 * DAY)
    pending(row.region, now=NOW + 6 * DAY)

    assert sweep(NOW + 7 * DAY) == (0, 0)
    assert sweep(NOW + 13 * DAY) == (0, 1)
    assert mails(kind="subscription_reminder") == ["subscription_reminder"]


def test_a_region_that_is_switched_off_reminds_nobody_and_erases_after_a_week():
    row = pending(now=NOW)
    row.region.is_active = False
    row.region.save()

    assert sweep(NOW + 6 * DAY) == (0, 0)
    assert sweep(NOW + 7 * DAY) == (0, 1)


@pytest.mark.parametrize("maker", [confirmed, ended])
def test_readers_and_who_left_stay(maker):
    row = maker(now=NOW)

    assert sweep(NOW + 100 * DAY) == (0, 0)
    assert Subscription.objects.filter(pk=row.pk).exists()


def test_who_left_before_goes_back_to_that():
    row = ended(now=NOW - 200 * DAY)
    pending(row.region, now=NOW)

    sweep(NOW + 3 * DAY)
    assert sweep(NOW + 7 * DAY) == (0, 1)

    row.refresh_from_db()
    assert row.status == "ended"


def test_more_than_a_batch_is_done_in_one_sweep(monkeypatch):
    monkeypatch.setattr(unconfirmed, "BATCH", 2)
    region = make.region()
    for number in range(5):
        pending(region, f"lezer{number}@bedrijf.example", now=NOW)

    assert sweep(NOW + 3 * DAY) == (5, 0)
    assert sweep(NOW + 7 * DAY) == (0, 5)


def test_a_reminder_costs_the_same_whoever_else_waits():
    def queries(number):
        for place in range(number):
            pending(region, f"lezer{number}-{place}@bedrijf.example", now=NOW)
        with CaptureQueriesContext(connection) as found:
            assert unconfirmed.remind(NOW + 3 * DAY) == number
        return len(found)

    region = make.region()
    one, two, many = queries(1), queries(2), queries(20)

    assert many - one == 19 * (two - one)
    assert two - one <= 16
