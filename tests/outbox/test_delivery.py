"""Sending through a real mail server, and what becomes of a message when that goes wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import links
from accounts.models import AccessLink
from outbox import delivery
from outbox.models import Message
from tests.outbox.rows import statuses, waiting, with_link

pytestmark = pytest.mark.django_db

Status = Message.Status


def test_a_waiting_message_arrives_once(post):
    message = waiting()

    assert [delivery.drain(), delivery.drain()] == [1, 0]

    [mail] = post.mails
    assert (mail["To"], mail["Subject"]) == (message.to, message.subject)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert statuses(message) == [Status.SENT]
    assert (mail["Message-ID"], message.attempts) == (message.message_id, 1)
    assert message.sent_at >= message.claimed_at


def test_all_due_messages_go_over_one_connection_oldest_first(post):
    now = timezone.now()
    for minutes in (1, 3, 2):
        waiting(f"{minutes}@voorbeeld.example", not_before=now - timedelta(minutes=minutes))

    assert delivery.drain() == 3

    assert post.addresses == [f"{minutes}@voorbeeld.example" for minutes in (3, 2, 1)]
    assert post.connections == 1


def test_a_message_for_later_waits(post):
    now = timezone.now()
    message = waiting(not_before=now + timedelta(hours=1))

    assert delivery.drain(now=now) == 0
    assert delivery.drain(now=now + timedelta(hours=1)) == 1

    assert statuses(message) == [Status.SENT]


def test_one_run_sends_no_more_than_its_batch(post):
    for _ in range(3):
        waiting()

    assert [delivery.drain(batch=2), delivery.drain(batch=2)] == [2, 1]


def test_letters_with_accents_arrive_as_written(post):
    waiting(subject="Één uur – Özlem", text="Één uur – €\n", html="<p>Één uur – €</p>")

    delivery.drain()

    [mail] = post.mails
    assert mail["Subject"] == "Één uur – Özlem"
    assert mail.get_body(("plain",)).get_content() == "Één uur – €\r\n"


# --- links ----------------------------------------------------------------------------------------


def test_the_key_of_a_link_is_in_the_sent_mail_and_nowhere_else(post):
    message = with_link()

    delivery.drain()

    [mail] = post.mails
    text = mail.get_body(("plain",)).get_content()
    token = text.split("/welcome/")[1].split("/")[0]
    assert mail.get_body(("html",)).get_content().count(token) == 1
    assert links.PLACE not in mail.as_string()
    message.refresh_from_db()
    assert message.link == links.find(token, AccessLink.Purpose.INVITATION)
    assert token not in message.text + message.html + message.link.token_hash


def test_a_mail_whose_link_was_deleted_is_not_sent_with_a_dead_button(post):
    message = with_link()
    message.link.delete()
    other = waiting()

    delivery.drain()

    assert statuses(message, other) == [Status.FAILED, Status.SENT]
    assert message.error == "De toegangslink van deze mail bestaat niet meer."


# --- the server says no ---------------------------------------------------------------------------


def test_a_refused_address_fails_for_good_and_the_others_arrive(post):
    refused, after = waiting("weg@voorbeeld.example"), waiting("bram@voorbeeld.example")
    post.answers["weg@voorbeeld.example"] = "550 5.1.1 no such user"

    assert delivery.drain() == 1

    assert statuses(refused, after) == [Status.FAILED, Status.SENT]
    assert refused.error == "550 5.1.1 no such user"
    assert delivery.drain(now=timezone.now() + timedelta(days=9)) == 0


def test_not_now_is_tried_again_after_growing_pauses_and_then_given_up(post):
    message = waiting()
    post.answers[message.to] = "450 4.2.1 later"
    now, pauses = message.not_before, []

    for _ in delivery.PAUSES:
        delivery.drain(now=now)
        assert statuses(message) == [Status.WAITING]
        assert delivery.drain(now=message.not_before - timedelta(seconds=1)) == 0
        pauses.append((message.not_before - now).total_seconds() // 60)
        now = message.not_before
    delivery.drain(now=now)

    assert pauses == [1, 5, 15, 60, 240]
    assert statuses(message) == [Status.FAILED]
    assert (message.attempts, message.error) == (6, "450 4.2.1 later")


def test_a_retried_message_keeps_its_message_id(post):
    message = waiting()
    post.answers[message.to] = "450 4.2.1 later"
    delivery.drain()
    message.refresh_from_db()
    before = message.message_id
    post.answers.clear()

    delivery.drain(now=message.not_before)

    assert statuses(message) == [Status.SENT]
    assert (post.mails[0]["Message-ID"], message.error) == (before, "")


@pytest.mark.parametrize(
    ("answer", "status"), [("554 5.7.1 spam", Status.FAILED), ("451 4.3.0 full", Status.WAITING)]
)
def test_a_refusal_after_the_mail_was_read_counts_as_well(post, answer, status):
    message = waiting()
    post.data_answer = answer

    delivery.drain()

    assert statuses(message) == [status]
    assert message.error == answer


@pytest.mark.parametrize("answer", ["421 4.7.0 too many mails on this connection", "451 4.3.2 no"])
def test_a_server_that_wants_a_new_connection_gets_one(post, answer):
    first, second = waiting(), waiting()
    post.mail_answer = answer

    delivery.drain()

    assert statuses(first, second) == [Status.WAITING, Status.WAITING]
    assert (first.error, second.error, post.connections) == (answer, answer, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"headers": {"X-Groep": "a\nBcc: kwaad@voorbeeld.example"}},
        {"headers": {"X-Groep": ["a"]}},
        {"headers": ["X-Groep"]},
        {"subject": "Dag\nBcc: kwaad@voorbeeld.example"},
        {"to": "sanne@voorbeeld.example\nkwaad@voorbeeld.example"},
        {"to": ""},
        {"to": "@@@"},
    ],
    ids=[
        "header",
        "list in header",
        "no headers",
        "subject",
        "line break in address",
        "no address",
        "nobody",
    ],
)
def test_a_mail_that_cannot_be_made_fails_alone(post, fields):
    wrong, after = waiting(**fields), waiting("bram@voorbeeld.example")

    delivery.drain()

    assert statuses(wrong, after) == [Status.FAILED, Status.SENT]
    assert post.addresses == ["bram@voorbeeld.example"]
    assert wrong.error != ""


@pytest.mark.parametrize("answer", ["251 2.0.0 will forward", "200 thanks", "thanks, got it"])
def test_an_answer_that_is_neither_yes_nor_no_leaves_doubt_and_no_second_mail(post, answer):
    message, after = waiting(), waiting("bram@voorbeeld.example")
    post.data_answer = answer

    delivery.drain()
    post.data_answer = "250 OK"
    delivery.drain(now=timezone.now() + timedelta(days=1))

    assert statuses(message, after) == [Status.IN_DOUBT, Status.IN_DOUBT]
    assert answer.removeprefix("thanks, ") in message.error
    assert post.mails == []


def test_what_a_database_refuses_in_the_words_of_a_server_is_left_out(post):
    refused, after = waiting("weg@voorbeeld.example"), waiting("bram@voorbeeld.example")
    post.answers["weg@voorbeeld.example"] = "550 5.1.1 no\0 such\0 user"

    delivery.drain()

    assert statuses(refused, after) == [Status.FAILED, Status.SENT]
    assert refused.error == "550 5.1.1 no such user"
