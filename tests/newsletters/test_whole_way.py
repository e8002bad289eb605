"""From the form to reading and leaving, over a real mail server."""

import re

import pytest
from django.urls import reverse

from core import spamtraps
from newsletters.models import Subscription
from outbox import delivery
from tests import factories as make
from tests.newsletters.readers import acts

pytestmark = pytest.mark.django_db


def test_a_reader_comes_by_the_mail_that_arrived_and_leaves_by_a_click(client, post):
    region = make.region(slug="hier")
    shown = spamtraps.stamp(60)
    typed = {"email": "Jan@bücher.example.", "topics": ["meetings"], "shown": shown}

    client.post(reverse("newsletter_subscribe", args=[region.slug]), typed)
    delivery.drain()
    (mail,) = post.mails
    text = mail.get_body("plain").get_content()
    (path,) = re.findall(r"https?://[^/\s]+(/newsletter/confirm/[\w-]+/)", text)
    page = client.get(path).content.decode()
    topics = re.findall(r'name="topics" value="(\w+)"', page)
    row = Subscription.objects.get()
    before = row.status
    client.post(path, {"topics": topics})
    client.post(reverse("newsletter_leave", args=[row.key]), "List-Unsubscribe=One-Click", "x/y")

    row.refresh_from_db()
    assert post.addresses == ["jan@xn--bcher-kva.example"]
    assert (before, row.status) == ("pending", "ended")
    assert acts(row) == [("given", "meetings"), ("confirmed", "meetings"), ("withdrawn", "")]
