"""How long a reader who left is kept, and what stays after that."""

from datetime import datetime, timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from newsletters import consenting, forgetting, leaving, partner_kit, retention, unconfirmed
from newsletters.models import Consent, Delivery, Forgotten, Subscription
from outbox.models import Message
from recruitment.models import ChannelDay
from tests import factories as make
from tests.newsletters.readers import EMAIL, acts, confirmed, copy, pending

pytestmark = pytest.mark.django_db
# A Tuesday in the evening, on the Dutch clock.
NOW = timezone.make_aware(datetime.fromisoformat("2026-03-03 21:00"))
DAY = timedelta(days=1)
YEAR = 365 * DAY


def left(region=None, email=EMAIL, **typed):
    """Somebody who read for a while and stopped now."""
    row = confirmed(region, email, now=NOW - 100 * DAY, **typed)
    leaving.leave(row, now=NOW, page="/newsletter/leave/")
    return row


def traces():
    """Where something of the person is left."""
    tables = (Subscription, Consent, Delivery, Message, LogEntry)
    rows = [repr(row) for table in tables for row in table.objects.values()]
    return [row for row in rows if EMAIL in row or "Sanne" in row]


def test_a_year_after_leaving_the_address_is_gone_and_its_hash_stays():
    row = left()
    copy(row, message="sent")
    assert len(traces()) > 5

    midnight = timezone.make_aware(datetime.fromisoformat("2027-03-03"))
    assert retention.erase(midnight - timedelta(minutes=1)) == 0
    assert retention.erase(midnight) == 1

    assert traces() == []
    assert not Subscription.objects.exists()
    digest = consenting.digest(EMAIL)
    kept = Consent.objects.values_list("act", "digest", "address")
    assert list(kept) == [(act, digest, "") for act in ("given", "confirmed", "withdrawn")]
    assert Forgotten.objects.get().digest == digest


def test_a_second_sweep_does_nothing_and_a_late_one_catches_up():
    left()

    assert [retention.erase(NOW + 3 * YEAR) for _sweep in range(2)] == [1, 0]


def test_who_reads_or_came_back_stays():
    row = confirmed(now=NOW - 3 * YEAR)
    again = left(email="jan@bedrijf.example")
    pending(again.region, again.email, now=NOW + YEAR - DAY)

    assert retention.erase(NOW + YEAR) == 0
    assert acts(row)[-1][0] == "confirmed"


def test_leaving_one_region_takes_nothing_away_in_another():
    gone = left()
    other = confirmed(now=NOW)

    retention.erase(NOW + YEAR)

    assert list(Subscription.objects.all()) == [other]
    assert not Subscription.objects.filter(pk=gone.pk).exists()
    assert other.consents.filter(address=EMAIL).count() == 2


def test_who_was_erased_can_subscribe_again_in_person():
    row = left()
    retention.erase(NOW + YEAR)

    assert confirmed(row.region, now=NOW + 2 * YEAR).status == "confirmed"


def test_what_a_link_brought_stays_right():
    region = make.region()
    link, other = make.channel(region), make.channel(region)
    left(region, channel=link)
    left(region, "jan@bedrijf.example", channel=link)
    confirmed(region, "an@bedrijf.example", channel=link, now=NOW)
    confirmed(region, "piet@bedrijf.example", channel=other, now=NOW)
    pending(region, "tess@bedrijf.example", channel=link, now=NOW)
    before = partner_kit.funnels([link, other])

    assert retention.erase(NOW + YEAR) == 2
    forgetting.forget("piet@bedrijf.example", now=NOW, page="/newsletter/")

    assert partner_kit.funnels([link, other]) == before
    assert (before[link.pk].subscribed, before[other.pk].subscribed) == (3, 1)
    day = timezone.localdate(NOW - 100 * DAY)
    assert ChannelDay.objects.get(channel=link, day=day).readers_erased == 2


def test_the_proof_of_an_erased_address_goes_five_years_after_the_last_of_it():
    left()
    confirmed(email="jan@bedrijf.example", now=NOW - 100 * DAY)
    retention.erase(NOW + YEAR)

    assert retention.drop_proof(NOW + 5 * YEAR - timedelta(hours=22)) == 0
    assert retention.drop_proof(NOW + 5 * YEAR) == 3
    assert retention.drop_proof(NOW + 5 * YEAR) == 0
    assert set(Consent.objects.values_list("address", flat=True)) == {"jan@bedrijf.example"}
    assert Forgotten.objects.count() == 1


def test_the_proof_of_who_still_said_something_later_stays_whole():
    row = left()
    retention.erase(NOW + YEAR)
    confirmed(row.region, now=NOW + 3 * YEAR)

    assert retention.drop_proof(NOW + 6 * YEAR) == 0


def test_a_page_of_a_mail_from_long_ago_still_says_something(client):
    row = left()
    retention.erase(NOW + YEAR)

    for name in ("newsletter_choices", "newsletter_leave"):
        page = client.get(reverse(name, args=[row.key]))
        assert page.status_code == 404
        assert reverse("newsletter_find") in page.content.decode()
        assert EMAIL not in page.content.decode()


def test_more_than_a_batch_goes_in_one_sweep_with_the_same_queries_for_each(
    monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(retention, "BATCH", 20)
    region = make.region()
    for number in range(50):
        copy(left(region, f"lezer{number}@bedrijf.example"), message="sent")

    # Three shares of at most so many, and the look that finds no more.
    with django_assert_max_num_queries(3 * 33 + 10):
        assert retention.erase(NOW + YEAR) == 50


def test_unconfirmed_addresses_are_erased_in_shares_too(django_assert_max_num_queries):
    region = make.region()
    for number in range(30):
        pending(region, f"lezer{number}@bedrijf.example", now=NOW)
    Subscription.objects.update(reminded_at=NOW + 3 * DAY)

    with django_assert_max_num_queries(33):
        assert unconfirmed.erase(NOW + 8 * DAY) == 30
