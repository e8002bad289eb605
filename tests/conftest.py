"""The cast, the settings of every test, and what is skipped where a service is missing."""

import os
import secrets
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests import factories as make

pytest_plugins = [
    "tests.used",
    "tests.browsing",
    "tests.mail_server",
    "tests.imap_server",
    "tests.real_database",
]

# What a test run remembers belongs with everything else that is written.
set_hypothesis_home_dir(django_settings.VAR_DIR / "cache" / "hypothesis")
# A busy machine is no failure.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


@pytest.fixture(autouse=True)
def quiet_settings(request, settings, tmp_path):
    """Fast hashes for throw-away passwords; mails as files of this test alone; an empty cache.

    And Dutch: a page that another test read in English leaves its language behind.
    """
    translation.activate(settings.LANGUAGE_CODE)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MAIL_DIR = tmp_path / "mail"
    if "mailoutbox" not in request.fixturenames:
        settings.EMAIL_BACKEND = "outbox.mailbox.FileMailbox"
    if settings.REDIS_URL:
        # Emptying it would empty the whole Redis database, the queue of others included.
        own = {**settings.CACHES["default"], "KEY_PREFIX": f"test-{secrets.token_hex(8)}"}
        settings.CACHES = {"default": own}
    else:
        cache.clear()


@pytest.fixture
def no_cache(settings):
    """A Redis that is not there: nobody listens at this port."""
    away = {**django_settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    away["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": away}


@pytest.fixture
def cast(db):
    """Someone in every role, and for every role a stranger with rows of the same kind elsewhere."""
    here = troupe("hier")
    there = troupe("elders")
    admin = make.user("beheer@portaal.example", is_staff=True, is_superuser=True, first_name="Ada")
    nobody = make.user("niemand@portaal.example", first_name="Niek")
    return SimpleNamespace(here=here, there=there, admin=admin, nobody=nobody)


def troupe(name):
    """One region with a leader, a cohort, a placed participant, a contact and lines."""
    leader = make.user(f"leider@{name}.example", first_name="Lea")
    region = make.region(leader, name=f"Regio {name}", slug=name)
    cohort = make.cohort(region)
    school = make.school(name=f"Vakcollege {name}")
    account = make.user(f"docent@{name}.example", first_name="Daan")
    contact = make.contact(school, region, user=account, email=account.email)
    person = make.user(f"deelnemer@{name}.example", first_name="Dirk")
    participant = make.participant(cohort, person=person)
    placement = make.placement(participant, supervisor=contact)
    waiting = make.hours(placement)
    return SimpleNamespace(
        leader=leader,
        region=region,
        cohort=cohort,
        school=school,
        teacher=account,
        contact=contact,
        person=person,
        participant=participant,
        placement=placement,
        proposal=make.placement(
            participant,
            supervisor=make.contact(None, region, email=contact.email, user=account),
            status="proposed",
        ),
        waiting=waiting,
        exception=make.school_exception(school),
        returned=make.hours(placement, status="returned", return_reason="Toen was je er niet."),
        confirmed=make.hours(placement, status="confirmed"),
    )


def pytest_collection_modifyitems(items):
    """Tests that need a service say so, and are skipped with the reason where it is missing."""
    for item in items:
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL"))
        if item.get_closest_marker("redis") and not os.environ.get("REDIS_URL"):
            item.add_marker(pytest.mark.skip(reason="needs Redis: set REDIS_URL"))


@pytest.fixture
def on(client):
    """`on(user)` is a browser in which this user is signed in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
