"""Who reads a newsletter."""

import pytest
from django.utils import timezone

from newsletters import audiences
from outbox.models import Suppression
from tests import factories as make
from tests.newsletters import mailing as mail

pytestmark = pytest.mark.django_db


def names(newsletter):
    return sorted(row.first_name for row in audiences.readers(newsletter))


def test_only_confirmed_readers_of_the_topic_in_the_region_get_it():
    region, elsewhere = make.region(), make.region()
    make.subscription(region, first_name="Leest mee")
    make.subscription(region, first_name="Onbevestigd", status="pending", confirmed_at=None)
    make.subscription(region, first_name="Afgemeld", status="ended")
    make.subscription(region, first_name="Leest iets anders", topics=["alumni"])
    make.subscription(elsewhere, first_name="Andere regio")

    assert names(mail.ready(region)) == ["Leest mee"]


@pytest.mark.parametrize("scope", ["all", "newsletter"])
def test_a_blocked_address_gets_nothing(scope):
    region = make.region()
    Suppression.objects.create(address=make.subscription(region).email, scope=scope)

    assert names(mail.ready(region)) == []


@pytest.mark.parametrize(
    ("state", "has_applied", "still_reads"),
    [
        ("new", False, True),
        ("new", True, False),
        ("spoken", True, False),
        ("reserve", True, False),
        ("admitted", True, False),
        ("admitted", False, False),
        ("rejected", True, True),
        ("withdrawn", True, True),
    ],
)
def test_who_applied_drops_out_of_become_a_participant(state, has_applied, still_reads):
    region = make.region()
    row = make.subscription(region)
    make.lead(region, email=row.email, status=state, has_applied=has_applied)

    assert names(mail.ready(region)) == ["Sanne"] * still_reads


@pytest.mark.parametrize(
    ("state", "still_reads"),
    [("active", False), ("paused", False), ("completed", False), ("withdrawn", True)],
)
def test_a_participant_drops_out_of_become_a_participant(state, still_reads):
    region = make.region()
    stop = {"stopped_on": timezone.localdate(), "stop_reason": "Verhuisd"}
    fields = stop if state == "withdrawn" else {}
    person = make.participant(make.cohort(region), status=state, **fields)
    make.subscription(region, person.user.email)

    assert names(mail.ready(region)) == ["Sanne"] * still_reads


def test_a_participant_who_applied_reads_of_other_topics():
    region = make.region()
    person = make.participant(make.cohort(region))
    make.lead(region, email=person.user.email, has_applied=True)
    make.subscription(region, person.user.email, topics=["meetings"])

    assert names(mail.ready(region, topic="meetings")) == ["Sanne"]


def test_an_application_in_another_region_says_nothing_here():
    region = make.region()
    row = make.subscription(region)
    make.lead(make.region(), email=row.email, has_applied=True)

    assert names(mail.ready(region)) == ["Sanne"]


@pytest.fixture
def people():
    """A region in which each condition holds for somebody else."""
    region, elsewhere = make.region(), make.region()
    channel, cohort = make.channel(region), make.cohort(region)
    person = make.participant(cohort, status="completed")
    make.subscription(region, first_name="Bouw", branch="construction", topics=["alumni"])
    make.subscription(region, first_name="Engels", language="en", topics=["alumni"])
    make.subscription(region, first_name="Kanaal", channel=channel, topics=["alumni"])
    make.subscription(region, first_name="Meer", topics=["alumni", "meetings"])
    asked = make.subscription(region, first_name="Vroeg", topics=["alumni"])
    applied = make.subscription(region, first_name="Meldde", topics=["alumni"])
    make.subscription(region, person.user.email, first_name="Kreeg les", topics=["alumni"])
    make.subscription(region, first_name="Oud", topics=["alumni"], confirmed_at=mail.ago(days=400))
    make.lead(region, email=asked.email, status="spoken")
    make.lead(region, email=applied.email, status="rejected", has_applied=True)
    foreign = make.subscription(region, first_name="Elders", topics=["alumni"])
    make.lead(elsewhere, email=foreign.email, status="spoken", has_applied=True)
    return region, channel, cohort


ALL = ["Bouw", "Elders", "Engels", "Kanaal", "Kreeg les", "Meer", "Meldde", "Oud", "Vroeg"]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("branch", "construction", ["Bouw"]),
        ("language", "en", ["Engels"]),
        ("topic", "meetings", ["Meer"]),
        ("lead", "any", ["Meldde", "Vroeg"]),
        ("lead", "spoken", ["Vroeg"]),
        ("lead", "rejected", ["Meldde"]),
        ("applied", "any", ["Meldde"]),
        ("applied", "spoken", []),
        ("participant", "any", ["Kreeg les"]),
        ("participant", "completed", ["Kreeg les"]),
        ("participant", "active", []),
    ],
)
def test_a_condition_and_its_opposite_share_everybody_out(people, field, value, found):
    region, _channel, _cohort = people
    for name, expected in [
        (field, found),
        (f"!{field}", [row for row in ALL if row not in found]),
    ]:
        audience = make.audience(region, (0, name, value))

        assert names(mail.ready(region, audience=audience, topic="alumni")) == expected


def test_a_channel_and_a_cohort_are_named_by_their_row(people):
    region, channel, cohort = people
    through = make.audience(region, (0, "channel", str(channel.pk)))
    class_ = make.audience(region, (0, "cohort", str(cohort.pk)))

    assert names(mail.ready(region, audience=through, topic="alumni")) == ["Kanaal"]
    assert names(mail.ready(region, audience=class_, topic="alumni")) == ["Kreeg les"]


def test_subscribed_since_begins_with_the_day_itself(people):
    region, _channel, _cohort = people
    today = timezone.localdate().isoformat()
    audience = make.audience(region, (0, "!since", today))

    assert names(mail.ready(region, audience=audience, topic="alumni")) == ["Oud"]


def test_of_a_block_one_must_hold_and_every_block(people):
    region, channel, _cohort = people
    audience = make.audience(
        region,
        (0, "branch", "construction"),
        (0, "channel", str(channel.pk)),
        (0, "language", "en"),
        (1, "!language", "en"),
    )

    assert names(mail.ready(region, audience=audience, topic="alumni")) == ["Bouw", "Kanaal"]


@pytest.mark.parametrize("turned", ["", "!"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "999999"),
        ("channel", "geen getal"),
        ("channel", "9" * 40),
        ("cohort", "²"),
        ("cohort", "999999"),
        ("branch", "kapper"),
        ("language", "xx"),
        ("topic", "weer"),
        ("lead", "zoek"),
        ("applied", "zoek"),
        ("participant", "zoek"),
        ("since", "gisteren"),
        ("since", "0000-00-00"),
        ("since", "0001-01-01"),
        ("weer", "mooi"),
    ],
)
def test_a_condition_about_what_is_gone_holds_for_nobody(people, turned, field, value):
    region, _channel, _cohort = people
    audience = make.audience(region, (0, f"{turned}{field}", value))

    assert audiences.is_lost(region, audience.conditions.get())
    assert names(mail.ready(region, audience=audience, topic="alumni")) == []


def test_what_belongs_to_another_region_is_as_good_as_gone(people):
    region, _channel, _cohort = people
    foreign = make.cohort(make.region())
    audience = make.audience(region, (0, "!cohort", str(foreign.pk)))

    assert names(mail.ready(region, audience=audience, topic="alumni")) == []


def test_a_sample_is_the_same_as_long_as_the_choice_is(people):
    region, _channel, _cohort = people
    rows = audiences.readers(mail.ready(region, topic="alumni"))

    sample = audiences.sample(rows)

    assert len(sample) == 5
    assert audiences.sample(rows) == sample
