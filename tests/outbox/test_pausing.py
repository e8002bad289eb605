"""A mail server that is broken holds up a stream; it does not wear out the messages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from outbox import delivery, pausing, standstill
from outbox.models import Message, StreamPause
from tests import factories as make
from tests.outbox.rows import statuses, waiting

pytestmark = pytest.mark.django_db

SERVICE, NEWSLETTER = Message.Stream.SERVICE, Message.Stream.NEWSLETTER
MINUTE = timedelta(minutes=1)


def attempts(*messages):
    statuses(*messages)
    return [message.attempts for message in messages]


def test_a_server_that_is_away_holds_up_all_mail_and_costs_no_attempt(no_post):
    messages = [waiting() for _ in range(5)]

    delivery.drain()

    assert attempts(*messages) == [0] * 5
    assert set(pausing.by_stream()) == {SERVICE, NEWSLETTER}
    assert "Connection refused" in pausing.by_stream()[SERVICE].reason


def test_the_pauses_grow_and_then_stay_the_same(no_post):
    waiting()
    now, found = timezone.now(), []

    for _ in range(len(pausing.PAUSES) + 2):
        delivery.drain(now=now)
        delivery.drain(now=now + timedelta(seconds=30))  # too early: not even tried
        until = pausing.by_stream()[SERVICE].until
        found.append(round((until - now).total_seconds() / 60))
        now = until + timedelta(seconds=1)

    assert found == [1, 2, 5, 10, 15, 15, 15]


def test_after_the_pause_everything_leaves_and_nothing_stands_still_any_more(post, settings):
    messages = [waiting() for _ in range(4)]
    now = timezone.now()
    pausing.pause(SERVICE, "weg", now)

    assert delivery.drain(now=now + timedelta(seconds=30)) == 0
    assert delivery.drain(now=now + 2 * MINUTE) == 4

    assert statuses(*messages) == ["sent"] * 4
    assert not StreamPause.objects.exists()


@pytest.mark.parametrize(
    "answer",
    ["421 4.7.0 come back later", "550 5.7.1 sender not allowed", "451 4.3.0 try again"],
)
def test_a_server_that_takes_no_mail_of_ours_is_left_alone_after_three_messages(post, answer):
    messages = [waiting() for _ in range(8)]
    post.mail_answer = answer

    delivery.drain()

    assert statuses(*messages) == ["waiting"] * 8
    assert attempts(*messages) == [0] * 8
    assert [message.error for message in messages] == [answer] * 3 + [""] * 5
    assert pausing.by_stream()[SERVICE].reason == answer


def test_a_server_that_breaks_on_every_mail_stops_the_stream_after_three(post):
    messages = [waiting() for _ in range(8)]
    post.data_answer = "451 4.3.0 disk full"

    delivery.drain()

    assert attempts(*messages) == [1] * 3 + [0] * 5


def test_a_server_that_breaks_with_every_mail_in_its_hands_does_not_cast_doubt_on_all(post):
    messages = [waiting() for _ in range(8)]
    post.hangs_up_at = "DATA"

    delivery.drain()

    assert statuses(*messages) == ["in_doubt"] * 3 + ["waiting"] * 5
    assert pausing.by_stream()[SERVICE].reason == "Connection unexpectedly closed"


def test_a_mail_that_is_too_large_fails_alone(post):
    first, second = waiting(), waiting()
    post.mail_answer = "552 5.3.4 message too large"

    delivery.drain()

    assert statuses(first, second) == ["failed", "failed"]
    assert not StreamPause.objects.exists()


def test_an_address_on_which_the_server_hangs_up_stops_nobody_else(post):
    bad, after = waiting("knal@x.example"), waiting()
    post.hangs_up_on = bad.to

    delivery.drain()

    assert statuses(bad, after) == ["waiting", "sent"]
    assert (bad.attempts, StreamPause.objects.count()) == (1, 0)


def test_an_address_the_server_cannot_write_fails_alone(post):
    bad, after = waiting("özlem@voorbeeld.example"), waiting()

    delivery.drain()

    assert statuses(bad, after) == ["failed", "sent"]
    assert not StreamPause.objects.exists()


def test_full_mailboxes_are_no_reason_to_stop(post):
    messages = [waiting(f"{number}@vol.example") for number in range(6)]
    post.answers = {message.to: "452 4.2.2 mailbox full" for message in messages}
    last = waiting()

    delivery.drain()

    assert attempts(*messages) == [1] * 6
    assert statuses(last) == ["sent"]
    assert not StreamPause.objects.exists()


def test_one_failure_is_enough_when_the_server_failed_before(post):
    messages = [waiting() for _ in range(5)]
    now = timezone.now()
    pausing.pause(SERVICE, "weg", now)
    post.mail_answer = "421 4.7.0 come back later"

    delivery.drain(now=now + 2 * MINUTE)

    assert statuses(*messages) == ["waiting"] * 5
    assert [message.error != "" for message in messages].count(True) == 1
    assert pausing.by_stream()[SERVICE].failures == 2


def test_newsletters_that_stand_still_do_not_hold_up_service_mail(post):
    letter, service = waiting(stream=NEWSLETTER), waiting()
    now = timezone.now()
    pausing.pause(NEWSLETTER, "te veel", now)

    assert delivery.drain(now=now) == 1
    assert statuses(letter, service) == ["waiting", "sent"]


def test_two_workers_that_fail_at_the_same_moment_count_once():
    now = timezone.now()

    rows = [pausing.pause(SERVICE, "weg", now) for _ in range(2)]

    assert [row.failures for row in rows] == [1, 1]


@pytest.mark.parametrize(("length", "number"), [(14, 0), (15, 2)])
def test_every_admin_reads_afterwards_that_mail_stood_still(post, length, number):
    for name in ("a", "b"):
        make.user(f"{name}@beheer.example", is_superuser=True)
    make.user("c@beheer.example", is_superuser=True, is_active=False)
    waiting()
    now = timezone.now()
    pausing.pause(SERVICE, "550 sleutel verlopen", now)

    delivery.drain(now=now + timedelta(minutes=length))

    told = Message.objects.filter(kind="mail_stood_still")
    assert (
        sorted(told.values_list("to", flat=True))
        == ["a@beheer.example", "b@beheer.example"][:number]
    )
    assert all("550 sleutel verlopen" in message.text for message in told)


def test_an_admin_who_cannot_be_told_holds_up_nobody_else(post):
    make.user("a@beheer.example", is_superuser=True, language="xx")
    make.user("b@beheer.example", is_superuser=True)
    messages = [waiting() for _ in range(3)]
    now = timezone.now()
    pausing.pause(SERVICE, "weg", now)

    delivery.drain(now=now + 20 * MINUTE)

    assert statuses(*messages) == ["sent"] * 3
    assert Message.objects.get(kind="mail_stood_still").to == "b@beheer.example"


def test_the_admin_reads_first_that_mail_stands_still(on, cast):
    browser = on(cast.admin)
    calm = browser.get("/admin/").text
    pausing.pause(SERVICE, "535 <b>wrong</b> password", timezone.now())

    page = browser.get("/admin/").text

    assert "Er gaat geen mail uit" not in calm
    assert "Er gaat geen mail uit (servicemail)" in page
    assert "535 &lt;b&gt;wrong&lt;/b&gt; password" in page


def test_a_worker_that_dies_before_it_told_leaves_the_pause_to_the_next_mail():
    make.user("beheer@beheer.example", is_superuser=True)
    now = timezone.now()
    pausing.pause(SERVICE, "weg", now - 20 * MINUTE)

    with connection.execute_wrapper(dies_at_insert), pytest.raises(SystemExit):
        standstill.end(SERVICE, now)
    assert list(pausing.by_stream()) == [SERVICE]

    standstill.end(SERVICE, now)
    assert Message.objects.filter(kind="mail_stood_still").count() == 1
    assert pausing.by_stream() == {}


def dies_at_insert(execute, sql, *rest):
    if sql.startswith("INSERT INTO") and "outbox_message" in sql:
        raise SystemExit
    return execute(sql, *rest)
