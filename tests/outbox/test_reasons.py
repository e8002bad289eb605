"""A mail that is about to leave is asked whether it still has a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import composing, delivery
from outbox.models import Message
from tests.outbox.rows import statuses, waiting

pytestmark = pytest.mark.django_db

Status = Message.Status
LATER = timedelta(hours=5)


def gone(message, now):
    return "Niet meer nodig."


def later(message, now):
    return now + LATER


def no_later(message, now):
    return now


def fine(message, now):
    return ""


def broken(message, now):
    raise ZeroDivisionError("stuk")


@pytest.fixture(autouse=True)
def reasons(settings):
    names = ("gone", "later", "no_later", "fine", "broken")
    settings.OUTBOX_MOOT = {name: f"tests.outbox.test_reasons.{name}" for name in names}


def test_one_question_that_breaks_holds_up_no_other_mail(post, caplog):
    stuck, after = waiting(kind="broken"), waiting("bram@voorbeeld.example", kind="fine")
    now = timezone.now()

    assert delivery.drain(now=now) == 1

    assert statuses(stuck, after) == [Status.WAITING, Status.SENT]
    assert (stuck.error, stuck.attempts) == ("stuk", 0)
    assert now < stuck.not_before <= now + timedelta(minutes=61)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_a_mail_that_was_put_off_leaves_at_its_new_moment(post, settings):
    message, now = waiting(kind="later"), timezone.now()

    assert delivery.drain(now=now) == 0
    assert statuses(message) == [Status.WAITING]
    settings.OUTBOX_MOOT = {}
    assert delivery.drain(now=now + LATER - timedelta(minutes=1)) == 0
    assert delivery.drain(now=now + LATER + timedelta(minutes=1)) == 1


def test_mails_put_off_to_no_later_moment_do_not_hold_up_the_others(post):
    now = timezone.now()
    for _ in range(60):
        waiting(kind="no_later", not_before=now - LATER)
    after = waiting(kind="fine")

    assert delivery.drain(now=now + timedelta(minutes=1), batch=100) == 1
    assert statuses(after) == [Status.SENT]


def test_a_mail_that_another_worker_has_on_the_wire_is_not_put_off():
    message = waiting(kind="later")
    Message.objects.filter(pk=message.pk).update(status=Status.SENDING)

    delivery.dropped(message, timezone.now())

    assert statuses(message) == [Status.SENDING]


def test_a_mail_without_a_reason_gives_its_key_to_the_next_one(post):
    first = waiting(kind="gone", key="week-11")

    delivery.drain()
    second = waiting(kind="fine", key="week-11")
    delivery.drain()

    assert statuses(first, second) == [Status.CANCELLED, Status.SENT]
    assert first.error == "Niet meer nodig."


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.CANCELLED, Status.FAILED}))
def test_only_a_mail_that_never_left_gives_up_its_key(status):
    message = waiting(key="k", status=status)

    composing.release("k")

    assert composing.written("k") == message


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.FAILED])
def test_a_lost_mail_gives_up_its_key(status):
    message = waiting(key="k", status=status)

    composing.release("k")

    message.refresh_from_db()
    assert (composing.written("k"), message.key) == (None, f"k#{message.pk}")


def test_long_keys_fit_and_stay_apart():
    keys = ["k" * 180, "k" * 181, "k" * 182, "k" * 400]

    assert composing.fit(keys[0]) == keys[0]
    assert len({composing.fit(key) for key in keys}) == 4
    assert {len(composing.fit(key)) for key in keys} == {180}
