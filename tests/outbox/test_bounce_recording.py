"""What a bounce changes: the mail, the address, and nothing of anybody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import blanking, suppressing
from outbox.bounces import recording
from outbox.bounces.recording import SOFT_LIMIT
from outbox.models import Bounce, Message, Suppression
from tests.outbox.bounce_samples import EVA, JAN, OURS, arf, block, dsn
from tests.outbox.rows import waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now()
UNKNOWN = dsn(block("failed", "5.1.1", "smtp; 550 user unknown"))
FULL = dsn(block("failed", "5.2.2", "smtp; 552 mailbox full"))


def sent(to=JAN, days_ago=1, **fields):
    at = NOW - timedelta(days=days_ago)
    fields = {"status": "sent", "sent_at": at, "claimed_at": at, **fields}
    return waiting(to, **fields)


def take_in(data, now=NOW):
    return recording.take_in(data, source="terug.eml", now=now)


def full(number):
    """A bounce of another mail each time."""
    return FULL.replace(OURS.encode(), f"<{number}@portaal.example>".encode())


def statuses():
    return dict(Message.objects.values_list("key", "status"))


def test_a_hard_bounce_blocks_the_address_and_cancels_what_waits_for_it():
    mail = sent(key="terug", message_id=OURS)
    for key, status in [("w", "waiting"), ("d", "draft"), ("h", "held")]:
        waiting(JAN, key=key, status=status)
    waiting(EVA, key="van een ander")

    take_in(UNKNOWN)

    mail.refresh_from_db()
    assert mail.error == "550 user unknown"
    assert statuses() == {
        "terug": "bounced",
        "w": "cancelled",
        "d": "cancelled",
        "h": "cancelled",
        "van een ander": "waiting",
    }
    [row] = Suppression.objects.all()
    assert (row.address, row.scope, row.reason) == (JAN, "all", "bounce")
    assert row.note == "550 user unknown"
    assert Bounce.objects.get().message == mail


def test_of_a_mail_to_somebody_who_was_erased_no_address_comes_back():
    mail = sent(message_id=OURS)
    blanking.blank(Message.objects.filter(pk=mail.pk))

    take_in(dsn(block("failed", "5.1.1", f"smtp; 550 <{JAN}> user unknown")))

    [row] = Bounce.objects.all()
    assert (row.message, row.kind, row.recipient, row.reason) == (mail, "hard", "", "")
    assert not Suppression.objects.exists()
    mail.refresh_from_db()
    assert (mail.status, mail.error) == ("sent", "")


def test_a_complaint_without_its_reader_is_about_the_mail_it_names():
    """Most providers take the address out of what they tell."""
    sent(stream="newsletter", message_id=OURS)
    waiting(JAN, key="volgende", stream="newsletter")
    blacked_out = arf("Feedback-Type: abuse", to="redacted@example.com")

    take_in(blacked_out)

    assert statuses()["volgende"] == "cancelled"
    [row] = Suppression.objects.all()
    assert (row.address, row.scope, row.reason) == (JAN, "newsletter", "complaint")


def test_a_complaint_that_names_nobody_and_none_of_our_mails_changes_nothing():
    sent(stream="newsletter", message_id="<een.andere@portaal.example>")

    take_in(arf("Feedback-Type: abuse", to="redacted@example.com"))

    assert Bounce.objects.get().recipient == ""
    assert not Suppression.objects.exists()


def test_the_same_bounce_twice_is_one():
    sent(message_id=OURS)

    first, second = take_in(UNKNOWN), take_in(UNKNOWN.replace(b"\n", b"\r\n"))

    assert (dict(first), dict(second)) == ({"hard": 1}, {"known": 1})
    assert Bounce.objects.count() == 1


def test_a_block_that_was_lifted_is_not_put_back_by_the_same_bounce(cast):
    sent(message_id=OURS)
    take_in(UNKNOWN)
    [put] = Suppression.objects.all()

    suppressing.lift([put], by=cast.admin)
    take_in(UNKNOWN)

    assert not Suppression.objects.exists()


def test_an_address_we_never_mailed_is_not_blocked():
    waiting(JAN)

    take_in(UNKNOWN)

    assert Bounce.objects.get().kind == "hard"
    assert not Suppression.objects.exists()
    assert [*statuses().values()] == ["waiting"]


def test_a_bounce_that_names_the_mail_of_somebody_else_changes_nothing():
    mail = sent(EVA, message_id=OURS)

    take_in(UNKNOWN)

    mail.refresh_from_db()
    assert mail.status == "sent"
    assert Bounce.objects.get().message == mail
    assert not Suppression.objects.exists()


def test_a_bounce_without_the_id_of_a_mail_is_about_the_last_one_to_that_address():
    sent(key="eerst", days_ago=3)
    sent(key="laatst", days_ago=1)

    take_in(UNKNOWN.replace(OURS.encode(), b""))

    assert statuses() == {"eerst": "sent", "laatst": "bounced"}


def test_a_mail_in_doubt_that_came_back_is_in_doubt_no_more():
    sent(key="x", status="in_doubt", sent_at=None, message_id=OURS)

    take_in(UNKNOWN)

    assert statuses() == {"x": "bounced"}


@pytest.mark.parametrize(("mails", "blocked"), [(2, False), (3, True)])
def test_an_address_is_blocked_after_three_mails_that_came_back(mails, blocked):
    for number in range(mails):
        sent(message_id=f"<{number}@portaal.example>")
        take_in(full(number))

    assert Suppression.objects.filter(address=JAN, scope="all").exists() is blocked
    assert set(statuses().values()) == {"bounced"}


def test_three_reports_about_one_mail_count_once():
    sent(message_id=OURS)
    for number in range(4):
        take_in(FULL.replace(b"Date: Mon, 2", f"Date: Mon, {number}".encode()))

    assert Bounce.objects.count() == 4
    assert not Suppression.objects.exists()


def test_a_mail_that_arrived_in_between_starts_the_count_again():
    for number, days_ago in enumerate((25, 24)):
        sent(message_id=f"<{number}@portaal.example>", days_ago=days_ago)
        take_in(full(number), now=NOW - timedelta(days=days_ago - 1))
    sent(days_ago=10)
    sent(message_id="<2@portaal.example>")

    take_in(full(2))

    assert Bounce.objects.filter(kind="soft", message__to=JAN).count() == SOFT_LIMIT
    assert not Suppression.objects.exists()


def test_what_came_back_more_than_thirty_days_ago_does_not_count():
    for number, days_ago in enumerate((40, 35, 1)):
        sent(message_id=f"<{number}@portaal.example>", days_ago=days_ago)
        take_in(full(number), now=NOW - timedelta(days=days_ago))

    assert Bounce.objects.filter(kind="soft", message__to=JAN).count() == SOFT_LIMIT
    assert not Suppression.objects.exists()


def test_a_complaint_ends_the_newsletters_only():
    sent(message_id=OURS)
    waiting(JAN, key="nieuws", stream="newsletter")
    waiting(JAN, key="dienst")

    take_in(arf("Feedback-Type: abuse"))

    assert statuses()["nieuws"] == "cancelled"
    assert statuses()["dienst"] == "waiting"
    [row] = Suppression.objects.all()
    assert (row.scope, row.reason) == ("newsletter", "complaint")


@pytest.mark.parametrize("action", ["delayed", "relayed"])
def test_a_delay_or_a_delivery_is_only_written_down(action):
    sent(key="x", message_id=OURS)

    take_in(dsn(block(action, "4.2.2", "smtp; 452 mailbox full")))

    assert statuses() == {"x": "sent"}
    assert not Suppression.objects.exists()


def test_a_bounce_about_nobody_is_kept_without_a_name():
    take_in(b"From: iemand@x.example\n\nHallo\n")

    assert [(row.kind, row.recipient) for row in Bounce.objects.all()] == [("none", "")]
