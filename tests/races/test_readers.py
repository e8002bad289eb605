"""Readers, mail programs and the portal itself at the same moment."""

from datetime import timedelta
from functools import partial

import pytest

from accounts import links
from newsletters import forgetting, leaving, subscribing, unconfirmed
from newsletters.models import Consent, Subscription
from outbox.models import Message
from tests import factories as make
from tests.newsletters.readers import NOW, confirmed, copy, link_of, mails, pending
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]

PAGE = "/newsletter/leave/"


def withdrawn():
    return Consent.objects.filter(act="withdrawn").count()


def test_two_who_leave_at_once_leave_once():
    row = confirmed()
    waiting = copy(row, message="waiting")

    outcomes = at_once(*[partial(leaving.leave, row, now=NOW, page=PAGE)] * 4)

    assert sorted(outcomes) == [False, False, False, True]
    assert withdrawn() == 1
    assert Message.objects.get(pk=waiting.message_id).status == "cancelled"


def test_leaving_while_the_button_is_pressed_is_leaving():
    row = pending()
    link = link_of(row)

    outcomes = at_once(
        partial(leaving.leave, row, now=NOW, page=PAGE),
        partial(
            subscribing.confirm, link, topics=["recruitment"], now=NOW, page="/newsletter/confirm/"
        ),
    )

    row.refresh_from_db()
    assert outcomes[0] is True
    assert type(outcomes[1]) in (Subscription, links.LinkClosed)
    assert (row.status, withdrawn()) == ("ended", 1)


def test_pressing_twice_at_once_confirms_once():
    row = pending()
    link = link_of(row)
    press = partial(
        subscribing.confirm, link, topics=["recruitment"], now=NOW, page="/newsletter/confirm/"
    )

    outcomes = at_once(press, press, press)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "LinkClosed",
        "LinkClosed",
        "Subscription",
    ]
    assert Consent.objects.filter(act="confirmed").count() == 1


def test_asking_several_times_at_once_is_one_row_and_one_mail():
    region = make.region()

    outcomes = at_once(*[partial(pending, region)] * 4)

    assert set(outcomes) == {Subscription.objects.get()}
    assert mails() == ["subscription_confirm"]
    assert Consent.objects.count() == 1


def test_two_sweeps_at_once_remind_and_erase_once():
    region = make.region()
    for number in range(6):
        pending(region, f"lezer{number}@bedrijf.example")

    reminded = at_once(*[partial(unconfirmed.remind, NOW + timedelta(days=3))] * 2)
    erased = at_once(*[partial(unconfirmed.erase, NOW + timedelta(days=14))] * 2)

    assert (sum(reminded), sum(erased)) == (6, 6)
    assert len(mails(kind="subscription_reminder")) == 6


def test_erasing_while_somebody_asks_ends_in_one_of_both():
    row = confirmed()

    outcomes = at_once(
        partial(forgetting.forget, row.email, now=NOW, page="/newsletter/"),
        partial(pending, row.region, topics=["alumni"], now=NOW + timedelta(hours=2)),
    )

    assert [type(outcome) for outcome in outcomes] == [type(None), Subscription]
    left = list(Subscription.objects.values_list("status", flat=True))
    assert left in ([], ["pending"])
