"""What is read back of a mail holds no key: nobody but its reader can leave or choose with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters import finding, welcoming
from newsletters.models import Subscription
from outbox import contents, delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing
from tests.newsletters.readers import EMAIL, confirmed, pending
from tests.outbox.rows import waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.fixture
def region():
    return make.region(slug="hier")


def known(region):
    row = confirmed(region, now=NOW - 5 * HOUR)
    pending(region, now=NOW)
    return row, Message.objects.get(kind="subscription_known")


def link(region):
    row = confirmed(region, now=NOW - 5 * HOUR)
    finding.send_link(EMAIL, now=NOW)
    return row, Message.objects.get(kind="subscription_link")


def welcome(region):
    row = confirmed(region, now=NOW - HOUR)
    welcoming.greet(NOW)
    return row, Message.objects.get(kind="welcome")


def newsletter(region):
    row = make.subscription(region)
    mailing.handed_over(mailing.ready(region))
    return row, Message.objects.get(kind="newsletter")


KINDS = pytest.mark.parametrize("make_mail", [known, link, welcome, newsletter])


@KINDS
def test_no_page_that_shows_a_mail_shows_the_key_in_it(on, region, make_mail):
    row, mail = make_mail(region)
    assert row.key in contents.of(mail).text
    admin = on(make.user(is_staff=True, is_superuser=True))

    pages = [
        admin.get(reverse("message_detail", args=[mail.pk])),
        admin.get(reverse("admin:outbox_message_change", args=[mail.pk])),
        admin.get(reverse("admin:outbox_message_changelist")),
        admin.get(reverse("message_list")),
        admin.get(reverse("admin:newsletters_subscription_change", args=[row.pk])),
        admin.get(reverse("admin:newsletters_subscription_history", args=[row.pk])),
        admin.get(reverse("admin:auditlog_logentry_changelist")),
    ]

    texts = [page.content.decode() for page in pages]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [row.key in text for text in texts] == [False] * len(pages)
    assert all("/newsletter/…/" in text for text in texts[:2])


@KINDS
def test_the_reader_gets_the_key_all_the_same(region, make_mail, post, client):
    row, _mail = make_mail(region)

    delivery.drain(now=NOW + HOUR)

    sent = [mail.as_bytes().replace(b"=\n", b"") for mail in post.mails]
    assert any(row.key.encode().replace(b"=", b"=3D") in mail for mail in sent)


@pytest.mark.parametrize("name", ["text", "html", "headers"])
def test_an_admin_cannot_guess_at_what_is_not_shown(on, region, name):
    row, _mail = welcome(region)
    browser = on(make.user(is_staff=True, is_superuser=True))
    listed = reverse("admin:outbox_message_changelist")

    assert browser.get(f"{listed}?{name}__contains={row.key[:3]}").status_code == 400


def test_nor_at_the_key_in_the_list_of_readers(on, region):
    row = confirmed(region)
    browser = on(make.user(is_staff=True, is_superuser=True))
    listed = reverse("admin:newsletters_subscription_changelist")

    assert browser.get(f"{listed}?key__startswith={row.key[:3]}").status_code == 400
    assert browser.get(f"{listed}?status__exact=confirmed").status_code == 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zie http://x/newsletter/aB-_9/.", "Zie http://x/newsletter/…/."),
        (
            "<https://oud.example/newsletter/aB9/leave/>",
            "<https://oud.example/newsletter/…/leave/>",
        ),
        ("http://x:8000/newsletter/aB9/?a=1#b", "http://x:8000/newsletter/…/?a=1#b"),
        ("http://x/confirm/aB9/ http://x/mail/aB9/", "http://x/confirm/…/ http://x/mail/…/"),
        ("http://x/newsletter/confirm/-sleutel-/", "http://x/newsletter/confirm/…/"),
        ("http://x/newsletter/leave/leave/", "http://x/newsletter/…/…/"),
        (
            "http://x/regions/hier/ en http://x/leads/3/",
            "http://x/regions/hier/ en http://x/leads/3/",
        ),
        (
            "https://elders.example/a/b/c?d=/newsletter/k/",
            "https://elders.example/a/b/c?d=/newsletter/k/",
        ),
        (
            "Geen adres: /newsletter/ en http:// en 1/2",
            "Geen adres: /newsletter/ en http:// en 1/2",
        ),
    ],
)
def test_only_the_keys_of_addresses_of_the_portal_are_blanked(text, shown):
    assert contents.without_keys(text) == shown


def test_what_stands_in_the_row_stays_whole(region):
    row, mail = welcome(region)
    contents.shown(mail), contents.shown_headers(mail)

    mail.refresh_from_db()
    assert row.key in mail.text
    assert row.key in mail.headers["List-Unsubscribe"]
    assert Subscription.objects.get().key == row.key


def test_headers_are_shown_a_line_each():
    mail = waiting(headers={"Reply-To": "a@b.example", "X": "<http://x/newsletter/k3y/leave/>"})

    assert contents.shown_headers(mail) == (
        "Reply-To: a@b.example\nX: <http://x/newsletter/…/leave/>"
    )
    assert contents.shown_headers(waiting()) == ""
