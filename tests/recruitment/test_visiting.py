"""Counting the links of channels."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.limits import MINUTE, Limit
from recruitment import visiting
from recruitment.models import ChannelDay
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_each_visit_counts_on_its_day():
    channel = make.channel()

    for days in (0, 0, 1):
        visiting.count(channel.code, now=NOW + timedelta(days=days))

    assert list(channel.days.order_by("day").values_list("visits", flat=True)) == [2, 1]


@pytest.mark.parametrize("code", ["", "onzin", "x" * 500, "\n", "\x00"])
def test_an_unknown_code_counts_nothing_and_says_nothing(client, code):
    make.channel()

    response = client.post(reverse("visit"), {"via": code})

    assert (response.status_code, response.content, ChannelDay.objects.count()) == (200, b"", 0)


def test_a_channel_that_is_off_or_of_a_closed_region_counts_nothing():
    asleep = make.channel(is_active=False)
    closed = make.channel(make.region(is_active=False))

    assert [visiting.count(row.code, now=NOW) for row in (asleep, closed)] == [False, False]


def test_a_script_counts_without_token_and_without_cookie():
    channel = make.channel()
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(reverse("visit"), {"via": channel.code})

    assert (response.status_code, dict(browser.cookies)) == (200, {})
    assert channel.days.get().visits == 1


def test_a_visit_counts_while_the_cache_is_away(client, no_cache):
    channel = make.channel()

    assert client.post(reverse("visit"), {"via": channel.code}).status_code == 200
    assert channel.days.get().visits == 1


def test_within_a_minute_only_so_many_count(monkeypatch):
    monkeypatch.setattr(visiting, "VISITS", Limit("visits", 3, MINUTE))
    channel = make.channel()

    counted = [visiting.count(channel.code, now=NOW) for _try in range(5)]

    assert counted == [True, True, True, False, False]
    assert visiting.count(channel.code, now=NOW + timedelta(minutes=1))
