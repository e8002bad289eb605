import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters import archive
from newsletters.models import Audience
from tests import factories as make
from tests.newsletters import readers

pytestmark = pytest.mark.django_db


def newsletter(region, *, subject="Kom je ook?", english="", **fields):
    now = timezone.now()
    defaults = {"status": "sent", "approved": 1, "started_at": now}
    text = "Hallo {voornaam|daar}, lees mee."
    row = make.newsletter(region, subject=subject, body=text, **{**defaults, **fields})
    if english:
        row.texts.create(language="en", subject=english, body=text)
    row.texts.update(preheader="Nog zes plaatsen")
    return row


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({"status": "sent"}, True),
        ({"status": "sending"}, True),
        ({"status": "paused"}, True),
        ({"status": "cancelled"}, False),
        ({"status": "draft", "approved": None, "started_at": None}, False),
        ({"topic": "meetings"}, True),
        ({"topic": "alumni"}, False),
    ],
)
def test_the_list_holds_what_left_and_is_for_everybody(fields, is_listed, client):
    row = newsletter(make.region(slug="hier"), **fields)
    newsletter(make.region(slug="elders"), subject="Van elders")

    page = client.get(reverse("newsletter_archive", args=["hier"])).content.decode()
    feed = client.get(reverse("newsletter_feed", args=["hier"])).content.decode()

    assert [("Kom je ook?" in page), ("Kom je ook?" in feed)] == [is_listed] * 2
    assert "Van elders" not in page + feed
    assert list(archive.listed(row.region)) == [row] * is_listed


def test_a_web_version_leads_on_and_says_nothing_of_a_subscription(client):
    row = newsletter(make.region(slug="hier"), english="Will you come?")

    dutch, english = (
        client.get(reverse("newsletter_public", args=["hier", row.pk, code])).content.decode()
        for code in ("nl", "en")
    )

    for page in (dutch, english):
        assert reverse("newsletter_archive", args=["hier"]) in page
    assert "Alle nieuwsbrieven van HTO" in dutch
    assert "All newsletters of HTO" in english
    assert "Bekijk in je browser" not in dutch
    assert "omdat je je hebt ingeschreven" not in dutch


def test_a_web_version_greets_nobody_and_holds_no_key(client):
    row = newsletter(make.region(slug="hier"), english="Will you come?")

    dutch, english = (
        client.get(reverse("newsletter_public", args=["hier", row.pk, code]))
        for code in ("nl", "en")
    )

    assert "Hallo daar, lees mee." in dutch.content.decode()
    assert "<title>Will you come?</title>" in english.content.decode()
    assert reverse("newsletter_find") in dutch.content.decode()
    assert "unsafe-inline" in dutch.headers["Content-Security-Policy"]
    assert "script-src" not in dutch.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": "alumni"},
        {"status": "draft", "approved": None, "started_at": None},
    ],
)
def test_what_is_not_public_is_not_found_by_its_number(fields, client):
    row = newsletter(make.region(slug="hier"), **fields)

    assert client.get(reverse("newsletter_public", args=["hier", row.pk, "nl"])).status_code == 404


def test_a_newsletter_is_found_in_its_own_region_alone(client):
    row = newsletter(make.region(slug="hier"))
    make.region(slug="elders")

    address = reverse("newsletter_public", args=["elders", row.pk, "nl"])

    assert client.get(address).status_code == 404


def test_alumni_open_theirs_with_the_address_in_the_mail(client, settings):
    row = newsletter(make.region(slug="hier"), topic="alumni")
    address = archive.address(row, "nl").removeprefix(settings.SITE_URL)

    answer = client.get(address)

    assert "Hallo daar" in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(address[:-2] + "x/").status_code == 404


def test_what_went_to_a_chosen_audience_is_for_them_alone(client, settings):
    region = make.region(slug="hier")
    row = newsletter(region, audience=Audience.objects.create(region=region, name="Afgewezen"))
    address = archive.address(row, "nl").removeprefix(settings.SITE_URL)

    answer = client.get(address)

    assert list(archive.listed(region)) == []
    by_number = reverse("newsletter_public", args=["hier", row.pk, "nl"])
    assert client.get(by_number).status_code == 404
    assert "Hallo daar" in answer.content.decode()
    assert reverse("newsletter_archive", args=["hier"]) not in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_all_of_a_region_that_is_switched_off_is_gone(client, settings):
    region = make.region(slug="hier", is_active=False)
    public, alumni = newsletter(region), newsletter(region, topic="alumni")

    addresses = [
        reverse("newsletter_archive", args=["hier"]),
        reverse("newsletter_feed", args=["hier"]),
        *(archive.address(row, "nl").removeprefix(settings.SITE_URL) for row in (public, alumni)),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_the_feed_names_each_with_its_address(client):
    row = newsletter(make.region(slug="hier"))

    feed = client.get(reverse("newsletter_feed", args=["hier"]))

    assert feed.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert f"<link>{archive.address(row, 'nl')}</link>" in feed.content.decode()
    assert "<description>Nog zes plaatsen</description>" in feed.content.decode()


def test_the_address_in_a_mail_leads_on_when_its_region_is_called_otherwise(client):
    region = make.region(slug="oud")
    row, alumni = newsletter(region), newsletter(region, topic="alumni")
    region.slug = "nieuw"
    region.save()

    def moved(row, slug="oud"):
        return client.get(reverse("newsletter_public", args=[slug, row.pk, "nl"]), follow=True)

    assert "lees mee" in moved(row).content.decode()
    assert moved(alumni).status_code == 404
    make.region(slug="elders")
    assert moved(row, "elders").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("subject", ["Kom je, {voornaam|lezer}?", "HTO {regio} {{zomer}}", "Plat"])
def test_a_list_says_what_stands_above_the_mail(subject, language):
    row = newsletter(make.region(name="Zee & Land"), subject=subject, english="Hi {voornaam|you}")
    copy = archive.copy(row, language)

    assert archive.heading(row, language) == (copy.subject, copy.preheader)


@pytest.mark.parametrize("name", ["newsletter_archive", "newsletter_feed"])
def test_a_longer_list_costs_no_more_queries(name, client, django_assert_num_queries):
    region = make.region(slug="hier")
    for number in range(4):
        newsletter(region, subject=f"Nieuws {number}")

    with django_assert_num_queries(3):
        client.get(reverse(name, args=["hier"]))


@pytest.mark.parametrize(
    ("copies", "status"),
    [
        ((), 404),
        (("cancelled", "cancelled"), 404),
        (("cancelled", "sent"), 200),
        (("in_doubt",), 200),
        # Its mail was cleared away since.
        ((None,), 200),
    ],
)
def test_what_was_stopped_is_read_by_who_may_have_got_it(client, copies, status):
    row = newsletter(make.region(slug="hier"), status="cancelled")
    for message in copies:
        reader = make.subscription(row.region)
        readers.copy(reader, row, message=message, status="handed_over")

    answer = client.get(reverse("newsletter_public", args=["hier", row.pk, "nl"]))

    assert answer.status_code == status
