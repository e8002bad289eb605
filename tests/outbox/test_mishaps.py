"""What happens to mail when the connection breaks, a worker dies or somebody steps in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.workflow import IllegalMove
from outbox import claiming, delivery
from outbox.models import Message, Suppression
from tests.outbox.rows import statuses, waiting

pytestmark = pytest.mark.django_db

Status = Message.Status


# --- the connection breaks ------------------------------------------------------------------------


def test_a_server_that_is_away_costs_no_attempt(no_post):
    first, second = waiting(), waiting()

    assert delivery.drain() == 0

    assert statuses(first, second) == [Status.WAITING, Status.WAITING]
    assert (first.attempts, first.error) == (0, "")


def test_a_break_while_the_server_took_over_the_mail_is_in_doubt_and_never_sent_again(post):
    message = waiting()
    post.hangs_up_at = "DATA"

    delivery.drain()

    assert statuses(message) == [Status.IN_DOUBT]
    post.hangs_up_at = ""
    assert delivery.drain(now=timezone.now() + timedelta(days=30)) == 0
    assert len(post.mails) == 1


def test_a_break_does_not_cast_doubt_on_the_messages_behind_it(post):
    messages = [waiting() for _ in range(3)]
    post.hangs_up_at = "MAIL"

    delivery.drain()

    assert statuses(*messages) == [Status.WAITING] * 3
    post.hangs_up_at = ""
    assert delivery.drain(now=timezone.now() + timedelta(minutes=2)) == 3
    assert len(post.mails) == 3


def test_a_server_too_slow_to_start_is_tried_again(post, settings):
    message = waiting()
    settings.EMAIL_TIMEOUT = 0.2
    post.hesitates, post.hesitates_at = 0.6, "MAIL"

    delivery.drain()

    assert statuses(message) == [Status.WAITING]
    assert message.error == "Connection unexpectedly closed: timed out"


def test_a_server_too_slow_with_the_mail_in_its_hands_leaves_doubt(post, settings):
    message = waiting()
    settings.EMAIL_TIMEOUT = 0.2
    post.hesitates = 0.6

    delivery.drain()

    assert statuses(message) == [Status.IN_DOUBT]


def test_a_slow_server_is_waited_for(post):
    message = waiting()
    post.hesitates = 0.3

    assert delivery.drain() == 1
    assert statuses(message) == [Status.SENT]


# --- a worker dies, or is only slow ---------------------------------------------------------------


def claimed(now, **fields):
    return waiting(status=Status.SENDING, claimed_at=now, attempts=1, **fields)


def test_a_message_of_a_dead_worker_becomes_in_doubt_after_a_quarter_and_is_not_resent(post):
    now = timezone.now()
    recent = claimed(now - claiming.STUCK_AFTER + timedelta(minutes=1))
    stuck = claimed(now - claiming.STUCK_AFTER)

    delivery.drain(now=now)

    assert statuses(recent, stuck) == [Status.SENDING, Status.IN_DOUBT]
    assert stuck.error == "De verzender viel weg tijdens het versturen."
    delivery.drain(now=now + timedelta(hours=1))
    delivery.drain(now=now + timedelta(days=1))
    assert statuses(recent, stuck) == [Status.IN_DOUBT, Status.IN_DOUBT]
    assert post.mails == []


def test_a_worker_that_was_only_slow_still_reports_what_became_of_it():
    now = timezone.now()
    message = claimed(now)
    Message.objects.get(pk=message.pk).move_to(Status.IN_DOUBT, by=None)

    assert claiming.finish(message, Status.SENT, sent_at=now, error="")

    assert statuses(message) == [Status.SENT]


def test_a_late_report_says_nothing_about_the_next_attempt():
    now = timezone.now()
    late = claimed(now)
    Message.objects.filter(pk=late.pk).update(claimed_at=now + timedelta(hours=1), attempts=2)

    assert not claiming.finish(late, Status.FAILED, error="550 weg")

    assert statuses(late) == [Status.SENDING]


def test_a_message_that_was_put_off_meanwhile_is_not_claimed_from_an_old_list(post):
    message = waiting()
    old = Message.objects.get(pk=message.pk)
    post.answers[message.to] = "450 4.2.1 later"
    delivery.drain()

    assert not claiming.claim(old, timezone.now())

    assert statuses(message) == [Status.WAITING]
    assert message.attempts == 1


def test_the_last_message_of_a_long_batch_is_claimed_when_it_is_sent(post):
    first, second = waiting(), waiting()
    post.hesitates = 0.3

    delivery.drain(now=timezone.now() + timedelta(hours=1))

    assert statuses(first, second) == [Status.SENT, Status.SENT]
    assert second.claimed_at - first.claimed_at >= timedelta(seconds=0.3)


# --- people intervene -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.FAILED, Status.IN_DOUBT])
def test_a_person_can_send_again_what_failed_or_is_in_doubt(post, status):
    message, now = waiting(status=status, attempts=6, error="450"), timezone.now()

    delivery.retry(message, by=None, now=now)
    delivery.drain(now=now)

    assert statuses(message) == [Status.SENT]
    assert message.attempts == 1


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.FAILED, Status.IN_DOUBT}))
def test_nothing_else_can_be_sent_again(status):
    message = waiting(status=status, claimed_at=timezone.now())

    with pytest.raises(IllegalMove):
        delivery.retry(message, by=None, now=timezone.now())

    assert statuses(message) == [status]


def test_a_message_read_as_failed_but_on_the_wire_again_cannot_be_sent_again():
    message = waiting(status=Status.FAILED)
    Message.objects.filter(pk=message.pk).update(status=Status.SENDING)

    with pytest.raises(IllegalMove):
        delivery.retry(message, by=None, now=timezone.now())

    assert statuses(message) == [Status.SENDING]


def test_a_cancelled_message_is_not_sent(post):
    message = waiting()
    delivery.keep_back(message, "Toch niet")

    assert delivery.drain() == 0
    assert statuses(message) == [Status.CANCELLED]


def test_what_was_sent_cannot_be_cancelled():
    message = waiting(status=Status.SENT)

    assert not delivery.keep_back(message, "Te laat")
    assert statuses(message) == [Status.SENT]


@pytest.mark.parametrize("stream", Message.Stream)
@pytest.mark.parametrize("to", ["sanne@voorbeeld.example", "Sanne@Voorbeeld.Example"])
def test_a_suppressed_address_gets_no_mail_of_either_stream(post, stream, to):
    Suppression.objects.create(address=" Sanne@voorbeeld.example")
    message, other = waiting(to, stream=stream), waiting("bram@voorbeeld.example")

    assert delivery.drain() == 1

    assert statuses(message, other) == [Status.CANCELLED, Status.SENT]
    assert (message.error, message.attempts) == ("Dit adres is geblokkeerd.", 0)
    assert post.addresses == ["bram@voorbeeld.example"]


# --- the words cannot be made ---------------------------------------------------------------------


def slip(message):
    raise KeyError("nl")


def gone(message):
    raise ValueError("Deze nieuwsbrief bestaat niet meer.")


def test_a_slip_in_words_that_thousands_share_fails_none_of_them_at_once(post, settings):
    settings.OUTBOX_CONTENT = {"shared": f"{__name__}.slip"}
    message, other = waiting(kind="shared"), waiting()
    now = timezone.now()

    assert delivery.drain(now=now) == 1
    assert statuses(message, other) == [Status.WAITING, Status.SENT]
    assert message.not_before > now + timedelta(minutes=59)

    settings.OUTBOX_CONTENT = {}
    assert delivery.drain(now=now + timedelta(hours=2)) == 1
    assert statuses(message) == [Status.SENT]


def test_a_slip_that_stays_fails_in_the_end(post, settings):
    settings.OUTBOX_CONTENT = {"shared": f"{__name__}.slip"}
    message, now = waiting(kind="shared"), timezone.now()

    for hours in range(0, 14, 2):
        delivery.drain(now=now + timedelta(hours=hours))

    assert statuses(message) == [Status.FAILED]


def test_what_has_no_words_any_more_fails_at_once(post, settings):
    settings.OUTBOX_CONTENT = {"shared": f"{__name__}.gone"}
    message = waiting(kind="shared")

    delivery.drain()

    assert statuses(message) == [Status.FAILED]
