"""The button behind the mail agrees to exactly the topics that stood beside it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from newsletters import subscribing
from tests import factories as make
from tests.newsletters.readers import NOW, acts, confirmed, link_of, pending, topics

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
SAYS = "Intussen is om andere onderwerpen gevraagd."


@pytest.fixture
def row():
    return pending(make.region(), topics=["meetings", "recruitment"], now=NOW)


@pytest.fixture
def url(row):
    return reverse("newsletter_confirm", args=[link_of(row, now=NOW).token])


def shown(page):
    return re.findall(r'name="topics" value="(\w+)"', page.content.decode())


def test_the_form_carries_the_topics_of_the_list(client, row, url):
    page = client.get(url)

    assert shown(page) == ["recruitment", "meetings"] == [t.value for t in page.context["topics"]]
    client.post(url, {"topics": shown(page)})
    assert acts(row)[-1] == ("confirmed", "meetings,recruitment")


def test_what_somebody_asked_for_after_the_look_is_shown_before_it_is_agreed_to(client, row, url):
    seen = shown(client.get(url))
    pending(row.region, topics=["alumni"], now=NOW + MINUTE)

    again = client.post(url, {"topics": seen}, follow=True)

    row.refresh_from_db()
    assert (row.status, row.confirmed_at) == ("pending", None)
    assert again.redirect_chain == [(url, 302)]
    assert SAYS in again.content.decode()
    assert shown(again) == ["alumni"]
    done = client.post(url, {"topics": shown(again)}, follow=True)
    row.refresh_from_db()
    assert (row.status, topics(row)) == ("confirmed", ["alumni"])
    assert SAYS not in done.content.decode()


def test_a_reader_agrees_to_no_topic_that_came_after_the_look_either(client):
    row = confirmed(topics=["meetings"], now=NOW)
    later = NOW + timedelta(hours=2)
    pending(row.region, topics=["recruitment"], now=later)
    url = reverse("newsletter_confirm", args=[link_of(row, now=later).token])
    seen = shown(client.get(url))
    pending(row.region, topics=["alumni"], now=later + MINUTE)

    client.post(url, {"topics": seen})

    assert topics(row) == ["meetings"]


def test_a_topic_that_was_dropped_meanwhile_is_seen_too(client, row, url):
    pending(row.region, topics=["meetings"], now=NOW + MINUTE)

    client.post(url, {"topics": ["meetings", "recruitment"]})

    row.refresh_from_db()
    assert row.status == "pending"


@pytest.mark.parametrize("sent", [[], ["onzin"], ["meetings"], ["meetings", "recruitment", "\0"]])
def test_a_form_that_was_not_ours_agrees_to_nothing(client, row, url, sent):
    response = client.post(url, {"topics": sent}, follow=True)

    row.refresh_from_db()
    assert (response.status_code, row.status) == (200, "pending")
    assert SAYS in response.content.decode()


def test_a_refused_press_leaves_the_link_as_it_was(row):
    link = link_of(row, now=NOW)

    with pytest.raises(subscribing.OthersAsked):
        subscribing.confirm(link, topics=["alumni"], now=NOW, page="/newsletter/confirm/")

    link.refresh_from_db()
    assert link.used_at is None
    assert acts(row) == [("given", "meetings,recruitment")]
