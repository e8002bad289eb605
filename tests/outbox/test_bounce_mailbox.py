"""Bounces from a real IMAP server on a local port."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from outbox import tasks
from outbox.bounces import imap, raw
from outbox.models import Bounce
from tests.imap_server import PASSWORD
from tests.mail_server import free_port
from tests.outbox.bounce_samples import FULL, JAN, UNKNOWN

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def kinds():
    return sorted(Bounce.objects.values_list("kind", flat=True))


def test_new_mails_are_read_and_marked(box):
    box.put(UNKNOWN)
    box.put(FULL)

    counts = imap.fetch(now=NOW)

    assert dict(counts) == {"hard": 1, "soft": 1}
    assert box.marks == {1: {"PortalRead"}, 2: {"PortalRead"}}
    assert kinds() == ["hard", "soft"]
    assert not imap.fetch(now=NOW)


def test_a_server_without_marks_of_our_own_gets_the_usual_one(box):
    box.keeps_marks = False
    box.put(UNKNOWN)

    imap.fetch(now=NOW)

    assert box.marks == {1: {"\\Seen"}}
    assert not imap.fetch(now=NOW)


def test_a_connection_that_breaks_before_the_mark_reads_the_mail_again(box):
    box.put(UNKNOWN)
    box.hangs_up_at = "STORE"
    with pytest.raises(imap.MailboxAway):
        imap.fetch(now=NOW)
    box.hangs_up_at = ""

    assert dict(imap.fetch(now=NOW)) == {"known": 1}
    assert kinds() == ["hard"]
    assert box.marks == {1: {"PortalRead"}}


def test_a_mail_that_breaks_stays_new_and_stops_no_other(box):
    box.put(FULL)
    box.put(UNKNOWN)
    box.refused = {1}

    assert dict(imap.fetch(now=NOW)) == {"failed": 1, "hard": 1}
    assert box.marks == {1: set(), 2: {"PortalRead"}}


def test_of_a_very_large_mail_only_the_beginning_and_the_end_come_over(box):
    head, _mark, rest = UNKNOWN.partition(b"Dag Jan")
    box.put(head + b"eA==\r\n" * 7_000_000 + rest)

    imap.fetch(now=NOW)

    assert Bounce.objects.get().recipient == JAN
    assert sum(box.fetched) == raw.HEAD + raw.TAIL


def test_a_mail_that_is_gone_meanwhile_is_passed_by(box):
    box.put(UNKNOWN)
    del box.mails[1]

    assert not imap.fetch(now=NOW)


def test_a_long_queue_is_read_in_parts(box):
    for number in range(3):
        box.put(UNKNOWN.replace(b"Date: Mon", f"Date: {number}".encode()))

    assert imap.fetch(now=NOW, batch=2)["hard"] == 2
    assert imap.fetch(now=NOW, batch=2)["hard"] == 1


def test_without_a_mailbox_the_clock_rings_in_vain(settings):
    settings.BOUNCES_MAILBOX = {}

    tasks.fetch_bounces()

    assert kinds() == []


def refusal():
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("fetch_bounces", stderr=err)
    assert ended.value.code == 2
    return err.getvalue()


def test_the_command_says_what_came_in(box):
    box.put(UNKNOWN)
    out = StringIO()

    call_command("fetch_bounces", stdout=out)

    assert out.getvalue() == "1 komt nooit aan\n"


def test_the_command_says_why_it_could_not(box, settings):
    settings.BOUNCES_MAILBOX = box.settings | {"password": "fout"}
    wrong = refusal()
    settings.BOUNCES_MAILBOX = box.settings | {"folder": "Niet hier"}
    no_folder = refusal()
    settings.BOUNCES_MAILBOX = box.settings | {"port": free_port()}
    away = refusal()
    settings.BOUNCES_MAILBOX = {}
    nothing = refusal()

    assert "wrong password" in wrong
    assert "no such folder" in no_folder
    assert away.startswith("De mailbox is niet te lezen: ")
    assert nothing == "Er is geen mailbox: zet BOUNCES_URL.\n"
    assert PASSWORD not in wrong + no_folder + away
