"""The pages of a newsletter on its way: a line for each reader, and what came of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.templatetags.ui import breakable
from newsletters import dispatching, leaving
from newsletters.models import Consent, Delivery
from outbox import delivery
from outbox.models import Message
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsletter(ready):
    return ready


def test_every_reader_has_a_line_with_the_reason(page, newsletter):
    stays, goes, late = newsletter.region.subscriptions.order_by("pk")
    row = mail.approved(newsletter)
    type(goes).objects.filter(pk=goes.pk).update(status="ended", ended_at=timezone.now())
    dispatching.dispatch(timezone.now())
    Message.objects.filter(to=late.email).update(status="failed", error="550 onbekend")

    def named(query):
        return [breakable(row.email) in page(query) for row in (stays, goes, late)]

    html = page()

    assert "Heeft zich afgemeld" in html
    assert "550 onbekend" in html
    assert named("") == [True, True, True]
    assert named("?state=failed") == [False, False, True]
    assert named(f"?q={goes.email}") == [False, True, False]
    assert "<b>2</b> van 3 lezers klaar" in page(name="newsletter_progress")
    assert row.deliveries.count() == 3


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_readers_costs_a_constant_number_of_queries(
    on, lea, newsletter, number, django_assert_num_queries
):
    newsletter.region.subscriptions.filter(
        pk__in=newsletter.region.subscriptions.values("pk")[number:]
    ).delete()
    mail.handed_over(newsletter)
    client = on(lea)

    with django_assert_num_queries(9):
        client.get(reverse("newsletter_detail", args=[newsletter.pk]))


def test_a_sent_newsletter_tells_what_came_of_it(page, newsletter, post):
    mail.approved(newsletter)
    for _round in range(2):
        delivery.drain()
        dispatching.dispatch(timezone.now())
    left, stopped = newsletter.region.subscriptions.order_by("pk")[:2]
    leaving.leave(left, now=timezone.now(), page="/x/")
    blocked = Consent.Act.BLOCKED, Delivery.Reason.BLOCKED
    leaving.end(stopped, *blocked, now=timezone.now(), page="")

    html = page()

    newsletter.refresh_from_db()
    assert newsletter.status == "sent"
    assert "<dt>De deur uit</dt><dd>3</dd>" in html
    assert "<dt>Afgemeld sinds het begin</dt><dd>1</dd>" in html


def test_who_finds_no_reader_is_led_back_to_all(page, newsletter):
    mail.approved(newsletter)

    every = reverse("newsletter_detail", args=[newsletter.pk])

    assert f'Geen lezer gevonden. <a href="{every}">Toon alle lezers</a>' in page("?q=niemand")
    assert "Geen lezer gevonden." not in page()
