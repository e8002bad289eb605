"""Newsletters that several people and workers touch at once."""

from functools import partial

import pytest
from django.utils import timezone

from core.workflow import IllegalMove
from newsletters import (
    audience_lines,
    audiences,
    dispatching,
    leaving,
    progress,
    queueing,
    sending,
)
from newsletters.models import Condition, Delivery, Newsletter
from outbox import delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing as mail
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]
NOW = timezone.now()


@pytest.fixture
def newsletter():
    region = make.region()
    make.subscriptions(region, 30)
    return mail.ready(region)


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


def test_of_two_who_approve_at_once_one_wins(newsletter):
    press = partial(
        sending.approve, number=30, revision=newsletter.revision, by=newsletter.author, now=NOW
    )

    found = at_once(*[partial(press, fresh(newsletter)) for _ in range(4)])

    assert [isinstance(answer, IllegalMove) for answer in found].count(True) == 3
    assert fresh(newsletter).status == "sending"


def test_queued_by_four_at_once_each_reader_has_one_row(newsletter):
    approved = mail.approved(newsletter)
    Delivery.objects.all().delete()
    Newsletter.objects.update(queued_at=None)

    at_once(*[partial(queueing.queue, NOW)] * 4)

    assert approved.deliveries.count() == 30


def test_dispatched_by_four_at_once_each_reader_has_one_message(newsletter, post, monkeypatch):
    monkeypatch.setattr(dispatching, "LEAD", 7)
    row = mail.approved(newsletter, now=NOW)

    for _round in range(6):
        at_once(*[partial(dispatching.dispatch, NOW)] * 4, partial(delivery.drain, now=NOW))
    delivery.drain(now=NOW)
    dispatching.dispatch(NOW)

    assert sorted(post.addresses) == sorted(row.deliveries.values_list("email", flat=True))
    assert Message.objects.count() == 30
    assert fresh(newsletter).status == "sent"


def test_the_pace_of_a_region_holds_for_several_workers(newsletter):
    make.letterhead(newsletter.region, per_hour=10)
    mail.approved(newsletter, now=NOW)

    at_once(*[partial(dispatching.dispatch, NOW)] * 4)

    assert Message.objects.count() == 10


def test_nothing_is_handed_over_after_a_pause_that_won(newsletter, monkeypatch):
    monkeypatch.setattr(dispatching, "LEAD", 5)
    row = mail.approved(newsletter, now=NOW)

    pause = partial(sending.pause, row, by=row.author)
    at_once(*[partial(dispatching.dispatch, NOW)] * 2, pause)
    handed_over = Message.objects.count()
    dispatching.dispatch(NOW)

    assert fresh(newsletter).status == "paused"
    assert (handed_over, Message.objects.count()) in [(0, 0), (5, 5)]


def test_stopping_while_it_is_handed_over_leaves_nobody_without_an_answer(newsletter, post):
    row = mail.approved(newsletter, now=NOW)

    cancel = partial(sending.cancel, row, by=row.author, now=NOW)
    at_once(partial(dispatching.dispatch, NOW), cancel, partial(dispatching.dispatch, NOW))
    delivery.drain(now=NOW)

    found = progress.of(row)
    assert post.addresses == []
    assert found.open == 0
    assert found.total == 30


def test_who_leaves_while_it_is_handed_over_gets_nothing(newsletter, post):
    row = mail.approved(newsletter, now=NOW)
    goes = newsletter.region.subscriptions.first()
    leave = partial(leaving.leave, goes, now=NOW, page="/newsletter/leave/")

    at_once(partial(dispatching.dispatch, NOW), leave, partial(dispatching.dispatch, NOW))
    for _round in range(3):
        dispatching.dispatch(NOW)
        delivery.drain(now=NOW)

    assert len(post.addresses) == 29
    assert goes.email not in post.addresses
    assert progress.of(row).open == 0


@pytest.mark.parametrize("_time", range(3))
def test_approving_while_the_audience_changes_sends_to_who_was_seen(newsletter, _time):
    newsletter.audience = make.audience(newsletter.region, (0, "language", "nl"))
    newsletter.save()
    others = make.subscriptions(newsletter.region, 30, language="en")
    facts = {"revision": newsletter.revision, "by": newsletter.author, "now": NOW}
    seen = audiences.definition(newsletter)
    lines = [Condition(block=0, field="language", value="en")]

    approved, saved = at_once(
        partial(sending.approve, newsletter, number=30, whom=seen, **facts),
        partial(audience_lines.save, newsletter.audience, lines),
    )
    queueing.queue(NOW)

    assert isinstance(approved, sending.Changed) != isinstance(saved, audience_lines.Busy)
    reached = set(newsletter.deliveries.values_list("email", flat=True))
    assert not reached & {row.email for row in others}
