"""A mail server that does what it should not while bounces are read from it.

Whatever happens to one mail, those behind it are read: what a mailbox holds back keeps the portal
mailing to addresses that are dead.
"""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from outbox.bounces import imap, raw
from outbox.models import Bounce
from tests.imap_server import PASSWORD
from tests.outbox.bounce_samples import FULL, UNKNOWN

pytestmark = pytest.mark.django_db
NOW = timezone.now()
READ = {"PortalRead"}


def kinds():
    return sorted(Bounce.objects.values_list("kind", flat=True))


def another(number):
    return FULL.replace(b"Date: Mon", f"Date: {number}".encode())


def fetched(**options):
    return dict(imap.fetch(now=NOW, **options))


def test_a_mail_at_which_the_server_always_hangs_up_stops_no_other(box):
    for number in range(3):
        box.put(another(number))
    box.put(UNKNOWN)
    box.breaks_in = {1, 3}

    assert fetched() == {"failed": 2, "soft": 1, "hard": 1}
    assert [number for number, marks in box.marks.items() if marks] == [2, 4]
    box.breaks_in = set()
    assert fetched() == {"soft": 2}


def test_half_a_mail_is_never_taken_in(box):
    box.put(UNKNOWN)
    box.breaks_in = {1}

    with pytest.raises(imap.MailboxAway):
        imap.fetch(now=NOW)

    assert kinds() == []


def test_a_server_that_breaks_at_every_mail_is_left_alone_for_now(box):
    for number in range(imap.MOST_BREAKS + 5):
        box.put(another(number))
    box.hangs_up_at = "FETCH"

    with pytest.raises(imap.MailboxAway):
        imap.fetch(now=NOW)

    assert box.logins == imap.MOST_BREAKS


@pytest.mark.parametrize(("trouble", "kept"), [("refused", 0), ("unmarkable", 4)])
def test_mails_that_cannot_be_read_or_marked_use_up_no_place_of_those_behind(box, trouble, kept):
    for number in range(4):
        box.put(another(number))
    box.put(UNKNOWN)
    setattr(box, trouble, {1, 2, 3, 4})

    assert fetched(batch=3) == {"failed": 4, "hard": 1}
    assert kinds() == ["hard", *["soft"] * kept]
    assert box.marks[5] == READ


def test_an_answer_longer_than_was_asked_for_is_not_waited_for(box):
    box.put(FULL)
    box.put(UNKNOWN)
    box.claims = {1: 99_999_999_999}

    assert fetched() == {"failed": 1, "hard": 1}


@pytest.mark.parametrize("told", [b"FLAGS (\\Seen)", b"RFC822.SIZE much", b"RFC822.SIZE -1"])
def test_a_mail_of_which_the_length_is_not_told_stays_new(box, told):
    box.put(FULL)
    box.put(UNKNOWN)
    box.garbled = {1: told}

    assert fetched() == {"failed": 1, "hard": 1}
    assert box.marks[1] == set()


def test_a_length_in_small_letters_is_one(box):
    box.put(UNKNOWN)
    box.garbled = {1: b"rfc822.size %d" % len(UNKNOWN)}

    assert fetched() == {"hard": 1}


def test_an_answer_that_means_nothing_stops_no_other(box):
    box.put(FULL)
    box.put(UNKNOWN)
    box.garbled = {1: b"RFC822.SIZE 12)\r\nwhat is this\r\n* 1 FETCH (UID 1"}

    assert fetched() == {"failed": 1, "hard": 1}


def test_numbers_told_in_several_lines_are_all_read(box):
    for number in range(5):
        box.put(another(number))
    box.lines_of_search = 3

    assert fetched() == {"soft": 5}


def test_a_large_mail_that_goes_while_it_is_read_is_no_empty_mail(box, monkeypatch):
    box.put(UNKNOWN + b"x" * (raw.HEAD + raw.TAIL))
    size = imap.Mailbox.size

    def then_gone(mailbox, uid):
        found = size(mailbox, uid)
        box.mails.clear()
        return found

    monkeypatch.setattr(imap.Mailbox, "size", then_gone)

    assert fetched() == {}
    assert kinds() == []


def test_a_password_that_is_no_ascii_is_told_and_not_shown(box, settings):
    settings.BOUNCES_MAILBOX = box.settings | {"password": f"{PASSWORD}é"}

    with pytest.raises(imap.MailboxAway) as told:
        imap.fetch(now=NOW)

    assert PASSWORD not in str(told.value)


def test_a_database_that_is_away_is_no_fault_of_the_mails(box):
    """So not every mail of a full mailbox is fetched in vain, and told of one by one."""
    for number in range(3):
        box.put(another(number))

    def away(*_facts):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        imap.fetch(now=NOW)

    assert len(box.fetched) == 1
    assert not any(box.marks.values())
