"""Several workers empty one outbox."""

from collections import Counter
from functools import partial

import pytest
from django.utils import timezone

from outbox import composing, delivery, invitations
from outbox.bounces import recording
from outbox.models import Message, Suppression
from tests import factories as make
from tests.outbox.bounce_samples import block, dsn
from tests.outbox.rows import waiting
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def test_two_drains_at_once_send_each_message_once(post):
    for number in range(25):
        waiting(f"{number}@voorbeeld.example")

    sent = at_once(delivery.drain, delivery.drain)

    assert sum(sent) == 25
    assert sorted(post.addresses) == sorted(f"{number}@voorbeeld.example" for number in range(25))
    assert set(Message.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_one_message_claimed_by_eight_at_once_leaves_once(post):
    waiting()

    sent = at_once(*[delivery.drain] * 8)

    assert sorted(sent) == [0] * 7 + [1]
    assert len(post.mails) == 1


def test_sending_and_cancelling_at_once_ends_in_one_of_both(post):
    message = waiting()

    sent, _cancelled = at_once(delivery.drain, partial(delivery.keep_back, message, "Toch niet"))

    message.refresh_from_db()
    assert (sent, len(post.mails), message.status) in [(1, 1, "sent"), (0, 0, "cancelled")]


def test_a_failed_message_sent_again_by_two_at_once_leaves_once(post):
    message = waiting(status="failed")
    again = partial(delivery.retry, by=None, now=timezone.now())

    at_once(*[partial(again, Message.objects.get(pk=message.pk)) for _ in range(4)])
    at_once(*[delivery.drain] * 4)

    assert len(post.mails) == 1


def test_the_same_key_at_once_is_one_row():
    def write():
        return composing.write(
            "invitation",
            key="zelfde",
            to="sanne@voorbeeld.example",
            language="nl",
            context={"link_url": "https://portaal.example/"},
            now=timezone.now(),
        ).pk

    assert len(set(at_once(*[write] * 8))) == 1
    assert Message.objects.count() == 1


def test_the_same_invitation_at_once_is_one_mail():
    person = make.user()
    invite = partial(invitations.invite, person, key="k", now=timezone.now())

    found = at_once(*[invite] * 4)

    assert {message.pk for message in found} == {Message.objects.get().pk}


def test_two_reports_about_the_same_people_are_both_taken_in(post):
    names = [f"{number}@school.example" for number in range(10)]
    for name in names:
        waiting(name, status="sent", claimed_at=timezone.now())
    blocks = [block("failed", "5.1.1", to=name) for name in names]
    reports = [dsn(*blocks), dsn(*reversed(blocks))]

    counts = at_once(
        *[partial(recording.take_in, data, source="", now=timezone.now()) for data in reports * 2]
    )

    assert sum(counts, Counter()) == {"hard": 20, "known": 20}
    assert Suppression.objects.count() == 10
