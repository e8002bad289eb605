"""Asking and confirming: double opt-in, without telling anybody who reads what."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts import links
from newsletters import finding, leaving, subscribing
from newsletters.models import Subscription
from outbox import delivery, suppressing
from outbox.models import Message, Suppression
from tests import factories as make
from tests.newsletters.readers import (
    EMAIL,
    NOW,
    acts,
    confirmed,
    ended,
    link_of,
    mails,
    pending,
    press,
    topics,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def region():
    return make.region(name="Zuid-Holland")


def confirm(row, now=NOW):
    return press(row, now=now)


def test_who_asks_is_mailed_and_reads_nothing_yet(region):
    row = pending(region, topics=["meetings", "recruitment"], now=NOW)

    assert (row.status, row.asked_at, row.email) == ("pending", NOW, EMAIL)
    assert topics(row) == ["meetings", "recruitment"]
    assert acts(row) == [("given", "meetings,recruitment")]
    assert mails(to=EMAIL) == ["subscription_confirm"]
    assert list(Subscription.objects.confirmed()) == []


def test_the_mail_names_the_region_the_topics_and_a_link_without_its_key(region):
    row = pending(region, topics=["meetings"])

    mail = Message.objects.get()
    assert mail.subject == "Bevestig je inschrijving voor de nieuwsbrief van HTO Zuid-Holland"
    assert "- informatiebijeenkomsten\n" in mail.text
    assert "- meedoen" not in mail.text
    assert f"/newsletter/confirm/{links.PLACE}/" in mail.text
    assert row.key not in mail.text + mail.html


def test_a_mail_to_somebody_without_a_name_greets_nobody(region):
    pending(region, first_name="")

    assert "Hallo" not in Message.objects.get().text


def test_a_mail_is_in_the_language_of_the_form(region):
    pending(region, language="en")

    assert Message.objects.get().subject.startswith("Confirm your subscription")


def test_the_button_makes_a_reader_and_is_used_up(region):
    row = pending(region, now=NOW)
    link = link_of(row, now=NOW)

    reader = press(row, link=link, now=NOW)

    assert (reader.status, reader.confirmed_at) == ("confirmed", NOW)
    assert acts(row) == [("given", "recruitment"), ("confirmed", "recruitment")]
    with pytest.raises(links.LinkClosed):
        press(row, link=link, now=NOW)
    assert len(acts(row)) == 2


@pytest.mark.parametrize(
    "typed", ["Sanne@Bedrijf.example", " sanne@bedrijf.example. ", "sanne@bedrijf.EXAMPLE"]
)
def test_one_mailbox_is_one_row_however_it_is_typed(region, typed):
    assert pending(region).pk == pending(region, typed).pk


@pytest.mark.parametrize("typed", ["a@b.example\nBcc: c@d.example", "é@b.example", "x", "a" * 255])
def test_an_address_that_mail_cannot_reach_is_refused_at_the_field(region, typed):
    with pytest.raises(ValidationError) as refused:
        pending(region, typed)

    assert list(refused.value.message_dict) == ["email"]
    assert (Subscription.objects.count(), Message.objects.count()) == (0, 0)


def test_asking_again_within_the_hour_mails_nothing_and_says_nothing_new(region):
    first = pending(region, now=NOW)
    again = pending(region, now=NOW + timedelta(minutes=59))

    assert first.pk == again.pk
    assert mails() == ["subscription_confirm"]
    assert acts(first) == [("given", "recruitment")]


def test_after_an_hour_there_is_another_mail(region):
    pending(region, now=NOW)
    pending(region, now=NOW + HOUR + timedelta(seconds=1))

    assert mails() == ["subscription_confirm"] * 2


def test_what_was_typed_last_is_confirmed_although_it_brought_no_mail(region):
    row = pending(region, now=NOW)
    pending(region, topics=["alumni"], first_name="Sanne B", now=NOW)

    confirm(row)

    row.refresh_from_db()
    assert (topics(row), row.first_name) == (["alumni"], "Sanne B")
    assert acts(row)[-1] == ("confirmed", "alumni")


def test_an_address_gets_three_mails_an_hour_however_many_regions_are_asked():
    for _number in range(5):
        pending(make.region(), now=NOW)

    assert mails() == ["subscription_confirm"] * 3
    assert Subscription.objects.count() == 5


def test_another_channel_keeps_the_first_where_none_is_named(region):
    channel = region.channels.create(name="Beurs")
    pending(region, channel=channel)

    assert pending(region).channel == channel


def test_a_reader_who_asks_the_same_is_told_to_read_already(region):
    row = confirmed(region)
    later = NOW + 2 * HOUR

    again = pending(region, first_name="Iemand anders", language="en", now=later)

    assert (again.status, again.first_name, again.language) == ("confirmed", "Sanne", "nl")
    assert mails() == ["subscription_confirm", "subscription_known"]
    assert f"/newsletter/{row.key}/" in Message.objects.get(kind="subscription_known").text
    pending(region, now=later + timedelta(minutes=5))
    assert len(mails()) == 2


def test_new_topics_of_a_reader_wait_for_the_button_and_come_beside_the_old(region):
    row = confirmed(region)
    later = NOW + 2 * HOUR
    pending(region, topics=["meetings"], now=later)

    before = topics(row)
    confirm(row, later)

    assert before == ["recruitment"]
    assert topics(row) == ["meetings", "recruitment"]
    assert acts(row)[-2:] == [("given", "meetings"), ("confirmed", "meetings,recruitment")]


def test_who_left_and_asks_again_keeps_the_row_and_presses_again(region):
    row = confirmed(region)
    leaving.leave(row, now=NOW, page="/newsletter/leave/")

    again = pending(region, topics=["alumni"], now=NOW)

    assert (again.pk, again.status) == (row.pk, "pending")
    assert mails() == ["subscription_confirm"] * 2
    assert confirm(row).status == "confirmed"
    row.refresh_from_db()
    assert (topics(row), row.ended_at) == (["alumni"], None)


def test_a_confirmation_of_before_does_not_bring_back_who_left(region):
    row = pending(region, now=NOW)
    link = link_of(row, now=NOW)
    leaving.leave(row, now=NOW, page="/newsletter/leave/")

    with pytest.raises(links.LinkClosed):
        press(row, link=link, now=NOW)

    row.refresh_from_db()
    assert row.status == "ended"


def test_a_link_is_over_after_thirty_days_and_a_new_one_goes_to_the_known_address(region):
    row = pending(region, now=NOW)
    link, late = link_of(row, now=NOW), NOW + timedelta(days=31)

    with pytest.raises(links.LinkClosed):
        press(row, link=link, now=late)
    subscribing.renew(link, now=late)
    subscribing.renew(link, now=late)

    assert mails(to=EMAIL) == ["subscription_confirm"] * 2
    assert confirm(row, late).status == "confirmed"


@pytest.mark.parametrize("maker", [confirmed, ended])
def test_there_is_nothing_to_renew_for_others(region, maker):
    row = maker(region)

    subscribing.renew(link_of(row), now=NOW + 2 * HOUR)

    assert mails() == ["subscription_confirm"]


def test_confirming_is_possible_while_the_region_is_switched_off(region):
    row = pending(region)
    region.is_active = False
    region.save()

    assert confirm(row).status == "confirmed"


def block(scope, reason):
    suppressing.suppress(EMAIL, scope=scope, reason=reason, note="", now=NOW)


@pytest.mark.parametrize(
    ("scope", "reason", "left"),
    [
        ("newsletter", "complaint", []),
        ("newsletter", "manual", [("newsletter", "manual")]),
        ("all", "complaint", [("all", "complaint")]),
        ("all", "bounce", [("all", "bounce")]),
    ],
)
def test_pressing_the_button_ends_only_the_block_that_a_complaint_made(region, scope, reason, left):
    confirmed(region)
    block(scope, reason)
    row = pending(region, now=NOW + 2 * HOUR)

    if reason == "complaint" and scope == "newsletter":
        assert mails() == ["subscription_confirm"] * 2
        confirm(row, NOW + 2 * HOUR)

    assert list(Suppression.objects.values_list("scope", "reason")) == left


def test_a_mail_that_waits_is_moot_once_the_button_was_pressed(region, post):
    row = pending(region, now=NOW - 2 * HOUR)
    delivery.drain(now=NOW - 2 * HOUR)
    pending(region, now=NOW)

    first = row_link(row, 0)
    press(row, link=first, now=NOW)
    delivery.drain(now=NOW)

    assert statuses() == ["sent", "cancelled"]


def row_link(row, place):
    return list(row_links(row))[place]


def row_links(row):
    links_ = [message.link for message in Message.objects.order_by("pk")]
    return [link for link in links_ if link.holder_id == row.pk]


def statuses():
    return list(Message.objects.order_by("pk").values_list("status", flat=True))


def test_nobody_fills_the_mailbox_of_somebody_else_by_typing_all_day():
    regions = [make.region() for _number in range(4)]

    for hour in range(24):
        for region in regions:
            pending(region, now=NOW + hour * HOUR)

    assert Message.objects.count() == 6


def test_the_way_to_the_choices_is_mailed_some_times_a_day(region):
    confirmed(region, now=NOW - 2 * HOUR)

    for hour in range(24):
        finding.send_link(EMAIL, now=NOW + hour * HOUR)

    assert Message.objects.filter(kind=finding.LINK).count() == 6
