"""What the start page of a leader says about newsletters that wait for a decision."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort
from newsletters.models import Newsletter
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATE = {"status": "late", "planned_at": NOW - timedelta(days=1)}
PAUSED = {"status": "paused", "started_at": NOW, "approved": 3}


@pytest.fixture
def start(cast, on):
    browser = on(cast.here.leader)
    return lambda: browser.get(reverse("leader_start"))


def rows(response):
    return [(row.pk, row.status, row.why) for row in response.context["newsletters"].rows]


def test_a_newsletter_that_asks_first_and_one_that_is_held_are_things_to_do(cast, start):
    held = make.newsletter(cast.here.region, **PAUSED)
    asking = make.newsletter(cast.here.region, **LATE, asks="grown")

    response = start()

    assert rows(response) == [
        (asking.pk, "late", "veel meer lezers dan gepland"),
        (held.pk, "paused", ""),
    ]
    page = response.content.decode()
    for row in (asking, held):
        assert f'href="{reverse("newsletter_detail", args=[row.pk])}"' in page
    assert not response.context["calm"]


@pytest.mark.parametrize("asks", Newsletter.Asks.values)
def test_every_reason_to_ask_first_is_named(cast, start, asks):
    make.newsletter(cast.here.region, **LATE, asks=asks)

    page = start().content.decode()

    assert f"wacht op je akkoord: {Newsletter.Asks(asks).label}" in page


def test_one_that_waits_since_before_reasons_were_kept_says_so_too(cast, start):
    make.newsletter(cast.here.region, **LATE)

    assert "wacht op je akkoord: hij kon niet vanzelf weg" in start().content.decode()


def test_one_that_is_held_says_that_nothing_leaves(cast, start):
    make.newsletter(cast.here.region, **PAUSED)

    assert "gepauzeerd: er gaat niets weg tot je beslist" in start().content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"status": "planned", "planned_at": NOW},
        {"status": "sending", "started_at": NOW, "approved": 3},
        {"status": "sent", "started_at": NOW, "approved": 3},
        {"status": "cancelled"},
    ],
    ids=lambda fields: fields.get("status", "draft"),
)
def test_one_that_asks_nothing_is_no_thing_to_do(cast, start, fields):
    make.newsletter(cast.here.region, **fields)

    assert rows(start()) == []


def test_the_newsletters_of_another_region_are_not_shown(cast, start):
    make.newsletter(cast.there.region, **LATE, asks="late")

    assert rows(start()) == []


def test_the_fields_and_marks_of_a_subject_are_shown_as_words(cast, start):
    make.newsletter(
        cast.here.region, subject='{voornaam|Dag} in "{regio}" <b>', **LATE, asks="late"
    )

    assert "Dag in &quot;…&quot; &lt;b&gt;" in start().content.decode()


def test_a_newsletter_without_a_subject_can_be_found_too(cast, start):
    make.newsletter(cast.here.region, **LATE, asks="unfit").texts.all().delete()

    assert "(zonder onderwerp)" in start().content.decode()


def test_a_leader_without_groups_reads_it_within_the_same_budget(cast, start):
    Cohort.objects.update(status="cancelled")
    make.newsletter(cast.here.region, **PAUSED)
    make.lead(cast.here.region)
    start()

    with CaptureQueriesContext(connection) as queries:
        response = start()

    assert len(queries) <= 12
    assert [status for _pk, status, _why in rows(response)] == ["paused"]
    assert response.context["unclaimed"] == 1


def test_only_the_first_are_shown_and_the_rest_is_one_click_away(cast, start):
    for _number in range(6):
        make.newsletter(cast.here.region, **PAUSED)

    response = start()

    assert len(rows(response)) == 5
    assert "Bekijk alle nieuwsbrieven" in response.content.decode()
