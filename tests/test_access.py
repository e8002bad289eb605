"""Who gets through which door: every URL, every role, and a stranger of each role.

A row says who gets through to the page (or the verb). Everybody else who is signed in sees a 404
(or a 403 where the address names no row), and who is not signed in is sent to the login page.
"""

import re

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.doors import DOORS
from tests.doors.visitors import LOOKS, ROLES, VERBS, address, gets_through, user_of

# In the demo alone; tests/outbox/test_mailbox.py looks at both.
ELSEWHERE = {"mail_list", "mail_detail"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.mark.parametrize("entry", DOORS, ids=lambda entry: entry.name)
def test_a_door_opens_for_its_roles_and_no_other(entry, cast, now):
    expected = {role: what_should_happen(entry, role) for role in ROLES}

    assert {role: knock(entry, role, cast, now) for role in ROLES} == expected


def what_should_happen(entry, role):
    if gets_through(role, entry.through):
        return "in"
    return "login" if role == "anonymous" else entry.refused


def knock(entry, role, cast, now):
    """What somebody in this role meets; what the visit changed is undone for the next one."""
    client = Client()
    with transaction.atomic():
        if role != "anonymous":
            client.force_login(user_of(role, cast))
        data = {entry.data: getattr(cast.here, entry.data).pk} if entry.data else {}
        response = getattr(client, entry.method)(address(entry, cast, now), data)
        transaction.set_rollback(True)
    if response.status_code == 302:
        to_login = response.headers["Location"].startswith(reverse("account_login"))
        return "login" if to_login else "in"
    return "in" if response.status_code == 200 else response.status_code


@pytest.mark.parametrize("entry", VERBS, ids=lambda entry: entry.name)
def test_a_verb_is_not_done_by_looking(entry, cast, client, now):
    client.force_login(cast.admin)

    assert client.get(address(entry, cast, now)).status_code == 405


@pytest.mark.parametrize("entry", VERBS, ids=lambda entry: entry.name)
def test_who_looks_at_a_verb_is_led_to_a_page_that_opens(entry, cast, client, now):
    role = next(role for role in ROLES if gets_through(role, entry.through))
    if role != "anonymous":
        client.force_login(user_of(role, cast))

    page = client.get(address(entry, cast, now)).content.decode()

    [way_out] = re.findall('class="btn btn-primary" href="([^"]*)"', page)
    assert client.get(way_out, follow=True).status_code == 200


# On PostgreSQL a long list is read through a cursor, and a union stands in brackets. The sums are
# those of `core/reading.py`.
READING = ("SELECT", "(SELECT", "DECLARE", "WITH sums (number, amount) AS (SELECT")


@pytest.mark.parametrize("entry", LOOKS, ids=lambda entry: entry.name)
def test_looking_changes_nothing(entry, cast, client, now):
    role = next(role for role in ROLES if gets_through(role, entry.through) and role != "anonymous")
    client.force_login(user_of(role, cast))
    url = address(entry, cast, now)

    with CaptureQueriesContext(connection) as queries:
        client.get(url)

    assert [row["sql"] for row in queries if not row["sql"].lstrip().startswith(READING)] == []


def names(patterns):
    """The names of all addresses of our own, without those of Django admin and allauth."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", str(pattern.urlconf_name))
            if pattern.app_name != "admin" and not module.startswith("allauth"):
                yield from names(pattern.url_patterns)
        if isinstance(pattern, URLPattern):
            yield pattern.name


def test_every_address_stands_in_the_table():
    assert sorted(names(get_resolver().url_patterns)) == sorted(
        {entry.name for entry in DOORS} | ELSEWHERE
    )


def admin_lists():
    return sorted(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    )


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_django_admin_is_for_admins_alone(role, cast, client):
    if role != "anonymous":
        client.force_login(user_of(role, cast))

    answers = {client.get(reverse(name)).status_code for name in ["admin:index", *admin_lists()]}

    # Sent to the admin's login, which refuses who is signed in without the right.
    assert answers == {302}
    login = client.get(reverse("admin:login"), follow=True)
    assert login.status_code == (200 if role == "anonymous" else 403)
