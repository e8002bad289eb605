"""The form of a region and the button behind the mail, as a browser meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import spamtraps
from newsletters import leaving
from newsletters.models import Consent, Subscription
from outbox.models import Message
from tests import factories as make
from tests.newsletters.readers import EMAIL, NOW, confirmed, link_of, pending, seen, topics

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make.region(name="Zuid-Holland", slug="zuid-holland")


def form(**typed):
    """What a person sends who looked at the form for a while."""
    shown = spamtraps.stamp(60)
    return {"email": EMAIL, "topics": ["recruitment"], "website": "", "shown": shown, **typed}


def address(name="newsletter_subscribe"):
    return reverse(name, args=["zuid-holland"])


def test_nothing_is_ticked_beforehand(client, region):
    page = client.get(address()).content.decode()

    assert page.count('type="checkbox"') == 3
    assert " checked" not in page


def test_subscribing_leads_to_a_page_that_says_what_to_do(client, region):
    channel = region.channels.create(name="Beurs")

    response = client.post(
        address(), form(first_name="  Sanne\t", branch="metal", via=channel.code), follow=True
    )

    row = Subscription.objects.get()
    assert response.redirect_chain == [(f"{address('newsletter_asked')}?via={channel.code}", 302)]
    assert f"We sturen een mail naar {EMAIL}." in response.content.decode()
    assert (row.first_name, row.branch, row.channel, row.language) == (
        "Sanne",
        "metal",
        channel,
        "nl",
    )
    assert Consent.objects.get().page == address()


def test_the_tag_of_a_link_travels_with_the_form(client, region):
    channel = region.channels.create(name="Beurs")

    page = client.get(f"{address()}?via={channel.code}").content.decode()

    assert f'<input type="hidden" name="via" value="{channel.code}">' in page


def test_a_tag_of_another_region_or_none_at_all_counts_for_nobody(client, region):
    other = make.region().channels.create(name="Beurs")

    for number, code in enumerate([other.code, "bestaat-niet", ""]):
        client.post(address(), form(email=f"{number}@bedrijf.example", via=code))

    assert list(Subscription.objects.values_list("channel", flat=True)) == [None] * 3


def test_the_answer_is_the_same_for_who_reads_and_who_does_not(client, region):
    confirmed(region)

    known = client.post(address(), form(), follow=True)
    new = client.post(address(), form(email="bram@bedrijf.example"), follow=True)

    pages = [
        seen(response).replace(email, "x")
        for response, email in ((known, EMAIL), (new, "bram@bedrijf.example"))
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "a@b.example\r\nBcc: c@d.example"}, "email"),
        ({"email": "daniëlle@bedrijf.example"}, "email"),
        ({"email": "a" * 300 + "@b.example"}, "email"),
        ({"email": ""}, "email"),
        ({"topics": []}, "topics"),
        ({"topics": ["x"]}, "topics"),
        ({"branch": "x"}, "branch"),
        ({"first_name": "x" * 81}, "first_name"),
        ({"website": "https://spam.example"}, "__all__"),
        ({"shown": ""}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_saves_nothing(client, region, typed, field):
    response = client.post(address(), form(**typed))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert (Subscription.objects.count(), Message.objects.count()) == (0, 0)


def test_what_was_typed_is_kept(client, region):
    page = client.post(address(), form(email="sanne@bedrijf", topics=["alumni"])).content.decode()

    assert 'value="sanne@bedrijf"' in page
    assert page.count(" checked") == 1


@pytest.mark.parametrize("name", ["newsletter_subscribe", "newsletter_asked"])
def test_a_region_that_is_switched_off_takes_nobody(client, region, name):
    region.is_active = False
    region.save()

    assert client.get(address(name)).status_code == 404
    assert client.post(address("newsletter_subscribe"), form()).status_code == 404
    assert Subscription.objects.count() == 0


@pytest.fixture
def asked(region):
    """A reader who did not press yet, and the address of the button."""
    row = pending(region, now=NOW)
    return row, reverse("newsletter_confirm", args=[link_of(row, now=NOW).token])


def test_looking_at_the_button_presses_nothing(client, asked):
    row, url = asked

    pages = [client.get(url) for _time in range(3)] + [client.head(url)]

    assert {page.status_code for page in pages} == {200}
    row.refresh_from_db()
    assert row.status == "pending"
    assert pages[0].headers["X-Robots-Tag"] == "noindex, nofollow"


def test_pressing_leads_to_what_happens_next_and_stays_readable(client, asked):
    row, url = asked

    response = client.post(url, {"topics": ["recruitment"]}, follow=True)
    again = client.post(url, {"topics": ["recruitment"]}, follow=True)

    row.refresh_from_db()
    assert (row.status, topics(row)) == ("confirmed", ["recruitment"])
    assert "Wat gebeurt er nu?" in response.content.decode()
    assert "Wat gebeurt er nu?" in again.content.decode()
    assert row.consents.last().page == "/newsletter/confirm/"


def test_the_page_is_in_the_language_of_the_reader(client, region):
    row = pending(region, language="en")
    url = reverse("newsletter_confirm", args=[link_of(row).token])

    assert client.get(url).headers["Content-Language"] == "en"


def test_an_unknown_key_gets_a_page_with_a_way_on(client):
    response = client.get(reverse("newsletter_confirm", args=["onzin"]))

    assert response.status_code == 404
    assert reverse("newsletter_find") in response.content.decode()


def test_a_link_of_an_erased_reader_is_unknown(client, asked):
    row, url = asked
    Subscription.objects.filter(pk=row.pk).delete()

    assert client.get(url).status_code == 404
    assert client.post(url, {"topics": ["recruitment"]}).status_code == 404


def test_an_old_link_offers_a_new_one_and_says_the_same_whatever_comes_of_it(client, region):
    row = pending(region, now=NOW - timedelta(days=40))
    url = reverse("newsletter_confirm", args=[link_of(row, now=NOW - timedelta(days=40)).token])

    page = client.get(url).content.decode()
    answers = [seen(client.post(f"{url}renew/", follow=True)) for _time in range(2)]

    assert f"{url}renew/" in page
    assert EMAIL not in page
    assert answers[0] == answers[1]
    assert Message.objects.count() == 2


def test_a_link_of_who_left_meanwhile_says_so(client, asked):
    row, url = asked
    leaving.leave(row, now=NOW, page="/x/")

    assert "Je krijgt geen nieuwsbrief meer van" in client.get(url).content.decode()
    client.post(url, {"topics": ["recruitment"]})
    row.refresh_from_db()
    assert row.status == "ended"


def test_a_topic_that_is_sent_many_times_is_one(client, region):
    """Its proof would outgrow the column, and the page be an error."""
    client.post(address(), form(topics=["recruitment"] * 50))

    assert Consent.objects.get().topics == "recruitment"


@pytest.mark.parametrize(
    "name", ["Win op https://kwaad.example", "kwaad．example", "a@kwaad.example"]
)
def test_nobody_is_greeted_with_the_link_of_who_typed_the_address(client, region, name):
    answer = client.post(address(), form(first_name=name))

    assert "en geen adres van een site" in answer.content.decode()
    assert Message.objects.count() == 0


def test_initials_are_a_name(client, region):
    client.post(address(), form(first_name="J.P. (Jan-Peter) d'Arc"))

    assert Subscription.objects.get().first_name == "J.P. (Jan-Peter) d'Arc"
