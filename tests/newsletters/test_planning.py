"""What a planned newsletter does when its moment comes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletters import audience_lines, planning, sending, writing
from newsletters.models import Condition, Newsletter
from outbox import delivery
from outbox.models import Message
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MOMENT = NOW + timedelta(hours=1)


@pytest.fixture
def draft():
    region = make.region()
    make.subscriptions(region, 3)
    return mail.ready(region)


def plan(newsletter, at=MOMENT):
    number = sending.audiences.readers(newsletter).count()
    facts = {"revision": newsletter.revision, "by": newsletter.author, "now": NOW}
    return sending.plan(newsletter, at=at, number=number, **facts)


def fresh(newsletter):
    return Newsletter.objects.get(pk=newsletter.pk)


def outcome(newsletter):
    """(status, asks) once its moment came."""
    planning.start_due(MOMENT)
    row = fresh(newsletter)
    return row.status, row.asks


def line(block, field, value):
    name = field.lstrip("!")
    return Condition(block=block, field=name, value=value, is_not=name != field)


def test_a_planned_newsletter_starts_when_its_moment_comes(draft):
    plan(draft)

    planning.start_due(NOW + timedelta(minutes=59))
    assert fresh(draft).status == "planned"

    planning.start_due(NOW + timedelta(hours=1))
    assert fresh(draft).status == "sending"


@pytest.mark.parametrize(
    ("late", "status"),
    [(timedelta(hours=2), "sending"), (timedelta(hours=2, seconds=1), "late")],
)
def test_more_than_two_hours_late_asks_first(draft, late, status):
    plan(draft)

    planning.start_due(MOMENT + late)

    assert fresh(draft).status == status
    assert fresh(draft).asks == ("late" if status == "late" else "")


def test_a_late_one_goes_when_its_leader_presses_again(draft):
    plan(draft)
    planning.start_due(NOW + timedelta(days=1))

    sending.approve(fresh(draft), number=3, revision=1, by=draft.author, now=NOW)

    assert (fresh(draft).status, fresh(draft).asks) == ("sending", "")


@pytest.mark.parametrize("trouble", ["shut", "empty"])
def test_a_planned_one_that_cannot_leave_asks_as_well(draft, trouble):
    plan(draft)
    if trouble == "shut":
        draft.region.is_active = False
        draft.region.save()
    else:
        draft.region.subscriptions.update(status="ended")

    assert outcome(draft) == ("late", "unfit" if trouble == "shut" else "empty")


def test_readers_are_chosen_at_sending_and_not_at_planning(draft):
    plan(draft)
    make.subscription(draft.region)

    planning.start_due(MOMENT)
    mail.queueing.queue(NOW)

    assert draft.deliveries.count() == 4


@pytest.mark.parametrize(
    ("seen", "number", "grown"),
    [
        # At least twenty more ...
        (3, 22, False),
        (3, 23, True),
        (0, 20, True),
        # ... and more than a fifth.
        (100, 120, False),
        (100, 121, True),
        (5000, 6000, False),
        (5000, 6001, True),
        # Fewer is no question.
        (5000, 1, False),
    ],
)
def test_many_more_is_twenty_and_more_than_a_fifth(seen, number, grown):
    assert planning.has_grown(seen, number) is grown


@pytest.mark.parametrize(
    ("more", "expected"), [(19, ("sending", "")), (20, ("late", "grown")), (-2, ("sending", ""))]
)
def test_one_with_many_more_readers_than_were_repeated_asks_first(draft, more, expected):
    plan(draft)
    if more > 0:
        make.subscriptions(draft.region, more)
    else:
        gone = draft.region.subscriptions.values("pk")[:-more]
        draft.region.subscriptions.filter(pk__in=gone).update(status="ended")

    assert outcome(draft) == expected


def test_an_audience_that_was_changed_asks_first_however_few_that_makes(draft):
    audience = make.audience(draft.region, (0, "language", "nl"))
    sending.choose(draft, audience)
    plan(fresh(draft))
    audience_lines.save(audience, [line(0, "language", "nl"), line(1, "!branch", "metal")])

    assert outcome(draft) == ("late", "changed")


def test_the_same_conditions_in_another_order_and_under_another_name_ask_nothing(draft):
    lines = [
        line(0, "language", "nl"),
        line(0, "language", "en"),
        line(1, "!branch", "metal"),
    ]
    audience = audience_lines.save(make.audience(draft.region), lines)
    sending.choose(draft, audience)
    plan(fresh(draft))
    audience.name = "Anders"
    audience_lines.save(
        audience,
        [
            line(0, "!branch", "metal"),
            line(3, "language", "en"),
            line(3, "language", "nl"),
        ],
    )

    assert outcome(draft) == ("sending", "")


def test_one_that_was_planned_before_conditions_were_kept_goes_by_its_number(draft):
    plan(draft)
    Newsletter.objects.update(approved_for="")

    assert outcome(draft) == ("sending", "")


def test_its_leaders_read_why_it_waits_each_in_their_own_language_and_once(draft):
    lea, kim = make.user(), make.user(language="en")
    draft.region.leaders.set([lea, kim])
    plan(draft)
    make.subscriptions(draft.region, 20)

    planning.start_due(MOMENT)
    planning.start_due(MOMENT + timedelta(minutes=1))

    mails = {row.to: row for row in Message.objects.filter(kind="newsletter_waits")}
    assert set(mails) == {lea.email, kim.email}
    assert Message.objects.count() == 2
    text = mails[lea.email].text
    assert (
        "Er zijn veel meer lezers dan toen hij werd gepland. Lezers toen: 3. Lezers nu: 23." in text
    )
    assert f"/newsletters/{draft.pk}/" in text
    assert mails[kim.email].subject.startswith("The newsletter “Nieuws uit de regio”")


def test_what_asks_can_be_sent_with_the_number_of_now_or_written_again(draft):
    plan(draft)
    make.subscriptions(draft.region, 20)
    planning.start_due(MOMENT)
    row = fresh(draft)
    facts = {"revision": row.revision, "by": row.author, "now": NOW}

    with pytest.raises(sending.Changed):
        sending.approve(row, number=3, **facts)
    sending.unplan(row, by=row.author)
    assert (fresh(draft).status, fresh(draft).asks, fresh(draft).approved_for) == ("draft", "", "")
    sending.approve(row, number=23, **facts)

    assert fresh(draft).approved == 23


@pytest.mark.parametrize("act", ["nothing", "sent", "written again", "thrown away"])
def test_nobody_reads_afterwards_that_one_waited(draft, post, act):
    leader = make.user()
    draft.region.leaders.set([leader])
    plan(draft)
    planning.start_due(MOMENT + timedelta(hours=3))
    row = fresh(draft)
    if act == "sent":
        sending.approve(row, number=3, revision=row.revision, by=row.author, now=NOW)
    elif act != "nothing":
        sending.unplan(row, by=row.author)
    if act == "thrown away":
        writing.discard(row)

    delivery.drain(now=MOMENT + timedelta(hours=4), batch=9)

    assert post.addresses == ([leader.email] if act == "nothing" else [])
