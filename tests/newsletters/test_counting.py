"""What a leader sees of readers: numbers of the own regions, and nobody's name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from newsletters import counting, leaving
from newsletters.models import Consent, Delivery
from tests import factories as make
from tests.newsletters.readers import EMAIL, NOW, confirmed, ended, pending

pytestmark = pytest.mark.django_db
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def lea():
    return make.user(first_name="Lea")


@pytest.fixture
def region(lea):
    return make.region(lea, name="Hier", slug="hier")


def test_readers_are_counted_by_state_and_topic(lea, region):
    confirmed(region, "a@b.example", topics=["alumni", "meetings"])
    confirmed(region, "b@b.example", topics=["meetings"], now=NOW - timedelta(days=40))
    pending(region, "c@b.example")
    ended(region, "d@b.example")
    leaving.leave(confirmed(region, "e@b.example"), now=NOW, page="/x/")
    confirmed(make.region(), "f@b.example")

    (row,) = counting.of_regions(lea, NOW)

    assert (row.region, row.reading, row.waiting, row.came, row.left) == (region, 2, 1, 1, 1)
    assert [number for _topic, number in row.lines] == [0, 2, 1]


def test_whom_the_portal_stopped_writing_to_did_not_leave(lea, region):
    stopped = confirmed(region, "a@b.example", now=NOW - timedelta(days=800))
    leaving.end(stopped, Consent.Act.BLOCKED, Delivery.Reason.BLOCKED, now=NOW, page="")
    # Stopped once before, came back, and now left: that is leaving.
    again = confirmed(region, "b@b.example", now=NOW - timedelta(days=800))
    leaving.end(again, Consent.Act.BLOCKED, Delivery.Reason.BLOCKED, now=YESTERDAY, page="")
    leaving.leave(confirmed(region, "b@b.example"), now=NOW, page="/x/")

    (row,) = counting.of_regions(lea, NOW)

    assert (row.reading, row.left) == (0, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_more_regions_cost_no_more_queries(lea, django_assert_num_queries, number):
    for _number in range(number):
        confirmed(make.region(lea), f"{_number}@b.example")

    with django_assert_num_queries(3):
        assert len(counting.of_regions(lea, NOW)) == number


def test_the_page_has_the_link_to_share_and_nobodys_address(lea, region, on):
    confirmed(region)

    page = on(lea).get(reverse("reader_numbers")).content.decode()

    assert "http://localhost:8000/regions/hier/newsletter/" in page.replace("<wbr>", "")
    assert EMAIL not in page


def test_a_region_that_is_switched_off_has_no_link_to_share(lea, region, on):
    region.is_active = False
    region.save()

    page = on(lea).get(reverse("reader_numbers")).content.decode()

    assert region.name in page
    assert "/regions/hier/newsletter/" not in page.replace("<wbr>", "")
