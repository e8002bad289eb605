"""From a queue of readers to mail that leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletters import dispatching, progress, queueing, sending
from newsletters.models import Newsletter, SubscriptionTopic
from outbox import delivery
from outbox.models import Message, Suppression
from tests import factories as make
from tests.newsletters import mailing as mail
from tests.outbox.rows import waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def region():
    return make.region()


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


def send_all(newsletter, now=NOW):
    for _round in range(5):
        dispatching.dispatch(now)
        delivery.drain(now=now)
    return fresh(newsletter)


def test_every_reader_gets_one_row_and_queueing_again_adds_none(region):
    make.subscriptions(region, 3)
    newsletter = mail.approved(mail.ready(region))
    Newsletter.objects.filter(pk=newsletter.pk).update(queued_at=None)

    queueing.queue(NOW)

    assert (
        list(newsletter.deliveries.values_list("status", "reason", "language"))
        == [("queued", "", "nl")] * 3
    )


def test_a_newsletter_reaches_everybody_and_is_sent(region, post):
    rows = make.subscriptions(region, 3)
    newsletter = send_all(mail.approved(mail.ready(region), now=NOW))

    assert sorted(post.addresses) == sorted(row.email for row in rows)
    assert newsletter.status == "sent"
    assert newsletter.finished_at is not None
    assert set(newsletter.deliveries.values_list("status", "message__status")) == {
        ("handed_over", "sent")
    }


def test_a_copy_keeps_no_words_in_its_row(region):
    make.subscription(region)
    mail.handed_over(mail.ready(region))

    message = Message.objects.get()

    assert (message.subject, message.text, message.html) == ("Nieuws uit de regio", "", "")
    assert (message.stream, message.kind) == ("newsletter", "newsletter")


def test_a_copy_can_be_left_with_one_click(region, post):
    key = make.subscription(region).key
    send_all(mail.approved(mail.ready(region), now=NOW))

    headers = post.mails[0]

    assert headers["List-Unsubscribe"].endswith(f"/newsletter/{key}/leave/>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


LEAVE = {
    "left": lambda row: type(row).objects.filter(pk=row.pk).update(status="ended"),
    "outside": lambda row: SubscriptionTopic.objects.filter(subscription=row).delete(),
    "blocked": lambda row: Suppression.objects.create(address=row.email, scope="newsletter"),
    "applied": lambda row: make.lead(row.region, email=row.email, has_applied=True),
}


@pytest.mark.parametrize("reason", LEAVE)
def test_who_drops_out_before_the_post_is_skipped_with_the_reason(region, post, reason):
    stays, goes = make.subscriptions(region, 2)
    newsletter = mail.approved(mail.ready(region), now=NOW)
    LEAVE[reason](goes)

    send_all(newsletter)

    assert post.addresses == [stays.email]
    assert mail.outcomes(newsletter) == {
        stays.email: ("handed_over", ""),
        goes.email: ("skipped", reason),
    }


@pytest.mark.parametrize("reason", LEAVE)
def test_who_drops_out_at_the_last_moment_gets_nothing_either(region, post, reason):
    stays, goes = make.subscriptions(region, 2)
    newsletter = mail.handed_over(mail.ready(region), now=NOW)
    LEAVE[reason](goes)

    send_all(newsletter)

    message = Message.objects.get(to=goes.email)
    assert post.addresses == [stays.email]
    assert (message.status, bool(message.error)) == ("cancelled", True)
    assert fresh(newsletter).status == "sent"


def test_an_erased_reader_is_skipped(region):
    row = make.subscription(region)
    newsletter = mail.approved(mail.ready(region))
    row.delete()

    dispatching.dispatch(NOW)

    assert list(newsletter.deliveries.values_list("status", "reason")) == [("skipped", "left")]


def test_only_a_small_lead_stands_in_the_outbox(region, monkeypatch):
    monkeypatch.setattr(dispatching, "LEAD", 3)
    make.subscriptions(region, 5)
    newsletter = mail.approved(mail.ready(region), now=NOW)

    assert [dispatching.dispatch(NOW), dispatching.dispatch(NOW)] == [3, 0]
    assert newsletter.deliveries.queued().count() == 2


def test_the_outbox_asks_for_more_once_it_is_empty(region, post, monkeypatch):
    monkeypatch.setattr(dispatching, "LEAD", 2)
    make.subscriptions(region, 7)
    mail.handed_over(mail.ready(region), now=NOW)

    assert delivery.drain(now=NOW) == 7


def test_no_more_leave_in_an_hour_than_the_region_wants(region, monkeypatch):
    make.letterhead(region, per_hour=4)
    make.subscriptions(region, 6)
    first = mail.approved(mail.ready(region), now=NOW)
    second = mail.approved(mail.ready(region), now=NOW)

    steps = [dispatching.dispatch(NOW), dispatching.dispatch(NOW + timedelta(minutes=59))]
    steps.append(dispatching.dispatch(NOW + timedelta(minutes=61)))

    assert steps == [4, 0, 4]
    assert [row.deliveries.queued().count() for row in (first, second)] == [0, 4]


def test_another_region_does_not_wait_for_it(region):
    make.letterhead(region, per_hour=1)
    elsewhere = make.region()
    for place in (region, elsewhere):
        make.subscriptions(place, 3)
        mail.approved(mail.ready(place), now=NOW)

    assert dispatching.dispatch(NOW) == 1 + 3


def test_service_mail_goes_before_newsletters(region, post):
    make.subscriptions(region, 3)
    mail.handed_over(mail.ready(region), now=NOW - timedelta(hours=1))
    waiting("docent@school.example", not_before=NOW)

    delivery.drain(now=NOW, batch=1)

    assert post.addresses == ["docent@school.example"]


def test_a_paused_newsletter_leaves_nothing_until_it_goes_on(region, post):
    make.subscriptions(region, 3)
    newsletter = mail.handed_over(mail.ready(region), now=NOW)
    sending.pause(newsletter, by=newsletter.author)

    send_all(newsletter)
    assert post.addresses == []

    sending.resume(newsletter, by=newsletter.author, now=NOW)
    assert send_all(newsletter).status == "sent"
    assert len(post.addresses) == 3


def test_a_stopped_newsletter_keeps_what_left_and_tells_why_the_rest_did_not(region, post):
    make.subscriptions(region, 5)
    newsletter = mail.approved(mail.ready(region), now=NOW)
    patient = dispatching.next_readers(fresh(newsletter), 2)
    dispatching.hand(newsletter, patient, NOW)
    delivery.drain(now=NOW, batch=1)

    sending.cancel(newsletter, by=newsletter.author, now=NOW)
    send_all(newsletter)

    found = progress.of(newsletter)
    assert len(post.addresses) == 1
    assert (found.states, found.skipped) == ({"sent": 1, "cancelled": 1}, {"cancelled": 3})
    assert found.total == 5


def test_a_region_shut_meanwhile_pauses_its_newsletter_and_leaks_nothing(region, post):
    make.subscriptions(region, 3)
    newsletter = mail.approved(mail.ready(region), now=NOW)
    dispatching.hand(newsletter, dispatching.next_readers(fresh(newsletter), 1), NOW)
    region.is_active = False
    region.save()

    assert send_all(newsletter).status == "paused"
    assert post.addresses == []

    sending.cancel(newsletter, by=newsletter.author, now=NOW)
    assert progress.of(newsletter).skipped == {"shut": 2}


def test_progress_adds_up_to_all_readers(region):
    rows = make.subscriptions(region, 8)
    newsletter = mail.approved(mail.ready(region), now=NOW)
    deliveries = list(newsletter.deliveries.order_by("pk"))
    states = ["waiting", "sending", "sent", "failed", "in_doubt", "bounced"]
    dispatching.hand(newsletter, dispatching.next_readers(fresh(newsletter), 6), NOW)
    for row, status in zip(deliveries, states, strict=False):
        Message.objects.filter(delivery=row).update(status=status)
    LEAVE["left"](rows[6])

    dispatching.hand(newsletter, dispatching.next_readers(fresh(newsletter), 1), NOW)

    found = progress.of(newsletter)
    assert found.states == {
        "queued": 1,
        "waiting": 2,
        "sent": 1,
        "failed": 1,
        "in_doubt": 1,
        "bounced": 1,
    }
    assert (found.skipped, found.total, found.settled) == ({"left": 1}, 8, 5)
    assert (found.sent, found.percent) == (2, 62)


def test_progress_costs_one_query(region, django_assert_num_queries):
    make.subscriptions(region, 3)
    newsletter = mail.approved(mail.ready(region))

    with django_assert_num_queries(1):
        progress.of(newsletter)
