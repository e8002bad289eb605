"""A mailbox of bounces that cannot be read is told to who runs the portal, once that lasts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.bounces import imap, unread
from outbox.models import Message
from tests import factories as make
from tests.outbox.bounce_samples import UNKNOWN
from tests.outbox.rows import statuses

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
TOLD = "bounces_unread"


@pytest.fixture
def admins(db):
    make.user("c@beheer.example", is_superuser=True, is_active=False)
    return [make.user(f"{name}@beheer.example", is_superuser=True) for name in ("a", "b")]


@pytest.fixture
def shut(box, settings):
    settings.BOUNCES_MAILBOX = box.settings | {"password": "verlopen"}


def look(now=NOW):
    with pytest.raises(imap.MailboxAway):
        unread.fetch(now)


def told():
    return list(Message.objects.filter(kind=TOLD).order_by("to"))


def test_every_admin_hears_why_once_it_lasts(shut, admins):
    for minutes in (0, 10, 20):
        look(NOW + timedelta(minutes=minutes))

    assert [row.to for row in told()] == ["a@beheer.example", "b@beheer.example"]
    assert {row.not_before for row in told()} == {NOW + unread.PATIENCE}
    words = "Wat er misging: [AUTHENTICATIONFAILED] wrong password"
    assert all(words in row.text for row in told())


def test_an_admin_who_cannot_be_told_keeps_it_from_nobody_else(shut, admins):
    admins[0].language = "xx"
    admins[0].save()

    look()

    assert [row.to for row in told()] == ["b@beheer.example"]


def test_who_was_told_is_not_told_again_that_week(shut, admins):
    look()
    Message.objects.update(status="sent")

    look(NOW + 10 * timedelta(minutes=1))
    assert len(told()) == 2
    look(NOW + timedelta(days=7))
    assert len(told()) == 4


def test_a_mailbox_that_is_read_again_before_that_is_not_worth_a_mail(shut, box, settings, admins):
    look()
    broken, settings.BOUNCES_MAILBOX = settings.BOUNCES_MAILBOX, box.settings
    box.put(UNKNOWN)

    assert unread.fetch(NOW + HOUR)["hard"] == 1

    assert statuses(*told()) == ["cancelled"] * 2
    settings.BOUNCES_MAILBOX = broken
    look(NOW + 2 * HOUR)
    assert sorted(row.status for row in told()) == ["cancelled"] * 2 + ["waiting"] * 2
    waits = Message.objects.filter(kind=TOLD, status="waiting")
    assert {row.not_before for row in waits} == {NOW + 2 * HOUR + unread.PATIENCE}
