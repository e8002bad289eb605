"""Leaving takes back what waits, in the same breath; coming back within a day is one press."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType

from newsletters import choosing, consenting, forgetting, leaving
from newsletters.models import Consent, Delivery, Forgotten, Subscription
from outbox.models import Bounce, Message
from tests import factories as make
from tests.newsletters.readers import (
    EMAIL,
    NOW,
    acts,
    confirmed,
    copy,
    ended,
    pending,
    topics,
    under_way,
)

pytestmark = pytest.mark.django_db

PAGE = "/newsletter/leave/"
HOURS_23 = timedelta(hours=23)


def leave(row, now=NOW):
    return leaving.leave(row, now=now, page=PAGE)


@pytest.mark.parametrize("maker", [pending, confirmed])
def test_leaving_ends_and_is_kept(maker):
    row = maker()

    assert leave(row)
    row.refresh_from_db()
    assert (row.status, row.ended_at) == ("ended", NOW)
    assert acts(row)[-1] == ("withdrawn", "")


def test_leaving_twice_is_leaving_once():
    row = confirmed()
    leave(row)

    assert not leave(row)
    assert [act for act, _topics in acts(row)].count("withdrawn") == 1


def test_leaving_takes_back_what_did_not_leave_yet_and_nothing_of_others():
    row = confirmed()
    other = confirmed(row.region, "bram@bedrijf.example")
    letter = under_way(row.region)
    queued, theirs = copy(row, letter), copy(other, letter)
    waiting, sending, sent = [
        copy(row, message=status) for status in ("waiting", "sending", "sent")
    ]

    leave(row)

    rows = [queued, theirs, waiting, sending, sent]
    for one in rows:
        one.refresh_from_db()
    assert [(one.status, one.reason) for one in rows] == [
        ("skipped", "left"),
        ("queued", ""),
        ("handed_over", ""),
        ("handed_over", ""),
        ("handed_over", ""),
    ]
    messages = [Message.objects.get(pk=one.message_id) for one in (waiting, sending, sent)]
    assert [message.status for message in messages] == ["cancelled", "sending", "sent"]
    assert messages[0].error == "heeft zich afgemeld"


def test_stopping_everything_ends_the_own_subscriptions_in_every_region():
    rows = [confirmed(), pending(), ended()]
    other = confirmed(rows[0].region, "bram@bedrijf.example")

    assert leaving.stop_all(EMAIL, now=NOW, page=PAGE) == 2

    assert {row.status for row in Subscription.objects.filter(email=EMAIL)} == {"ended"}
    other.refresh_from_db()
    assert other.status == "confirmed"


def test_within_a_day_leaving_can_be_undone():
    row = confirmed(topics=["alumni"])
    leave(row)

    assert leaving.undo(row, now=NOW + HOURS_23, page=PAGE)

    row.refresh_from_db()
    assert (row.status, row.ended_at, topics(row)) == ("confirmed", None, ["alumni"])
    assert acts(row)[-1] == ("confirmed", "alumni")


@pytest.mark.parametrize(
    ("maker", "later"), [(pending, HOURS_23), (confirmed, timedelta(hours=24))]
)
def test_otherwise_it_cannot(maker, later):
    row = maker()
    leave(row)

    assert not leaving.undo(row, now=NOW + later, page=PAGE)
    row.refresh_from_db()
    assert row.status == "ended"


def test_who_reads_has_nothing_to_undo():
    assert not leaving.undo(confirmed(), now=NOW, page=PAGE)


def test_what_was_asked_anew_and_never_confirmed_is_not_read_by_undoing():
    row = ended(now=NOW - timedelta(days=100))
    pending(row.region, topics=["alumni"], first_name="Een ander")
    leave(row)

    assert not leaving.undo(row, now=NOW + HOURS_23, page=PAGE)
    row.refresh_from_db()
    assert row.status == "ended"


def test_a_dropped_topic_takes_back_the_copies_about_it():
    row = confirmed(topics=["alumni", "meetings"])
    kept = copy(row, under_way(row.region, topic="alumni"))
    dropped = copy(row, under_way(row.region, topic="meetings"))

    chosen = {"topics": ["alumni"], "first_name": "S", "language": "en"}
    assert choosing.change(row, **chosen, now=NOW, page="/newsletter/")

    kept.refresh_from_db()
    dropped.refresh_from_db()
    row.refresh_from_db()
    assert (kept.status, dropped.status, dropped.reason) == ("queued", "skipped", "outside")
    assert (topics(row), row.first_name, row.language) == (["alumni"], "S", "en")
    assert acts(row)[-1] == ("changed", "alumni")


def test_who_left_chooses_nothing_any_more():
    row = confirmed()
    leave(row)

    chosen = {"topics": ["alumni"], "first_name": "S", "language": "en"}
    assert not choosing.change(row, **chosen, now=NOW, page="/newsletter/")
    assert topics(row) == ["recruitment"]


def test_the_headers_name_the_address_that_leaves_at_once(settings):
    row = confirmed()
    settings.SITE_URL = "https://portaal.example"

    assert leaving.header(row) == {
        "List-Unsubscribe": f"<https://portaal.example/newsletter/{row.key}/leave/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_erasing_leaves_proof_and_a_hash_and_the_address_nowhere():
    row, second = confirmed(), pending(make.region())
    copies = [copy(row), copy(row, message="waiting"), copy(row, message="sent")]
    bounced = copies[2].message
    Bounce.objects.create(fingerprint="0", recipient=EMAIL, kind="soft", message=bounced)

    forgetting.forget(EMAIL, now=NOW, page="/newsletter/")

    assert not Subscription.objects.filter(pk__in=[row.pk, second.pk]).exists()
    hashes = {consenting.digest(EMAIL)}
    assert set(Forgotten.objects.values_list("digest", flat=True)) == hashes
    assert set(Consent.objects.values_list("address", "digest")) == {("", *hashes)}
    assert set(Delivery.objects.values_list("email", "subscription")) == {("", None)}
    assert sorted(Delivery.objects.values_list("status", flat=True)) == [
        "handed_over",
        "handed_over",
        "skipped",
    ]
    kept = Message.objects.order_by("pk").values_list("to", "text", "html", "status")
    assert {line[:3] for line in kept} == {("", "", "")}
    assert sorted(line[3] for line in kept) == ["cancelled", "cancelled", "cancelled", "sent"]
    assert list(Bounce.objects.values_list("recipient", flat=True)) == [""]
    assert [entry for entry in LogEntry.objects.all() if EMAIL in repr(vars(entry))] == []


def test_erasing_takes_the_address_out_of_what_a_server_said():
    row = confirmed()
    refused, stopped = copy(row, message="failed").message, copy(row, message="cancelled").message
    Message.objects.filter(pk=refused.pk).update(error=f"550 5.1.1 <{EMAIL}> user unknown")
    Message.objects.filter(pk=stopped.pk).update(error="Met de hand geannuleerd.")

    forgetting.forget(EMAIL, now=NOW, page="/newsletter/")

    said = dict(Message.objects.values_list("pk", "error"))
    assert (said[refused.pk], said[stopped.pk]) == ("", "Met de hand geannuleerd.")


def test_erasing_takes_the_address_out_of_the_history_of_admin():
    row = confirmed()
    kind = ContentType.objects.get_for_model(row)
    changed = {"user": make.user(), "content_type": kind, "action_flag": CHANGE}
    for key in (row.pk, row.pk + 1):
        AdminEntry.objects.create(object_id=str(key), object_repr=row.email, **changed)

    forgetting.forget(row.email, now=NOW, page="/newsletter/")

    assert list(AdminEntry.objects.values_list("object_id", flat=True)) == [str(row.pk + 1)]


def test_erasing_leaves_other_readers_alone():
    row = confirmed()
    other = confirmed(row.region, "bram@bedrijf.example")
    theirs = copy(other, message="waiting")

    forgetting.forget(EMAIL, now=NOW, page="/newsletter/")

    theirs.refresh_from_db()
    assert (theirs.email, theirs.message.to) == (other.email, other.email)
    assert theirs.message.status == "waiting"


def test_who_was_erased_can_subscribe_again():
    row = confirmed()
    forgetting.forget(EMAIL, now=NOW, page="/newsletter/")

    assert confirmed(row.region).status == "confirmed"
