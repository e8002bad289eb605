"""Counting who sends, and knowing from where without believing what a visitor says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from core import limits
from core.limits import HOUR, Limit

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
THREE = Limit("tries", 3, HOUR)


def asked(times, subject="a", now=NOW):
    return [THREE.has_room(subject, now=now) for _time in range(times)]


def test_after_so_many_times_there_is_no_room_until_the_next_stretch():
    assert asked(5) == [True, True, True, False, False]
    assert asked(1, now=NOW + timedelta(hours=1)) == [True]


def test_everybody_has_a_number_of_its_own():
    asked(4)

    assert asked(1, "b") == [True]


def test_without_a_cache_there_is_always_room(no_cache):
    assert asked(5) == [True] * 5


def computer(**headers):
    return limits.computer_of(RequestFactory().get("/", **headers))


def test_without_proxies_a_header_is_not_believed():
    assert computer(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.9") == "192.0.2.7"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("onzin", ""),
    ],
)
def test_behind_a_proxy_what_it_says_last_counts(settings, header, found):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert computer(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=header) == found


def test_one_network_is_one_computer():
    found = {computer(REMOTE_ADDR=f"2001:db8::{number}") for number in range(1, 9)}

    assert found == {"2001:db8::/64"}


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_known_is_no_error(settings, count):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count

    assert computer(REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="onzin, onzin") == ""
