"""A letter is sent, changed and thrown away by several at once."""

from functools import partial

import pytest
from django.db.models import Q
from django.utils import timezone

from core.workflow import IllegalMove
from outbox import delivery, handling, letters
from outbox.models import Letter, Message
from tests import factories as make
from tests.outbox.rows import letter
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]

PEOPLE = 12


@pytest.fixture
def lea():
    return make.user("lea@voorbeeld.example")


@pytest.fixture
def written(lea):
    cohort = make.cohort()
    return letter(lea, *[make.participant(cohort) for _ in range(PEOPLE)])


def send(row, author):
    own = Letter.objects.get(pk=row.pk)
    return letters.send(own, among=Q(), number=PEOPLE, by=author, now=timezone.now())


def test_a_letter_sent_by_four_at_once_leaves_once(post, lea, written):
    sent = at_once(*[partial(send, written, lea)] * 4)
    at_once(*[delivery.drain] * 2)

    assert sorted(map(str, sent)) == sorted([str(PEOPLE), *["0 drafts are left"] * 3])
    assert len(post.mails) == len(set(post.addresses)) == PEOPLE
    assert set(Message.objects.values_list("status", flat=True)) == {"sent"}


def test_sending_and_throwing_away_at_once_loses_no_mail_and_sends_none_twice(post, lea, written):
    at_once(partial(send, written, lea), partial(letters.discard, written, by=lea))
    delivery.drain()

    left = Message.objects.filter(status="sent").count()
    assert left == len(post.mails)
    assert set(Message.objects.values_list("status", flat=True)) <= {"sent", "cancelled"}


def test_changing_while_it_leaves_sends_either_text_and_shows_that_one(post, lea, written):
    letters.send(written, among=Q(), number=PEOPLE, by=lea, now=timezone.now())
    message = written.messages.order_by("pk").first()
    change = partial(
        handling.edit, message, subject="Nieuw", text="Nieuw", by=lea, now=timezone.now()
    )

    _sent, changed = at_once(delivery.drain, change)
    delivery.drain()

    message.refresh_from_db()
    [arrived] = [mail for mail in post.mails if mail["To"] == message.to]
    assert arrived["Subject"] == message.subject
    assert isinstance(changed, IllegalMove) == (message.subject != "Nieuw")
    assert message.status == "sent"


def test_a_draft_changed_by_two_at_once_holds_one_of_both(lea, written):
    def change(text):
        own = written.messages.order_by("pk").first()
        return handling.edit(own, subject=text, text=text, by=lea, now=timezone.now())

    at_once(partial(change, "eerste"), partial(change, "tweede"))

    message = written.messages.order_by("pk").first()
    assert (message.subject, message.text) in [
        ("eerste", "eerste\n"),
        ("tweede", "tweede\n"),
    ]
    assert message.text.strip() in message.html


def test_a_letter_made_by_two_presses_at_once_is_one(lea):
    people = [make.participant() for _ in range(3)]

    made = at_once(*[partial(letter, lea, *people)] * 3)

    assert made == [Letter.objects.get()] * 3
    assert Message.objects.count() == 3
