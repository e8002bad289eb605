"""A report about no mail of ours is kept for a year; one about a mail goes with that mail."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from outbox import blanking, retention, tasks
from outbox.bounces import recording
from outbox.models import Bounce, Message
from tests.outbox.bounce_samples import JAN, OURS, block, dsn
from tests.outbox.rows import waiting

pytestmark = pytest.mark.django_db
# A Tuesday in the evening, on the Dutch clock.
NOW = timezone.make_aware(datetime.fromisoformat("2026-03-03 21:00"))
YEAR = timedelta(days=365)
UNKNOWN = dsn(block("failed", "5.1.1", "smtp; 550 user unknown"))


def take_in(data=UNKNOWN, *, now=NOW):
    recording.take_in(data, source="terug.eml", now=now)
    return Bounce.objects.get()


def test_a_report_without_a_mail_goes_after_a_year():
    bounce = take_in()
    assert (bounce.recipient, bounce.message) == (JAN, None)

    midnight = timezone.make_aware(datetime.fromisoformat("2027-03-03"))
    assert retention.erase(midnight - timedelta(minutes=1)) == 0
    assert retention.erase(midnight) == 1

    assert not Bounce.objects.exists()


def test_a_report_about_a_mail_stays_as_long_as_that_mail_and_is_blanked_with_it():
    waiting(JAN, status="sent", sent_at=NOW, claimed_at=NOW, message_id=OURS)
    take_in()

    assert retention.erase(NOW + 3 * YEAR) == 0
    assert Bounce.objects.get().recipient == JAN
    blanking.blank(Message.objects.all())
    assert (Bounce.objects.get().recipient, Bounce.objects.get().reason) == ("", "")


def test_more_than_a_share_goes_in_one_sweep(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        Bounce.objects.create(fingerprint=str(number), kind="hard", received_at=NOW)

    assert [retention.erase(NOW + YEAR) for _sweep in range(2)] == [5, 0]


def test_the_sweep_of_every_hour_does_it():
    take_in(now=timezone.now() - YEAR)
    assert Bounce.objects.exists()

    tasks.erase()

    assert not Bounce.objects.exists()
