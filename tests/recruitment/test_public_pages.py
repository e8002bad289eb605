"""What anybody can read: home, the page of a region, the privacy statement."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from recruitment import privacy, upcoming
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def page(client, region, query=""):
    return client.get(reverse("region_page", args=[region.slug]) + query)


def group(region, days=30, status="open", **fields):
    return make.cohort(region, start_on=TODAY + timedelta(days=days), status=status, **fields)


def test_home_names_the_regions_that_are_open(client):
    make.region(name="Zeeland", slug="zeeland")
    make.region(name="Friesland", slug="friesland", is_active=False)

    shown = client.get("/").content.decode()

    assert (reverse("region_page", args=["zeeland"]) in shown, "Friesland" in shown) == (
        True,
        False,
    )


def test_who_is_signed_in_goes_on_to_the_own_start_page(cast, on):
    response = on(cast.here.leader).get("/")

    assert response.headers["Location"] == reverse("leader_start")


def test_home_without_regions_says_so(client):
    assert "Er is nu geen regio open" in client.get("/").content.decode()


@pytest.mark.parametrize("name", ["region_page", "apply", "apply_done", "interest"])
def test_a_region_that_is_switched_off_does_not_exist(name, client):
    region = make.region(is_active=False)

    assert client.get(reverse(name, args=[region.slug])).status_code == 404


def test_only_groups_that_somebody_can_join_are_offered():
    region = make.region()
    planned, soon = group(region, 60, "planned"), group(region, 1)
    group(region, 0)
    for status in ("running", "postponed", "finished", "cancelled"):
        group(region, status=status)
    group(make.region())

    assert [row.cohort for row in upcoming.of_region(region, TODAY)] == [soon, planned]


@pytest.mark.parametrize(
    ("free", "words"),
    [
        (6, "Nog plaats voor 6 mensen"),
        (4, "Nog plaats voor 4 mensen"),
        (3, "Bijna vol: nog 3 plekken"),
        (1, "Bijna vol: nog 1 plek"),
        (0, "Vol – je komt op de reservelijst"),
    ],
)
def test_free_seats_are_said_in_words(client, free, words):
    region = make.region()
    cohort = group(region, min_participants=1, max_participants=free + 1)
    make.participant(cohort)

    assert words in page(client, region).content.decode()


def test_a_seat_that_came_free_counts_again(client):
    region = make.region()
    cohort = group(region, min_participants=1, max_participants=2)
    make.participant(cohort)
    make.participant(cohort, status="withdrawn", stopped_on=TODAY, stop_reason="Verhuisd")

    assert "nog 1 plek" in page(client, region).content.decode()


def test_a_region_tells_of_itself_and_nothing_in_it_is_html(client):
    region = make.region(
        intro="Kom langs.\n\n<script>alert(1)</script>", email="zee@hto.example", phone="0101234567"
    )

    shown = page(client, region).content.decode()

    assert "<p>Kom langs.</p>" in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert 'href="tel:+31101234567"' in shown
    assert 'href="mailto:zee@hto.example"' in shown


@pytest.mark.parametrize(
    ("language", "english", "shown"),
    [
        ("nl", "Come and see.", ("Kom langs.", "nl")),
        ("en", "Come and see.", ("Come and see.", "en")),
        # Who reads English reads the Dutch text where there is no other, and it says so.
        ("en", "", ("Kom langs.", "nl")),
        ("en", "  ", ("Kom langs.", "nl")),
    ],
)
def test_a_region_tells_of_itself_in_the_language_of_its_reader(client, language, english, shown):
    region = make.region(intro="Kom langs.", intro_en=english)
    client.cookies["django_language"] = language

    page = client.get(reverse("region_page", args=[region.slug])).content.decode()

    words, its_language = shown
    assert f'<div class="prose" lang="{its_language}"><p>{words}</p></div>' in page
    assert ("Kom langs." in page) is (words == "Kom langs.")


def test_the_link_of_a_channel_is_carried_along_and_a_strange_one_is_not(client):
    region, elsewhere = make.region(), make.channel()
    channel = make.channel(region)
    asleep = make.channel(region, is_active=False)
    address = reverse("apply", args=[region.slug])

    def carried(code):
        return f"{address}?via=" in page(client, region, f"?via={code}").content.decode()

    codes = [channel.code, elsewhere.code, asleep.code, "onzin", "x" * 400, "%27%3C"]
    assert [carried(code) for code in codes] == [True, False, False, False, False, False]


def test_the_privacy_statement_tells_its_version(client):
    assert privacy.VERSION in client.get(reverse("privacy")).content.decode()


def test_public_pages_set_no_cookie_but_the_one_that_makes_forms_safe(client):
    region = make.region()
    channel = make.channel(region)

    for address in ("/", f"/regions/{region.slug}/?via={channel.code}", "/privacy/"):
        client.get(address)

    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("name", ["home", "privacy"])
def test_public_pages_speak_english(client, name):
    client.cookies["django_language"] = "en"

    shown = client.get(reverse(name)).content.decode()

    assert ('<html lang="en">' in shown, "Je " in shown) == (True, False)
