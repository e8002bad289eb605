"""A funnel counts people: who comes twice by one link is one, as far as that can be known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletters import forgetting, partner_kit, subscribing
from newsletters.models import Subscription
from recruitment import retention
from recruitment.models import Lead
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(weeks=5)
EMAIL = "els@voorbeeld.example"


@pytest.fixture
def link():
    return make.channel(make.region())


def came(channel, *, email=EMAIL, has_applied=True, **fields):
    return make.lead(
        channel.region, email=email, channel=channel, has_applied=has_applied, **fields
    )


def numbers(channel):
    """(applied, admitted)"""
    found = partner_kit.funnels([channel])[channel.pk]
    return found.applied, found.admitted


def test_who_was_rejected_and_applies_again_is_one_person(link):
    came(link, status="rejected", moved_at=NOW)
    came(link, status="rejected", moved_at=NOW)
    came(link)
    came(link, email="jan@voorbeeld.example")

    assert numbers(link) == (2, 0)


def test_who_takes_part_twice_is_one_person(link):
    came(link, status="admitted")
    came(link, status="admitted")

    assert numbers(link) == (1, 1)


@pytest.mark.parametrize("status", ["new", "reserve", "admitted", "withdrawn"])
def test_it_stays_one_person_when_the_first_row_is_erased(link, status):
    came(link, status="rejected", moved_at=NOW)
    came(link, status=status, moved_at=LATER)
    before = numbers(link)

    assert retention.erase(LATER) == 1

    assert numbers(link) == before == (1, int(status == "admitted"))


def test_it_stays_one_person_when_both_rows_are_erased_together_or_after_each_other(link):
    for moved_at in (NOW, NOW, LATER):
        came(link, status="rejected", moved_at=moved_at)

    assert retention.erase(LATER) == 2
    assert numbers(link) == (1, 0)
    assert retention.erase(LATER + timedelta(weeks=5)) == 1
    assert numbers(link) == (1, 0)


def test_of_two_rows_that_go_together_one_still_counts(link):
    came(link, status="rejected", moved_at=NOW)
    came(link, status="rejected", moved_at=NOW)

    assert retention.erase(LATER) == 2
    assert numbers(link) == (1, 0)


def test_an_older_row_that_stays_counts_for_a_newer_one_that_goes(link):
    came(link, status="rejected", moved_at=LATER)
    came(link, status="rejected", moved_at=NOW)

    assert retention.erase(LATER) == 1
    assert numbers(link) == (1, 0)


def test_a_row_that_only_asked_does_not_take_the_place_of_one_that_applied(link):
    came(link, status="rejected", moved_at=NOW)
    came(link, has_applied=False)

    retention.erase(LATER)

    assert numbers(link) == (1, 0)


def test_a_person_counts_for_each_link_that_was_used(link):
    other = make.channel(link.region)
    came(link, status="rejected", moved_at=NOW)
    came(other)
    elsewhere = make.channel(make.region())
    came(elsewhere, status="rejected", moved_at=NOW)

    retention.erase(LATER)

    assert [numbers(channel) for channel in (link, other, elsewhere)] == [(1, 0)] * 3


def test_who_was_erased_and_comes_back_counts_anew_for_nothing_was_kept_to_know_them_by(link):
    came(link, status="rejected", moved_at=NOW)
    retention.erase(LATER)
    came(link)

    assert numbers(link) == (2, 0)
    erased = Lead.objects.erased().get()
    assert (erased.email, erased.is_repeat) == ("", False)


def subscribed(channel):
    return partner_kit.funnels([channel])[channel.pk].subscribed


def test_a_reader_who_leaves_and_comes_back_is_one_person(link):
    reader = make.subscription(link.region, EMAIL, channel=link, status="ended", ended_at=NOW)
    subscribing.ask(
        link.region,
        email=EMAIL,
        topics=["recruitment"],
        language="nl",
        page="/",
        now=LATER,
        channel=link,
    )

    assert Subscription.objects.get() == reader
    assert subscribed(link) == 1


def test_an_erased_reader_who_comes_back_counts_anew(link):
    make.subscription(link.region, EMAIL, channel=link)
    forgetting.forget(EMAIL, now=NOW, page="/")
    make.subscription(link.region, EMAIL, channel=link)

    assert subscribed(link) == 2


def test_the_page_says_who_is_counted_how(link, on):
    leader = make.user()
    link.region.leaders.add(leader)

    page = on(leader).get(f"/channels/{link.pk}/").content.decode()

    assert "telt ieder mens één keer" in page
    assert "Wie is gewist en later terugkomt, telt opnieuw" in page
