"""The public pages of recruitment and newsletters are one site: one frame, and one tagged link."""

import re

import pytest
from django.urls import reverse

from outbox.models import Message
from recruitment.models import Lead
from tests import factories as make
from tests.newsletters.readers import pending
from tests.recruitment.answers import PERSON, filled_in

pytestmark = pytest.mark.django_db
# Read by a program, which nobody came by.
FEED = "/newsletters/feed/"


@pytest.fixture
def region():
    return make.region(make.user(), name="Zeeland", slug="zeeland")


@pytest.fixture
def channel(region):
    return make.channel(region)


def ways(page):
    """The addresses of other public pages of the region that this page leads to."""
    found = re.findall(r'(?:href|value)="(/regions/zeeland/[^"]*)"', page.content.decode())
    return {address for address in found if FEED not in address}


def test_wherever_somebody_goes_from_a_tagged_link_the_tag_comes_along(client, region, channel):
    start = f"{reverse('region_page', args=['zeeland'])}?via={channel.code}"
    known, new = set(), {start}

    while new:
        address = new.pop()
        known.add(address)
        new |= ways(client.get(address)) - known

    names = ("region_page", "apply", "interest", "newsletter_subscribe", "newsletter_archive")
    assert known == {f"{reverse(name, args=['zeeland'])}?via={channel.code}" for name in names}


@pytest.mark.parametrize("name", ["apply", "interest", "newsletter_subscribe"])
def test_the_tag_comes_along_through_a_form_and_its_page_of_thanks(client, region, channel, name):
    address = f"{reverse(name, args=['zeeland'])}?via={channel.code}"
    answers = filled_in() if name == "apply" else filled_in(PERSON, topics=["recruitment"])

    wrong = client.post(address, {**answers, "email": "onzin", "via": channel.code})
    thanks = client.post(address, {**answers, "via": channel.code}, follow=True)

    tags = {way.partition("?")[2] for way in ways(wrong) | ways(thanks)}
    assert tags == {f"via={channel.code}"}
    assert f'name="via" value="{channel.code}"' in wrong.content.decode()


def test_another_language_keeps_the_tag(client, region, channel):
    page = client.get(f"{reverse('apply', args=['zeeland'])}?via={channel.code}").content.decode()
    [back] = re.findall('name="next" value="([^"]*)"', page)

    english = client.post(reverse("set_language"), {"language": "en", "next": back}, follow=True)

    assert f'name="via" value="{channel.code}"' in english.content.decode()
    assert "Apply" in english.content.decode()


@pytest.mark.parametrize("code", ["onzin", "\x01", "x" * 400])
def test_a_tag_of_nobody_goes_no_further(client, region, code):
    page = client.get(reverse("newsletter_subscribe", args=["zeeland"]), {"via": code})

    assert not any("?via" in way for way in ways(page) if "newsletter/?" not in way)
    assert 'name="via"' not in page.content.decode()


@pytest.fixture
def pages(region):
    reader = pending(region)
    of_region = [
        "region_page",
        "apply",
        "apply_done",
        "interest",
        "interest_done",
        "newsletter_subscribe",
        "newsletter_asked",
        "newsletter_archive",
    ]
    keyed = ["newsletter_choices", "newsletter_leave", "newsletter_erase"]
    return [
        reverse("home"),
        reverse("privacy"),
        reverse("newsletter_find"),
        reverse("newsletter_confirm", args=["onzin"]),
        *[reverse(name, args=["zeeland"]) for name in of_region],
        *[reverse(name, args=[reader.key]) for name in keyed],
    ]


def test_all_public_pages_stand_in_one_frame(client, pages):
    bars = set()
    for address in pages:
        page = client.get(address).content.decode()
        [body] = re.findall('<body class="([^"]*)"', page)
        [bar] = re.findall(r'(?s)<header class="bar">.*?</header>', page)
        assert "public" in body.split()
        assert "css/public.css" in page
        bars.add(re.sub(r'(name="(?:csrfmiddlewaretoken|next)" value=)"[^"]*"', r"\1", bar))

    [bar] = bars
    assert "Inloggen" in bar


def test_from_every_public_page_a_reader_without_a_mail_finds_the_way_to_stop(client, pages):
    for address in pages:
        [foot] = re.findall("(?s)<footer.*?</footer>", client.get(address).content.decode())
        assert f'href="{reverse("newsletter_find")}"' in foot


def test_only_the_pages_of_one_reader_are_kept_from_search_engines(client, pages):
    hidden = {address for address in pages if "noindex" in client.get(address).content.decode()}

    assert hidden == {
        address
        for address in pages
        if address.startswith("/newsletter/") or address.endswith("/asked/")
    }


def test_what_came_by_the_tag_is_counted_for_it(client, region, channel):
    address = f"{reverse('interest', args=['zeeland'])}?via={channel.code}"

    client.post(address, filled_in(PERSON, via=channel.code, newsletter="on"))

    assert Lead.objects.get().channel == channel
    assert region.subscriptions.get().channel == channel
    assert Message.objects.count() == 3
