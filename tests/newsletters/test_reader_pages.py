"""The page of choices and the one-click leaving, as browsers and mail programs meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import spamtraps
from newsletters.models import Consent, Forgotten, Subscription
from outbox import suppressing
from outbox.models import Message
from tests import factories as make
from tests.newsletters.readers import (
    EMAIL,
    NOW,
    confirmed,
    copy,
    ended,
    mails,
    pending,
    seen,
    topics,
)

pytestmark = pytest.mark.django_db


def url(row, name="choices"):
    return reverse(f"newsletter_{name}", args=[row.key])


def status(row):
    return Subscription.objects.get(pk=row.pk).status


@pytest.fixture
def strict():
    """A browser of which every form needs its token."""
    return Client(enforce_csrf_checks=True)


ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (ONE_CLICK, "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
        (b"", "application/vnd.x-unknown"),
        (b"{", "application/json"),
        (b"\xff\xfe" * 50, "text/plain"),
        (b"no parts", "multipart/form-data"),
        (b"--x broken", "multipart/form-data; boundary=x"),
        (b"a=1&" * 900_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_post_leaves_at_once_whatever_is_in_it(strict, body, content_type):
    row = confirmed()
    waiting = copy(row, message="waiting")

    first = strict.post(url(row, "leave"), body, content_type=content_type)
    again = strict.post(url(row, "leave"), body, content_type=content_type)

    assert (first.status_code, again.status_code) == (200, 200)
    assert status(row) == "ended"
    assert Message.objects.get(pk=waiting.message_id).status == "cancelled"
    assert Consent.objects.filter(act="withdrawn").count() == 1


def test_looking_leaves_nothing_and_shows_one_button(client):
    row = confirmed()

    page = client.get(url(row, "leave"))

    assert status(row) == "confirmed"
    assert page.content.decode().count('class="btn btn-primary"') == 1


@pytest.mark.parametrize("name", ["choices", "leave", "stop", "undo", "erase"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_key_offers_to_type_the_address(client, name, method):
    response = getattr(client, method)(reverse(f"newsletter_{name}", args=["onzin"]))

    assert response.status_code == 404
    assert reverse("newsletter_find") in response.content.decode()


@pytest.mark.parametrize("name", ["choices", "stop", "undo", "erase"])
def test_every_other_verb_needs_the_token_of_its_form(strict, name):
    row = confirmed()

    assert strict.post(url(row, name)).status_code == 403
    assert status(row) == "confirmed"


def test_a_reader_chooses_topics_name_and_language(client):
    row = confirmed()
    chosen = {"topics": ["alumni", "meetings"], "first_name": "Sanne B", "language": "en"}

    response = client.post(url(row), chosen, follow=True)

    row.refresh_from_db()
    assert (topics(row), row.first_name, row.language) == (
        ["alumni", "meetings"],
        "Sanne B",
        "en",
    )
    assert "Saved. This holds from now on." in response.content.decode()
    assert row.consents.last().page == "/newsletter/"


def test_no_topic_at_all_is_refused_in_a_sentence(client):
    row = confirmed()

    response = client.post(url(row), {"first_name": "S", "language": "nl"})

    assert response.context["form"].errors == {
        "topics": ["Kies minstens één onderwerp, of meld je hieronder af."]
    }
    assert topics(row) == ["recruitment"]


@pytest.mark.parametrize("maker", [pending, ended])
def test_who_does_not_read_has_nothing_to_choose(client, maker):
    row = maker()
    before = status(row)

    client.post(url(row), {"topics": ["alumni"], "first_name": "", "language": "nl"})

    assert (status(row), topics(row)) == (before, ["recruitment"])


def test_the_page_shows_the_other_regions_of_the_address_and_of_no_other(client):
    row = confirmed(make.region(name="Hier"))
    mine = confirmed(make.region(name="Daar"))
    other = confirmed(make.region(name="Elders"), "bram@bedrijf.example")

    page = client.get(url(row)).content.decode()

    assert url(mine) in page
    assert url(other) not in page
    assert "Elders" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_more_regions(client, django_assert_num_queries, number):
    rows = [confirmed(now=NOW - timedelta(hours=2 * back)) for back in range(number, -1, -1)]

    with django_assert_num_queries(5):
        client.get(url(rows[0]))


def test_stopping_everything_and_coming_back(client):
    row, second = confirmed(), confirmed()

    client.post(url(row, "stop"))
    stopped = [status(row), status(second)]
    page = client.get(url(row)).content.decode()
    client.post(url(row, "undo"))

    assert stopped == ["ended", "ended"]
    assert url(row, "undo") in page
    assert [status(row), status(second)] == ["confirmed", "ended"]


def test_too_late_to_come_back_is_said(client):
    row = ended()

    response = client.post(url(row, "undo"), follow=True)

    assert status(row) == "ended"
    assert "Dit kan niet meer." in response.content.decode()


def test_erasing_asks_first_and_then_nothing_of_it_is_known(client):
    row = confirmed()

    asking = client.get(url(row, "erase"))
    kept = status(row)
    done = client.post(url(row, "erase"))

    assert (asking.status_code, kept, done.status_code) == (200, "confirmed", 200)
    assert EMAIL not in done.content.decode()
    assert client.get(url(row)).status_code == 404
    assert (Subscription.objects.count(), Forgotten.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("scope", "reason", "words", "has_form"),
    [
        ("all", "bounce", "Gebruik een ander adres", True),
        ("newsletter", "complaint", "Vul het formulier opnieuw in", True),
        ("newsletter", "manual", "Vraag het je projectleider", False),
    ],
)
def test_a_block_is_told_with_the_way_out(client, scope, reason, words, has_form):
    row = confirmed()
    suppressing.suppress(EMAIL, scope=scope, reason=reason, note="geheim", now=NOW)

    page = client.get(url(row)).content.decode()

    form = reverse("newsletter_subscribe", args=[row.region.slug])
    assert words in page
    assert (f'href="{form}"' in page) == has_form
    assert "geheim" not in page


def test_pages_of_a_key_are_kept_by_nobody(client):
    row = confirmed()

    for name in ("choices", "leave", "erase"):
        response = client.get(url(row, name))
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def find(client, email=EMAIL):
    shown = spamtraps.stamp(60)
    data = {"email": email, "website": "", "shown": shown}
    return client.post(reverse("newsletter_find"), data, follow=True)


def test_the_typed_address_gets_one_mail_with_the_way_to_its_choices(client):
    ended()
    row = confirmed(now=NOW)

    for typed in (EMAIL, " Sanne@Bedrijf.example. "):
        find(client, typed)

    assert mails(kind="subscription_link") == ["subscription_link"]
    mail = Message.objects.get(kind="subscription_link")
    assert (mail.to, url(row) in mail.text) == (EMAIL, True)


def test_known_or_not_looks_the_same(client):
    confirmed()

    pages = [
        seen(find(client, email)).replace(email, "x") for email in (EMAIL, "bram@bedrijf.example")
    ]

    assert pages[0] == pages[1]
    assert mails(kind="subscription_link") == ["subscription_link"]
