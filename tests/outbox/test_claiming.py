"""Which worker has which message, and one statement that goes from one to the next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import claiming, delivery
from outbox.models import Message, Suppression
from outbox.turnover import turn_over
from tests.outbox.rows import statuses, waiting

pytestmark = pytest.mark.django_db

Status = Message.Status
SECOND = timedelta(seconds=1)


def test_two_workers_put_different_messages_aside():
    for _ in range(5):
        waiting()
    now = timezone.now()

    shares = [claiming.reserve(now, 3, []) for _ in range(3)]

    assert [len(share) for share in shares] == [3, 2, 0]
    assert len({message.pk for share in shares for message in share}) == 5


def test_the_share_of_a_worker_that_died_comes_free_after_a_minute():
    message, now = waiting(), timezone.now()
    claiming.reserve(now, 1, [])

    assert claiming.reserve(now + claiming.RESERVED, 1, []) == []
    assert claiming.reserve(now + claiming.RESERVED + SECOND, 1, []) == [message]


def test_what_was_not_sent_is_given_back_at_once(no_post):
    waiting()

    delivery.drain()

    assert Message.objects.get().reserved_until is None


def test_a_share_leaves_out_streams_that_stand_still():
    waiting(stream="newsletter")
    service = waiting()

    assert claiming.reserve(timezone.now(), 5, ["newsletter"]) == [service]


@pytest.mark.parametrize(
    ("scope", "stream", "status"),
    [
        ("all", "service", "cancelled"),
        ("all", "newsletter", "cancelled"),
        ("newsletter", "service", "sent"),
        ("newsletter", "newsletter", "cancelled"),
    ],
)
def test_a_complaint_stops_newsletters_only(post, scope, stream, status):
    Suppression.objects.create(address="sanne@voorbeeld.example", scope=scope)
    message = waiting(stream=stream)

    delivery.drain()

    assert statuses(message) == [status]


def on_the_wire(**fields):
    message = waiting(**fields)
    assert claiming.claim(message, timezone.now())
    return message


def test_what_left_is_written_and_the_next_is_claimed():
    left, following, now = on_the_wire(), waiting(), timezone.now()

    assert turn_over(left, following, now)

    as_told = (following.status, following.attempts, following.claimed_at, following.message_id)
    assert statuses(left, following) == ["sent", "sending"]
    assert (left.sent_at, left.attempts, left.reserved_until) == (now, 1, None)
    assert as_told == ("sending", 1, now, following.message_id)
    assert following.message_id.startswith("<")


def test_a_message_that_somebody_else_took_is_not_claimed_but_what_left_is_written():
    left, following = on_the_wire(), waiting()
    Message.objects.filter(pk=following.pk).update(status=Status.CANCELLED)

    assert not turn_over(left, following, timezone.now())

    assert statuses(left, following) == ["sent", "cancelled"]


def test_a_message_that_was_put_off_meanwhile_is_not_claimed():
    left, following, now = on_the_wire(), waiting(), timezone.now()
    Message.objects.filter(pk=following.pk).update(not_before=now + timedelta(hours=1))

    assert not turn_over(left, following, now)
    assert statuses(following) == ["waiting"]


def test_a_message_already_sent_again_by_hand_keeps_its_new_state(caplog):
    left, following, now = on_the_wire(), waiting(), timezone.now()
    Message.objects.filter(pk=left.pk).update(claimed_at=now + SECOND, attempts=2)

    assert turn_over(left, following, now)

    assert statuses(left, following) == ["sending", "sending"]
    assert "settled by somebody else" in caplog.text


def test_one_in_doubt_that_left_after_all_is_written_as_sent():
    left, following = on_the_wire(), waiting()
    Message.objects.filter(pk=left.pk).update(status=Status.IN_DOUBT)

    turn_over(left, following, timezone.now())

    assert statuses(left) == ["sent"]
