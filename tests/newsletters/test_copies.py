"""What the outbox asks about one copy, and how seldom the database is asked for it."""

import time

import pytest
from django.utils import timezone

from newsletters import copies, leaving, reasons, sending
from newsletters.models import Delivery, Subscription
from outbox import claiming, delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def region():
    return make.region()


def put_aside(region, number):
    """Copies for so many readers, as a worker puts them aside together."""
    make.subscriptions(region, number)
    mail.handed_over(mail.ready(region), now=NOW)
    return claiming.reserve(NOW, 50, ())


def test_asking_whether_a_copy_goes_and_what_it_says_costs_one_query_and_the_text(
    region, django_assert_num_queries, django_assert_max_num_queries
):
    make.subscriptions(region, 2)
    mail.handed_over(mail.ready(region))
    first, message = Message.objects.all()
    delivery.mime.contents.of(first)

    with django_assert_num_queries(1):
        assert not delivery.dropped(message, NOW)
    # The text, which rendering keeps for a while.
    with django_assert_max_num_queries(1):
        delivery.mime.contents.of(message)


def test_copies_put_aside_together_are_looked_up_together(region, django_assert_num_queries):
    share = put_aside(region, 12)

    with django_assert_num_queries(1):
        assert not any(delivery.dropped(message, NOW) for message in share)


def test_what_is_decided_while_a_share_leaves_holds_a_second_later(region):
    first, second, third = put_aside(region, 3)
    newsletter = Delivery.objects.get(message=first).newsletter
    assert copies.moot(first, NOW) == ""
    sending.pause(newsletter, by=newsletter.author)
    gone = Delivery.objects.get(message=third).subscription
    Subscription.objects.filter(pk=gone.pk).update(status="ended")

    time.sleep(copies.FRESH)

    assert copies.moot(second, NOW) == NOW + copies.HOLD
    sending.resume(newsletter, by=newsletter.author, now=NOW)
    time.sleep(copies.FRESH)
    assert copies.moot(third, NOW) == str(reasons.SENTENCES[reasons.Reason.LEFT])


def test_who_leaves_while_a_share_leaves_gets_no_copy_at_all(region, post):
    first, second = put_aside(region, 2)
    run = delivery.Run(NOW, look_again=True)
    assert run.send(first)

    subscription = Delivery.objects.get(message=second).subscription
    leaving.leave(subscription, now=NOW, page="mail")
    assert run.send(second)
    run.close()

    assert [copy["To"] for copy in post.mails] == [first.to]
