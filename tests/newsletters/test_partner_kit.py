import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cohorts.models import Partnership
from newsletters import partner_kit
from newsletters.partner_kit import Funnel
from recruitment import erasing
from recruitment.models import Channel, ChannelDay, Lead
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def lead(channel, **fields):
    return make.lead(channel.region, channel=channel, **fields)


def reader(channel, status="pending", **fields):
    moments = {"confirmed_at": None, "channel": channel, **fields}
    return make.subscription(channel.region, status=status, **moments)


def partnership(organisation, region, *, role="fund", start=-30, end=None):
    return Partnership.objects.create(
        organisation=organisation,
        region=region,
        role=role,
        from_on=TODAY + datetime.timedelta(days=start),
        until_on=None if end is None else TODAY + datetime.timedelta(days=end),
    )


def test_a_funnel_counts_what_one_link_brought_and_no_other():
    one, other = make.channel(), make.channel()
    for number, of in ((7, one), (5, one), (90, other)):
        day = TODAY - datetime.timedelta(days=number)
        ChannelDay.objects.create(channel=of, day=day, visits=number)
    reader(one)
    reader(one, status="confirmed", confirmed_at=timezone.now())
    reader(one, status="ended", confirmed_at=timezone.now(), ended_at=timezone.now())
    reader(other, status="confirmed", confirmed_at=timezone.now())
    lead(one)
    twice = lead(one)
    make.application(lead_=twice)
    make.application(lead_=twice)
    make.application(lead_=lead(one, status="admitted"))
    make.application(lead_=lead(other, status="admitted"))

    found = partner_kit.funnels([one, other])

    assert found == {one.pk: Funnel(12, 2, 2, 1), other.pk: Funnel(90, 1, 1, 1)}


def test_who_was_erased_still_counts():
    link = make.channel()
    make.application(lead_=lead(link, status="rejected"))
    make.application(lead_=lead(link, status="admitted"))
    before = partner_kit.funnels([link])

    assert erasing.erase(Lead.objects.all(), by=None, now=timezone.now()) == 1

    assert partner_kit.funnels([link]) == before == {link.pk: Funnel(0, 0, 2, 1)}


def test_a_new_link_brought_nothing_yet():
    new = make.channel()

    assert partner_kit.funnels([new]) == {new.pk: Funnel(0, 0, 0, 0)}


@pytest.mark.parametrize("number", [1, 3])
def test_funnels_cost_three_queries(number, django_assert_num_queries):
    channels = [make.channel() for _ in range(number)]

    with django_assert_num_queries(3):
        partner_kit.funnels(channels)


def test_partners_of_now_without_a_link_are_named_once():
    here, there = make.region(), make.region()
    linked, twice, past, future, elsewhere = (make.organisation() for _ in range(5))
    partnership(linked, here)
    make.channel(here, organisation=linked)
    # A link in one region says nothing of another.
    make.channel(there, organisation=twice)
    partnership(twice, here)
    partnership(twice, here, role="partner")
    partnership(past, here, start=-30, end=-1)
    partnership(future, here, start=1)
    partnership(elsewhere, there)

    found = partner_kit.partners_without([here], TODAY)

    assert [(row.organisation, row.region) for row in found] == [(twice, here)]


def test_the_words_name_the_next_group_that_one_can_apply_for():
    link = make.channel(make.region(name="Fryslân", slug="fryslan"))
    for days, status in ((-10, "running"), (20, "cancelled"), (40, "open"), (60, "planned")):
        start = datetime.date(2026, 3, 3) + datetime.timedelta(days=days)
        make.cohort(
            link.region, start_on=start, end_on=start + datetime.timedelta(280), status=status
        )

    today = datetime.date(2026, 3, 3)
    dutch, english = (partner_kit.text(link, code, today=today) for code in ("nl", "en"))

    assert "De volgende groep in Fryslân begint op zo 12 april 2026." in dutch
    assert "The next cohort in Fryslân starts on Sun 12 April 2026." in english
    assert dutch.endswith(f": {partner_kit.address(link)}\n")
    assert english.endswith(f": {partner_kit.address(link)}\n")


def test_the_words_do_without_a_next_group():
    text = partner_kit.text(make.channel(), "nl", today=TODAY)

    assert "volgende groep" not in text
    assert "{" not in text


@pytest.mark.parametrize(
    "name", ["Zeeland", "Fryslân", "Zuid-Holland en de eilanden " * 2 + "'t Gooi"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_picture_has_one_size_for_every_name(name, language):
    content = partner_kit.picture(make.region(name=name[:80]), language)

    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", partner_kit.PICTURE)
    assert len(content) < 100_000


def test_pages_of_a_link_show_the_address_and_its_files(cast, client):
    link = make.channel(cast.here.region)
    client.force_login(cast.here.leader)

    page = client.get(reverse("channel_detail", args=[link.pk])).content.decode()
    svg = client.get(reverse("channel_qr", args=[link.pk, "svg"]))
    png = client.get(reverse("channel_qr", args=[link.pk, "png"]), {"download": ""})
    picture = client.get(reverse("channel_picture", args=[link.pk, "nl"]))

    assert f'value="{partner_kit.address(link)}"' in page
    assert (svg.headers["Content-Type"], svg.content[:5]) == ("image/svg+xml", b"<?xml")
    assert png.headers["Content-Disposition"] == f'attachment; filename="hto-{link.code}.png"'
    assert png.content[:8] == picture.content[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_leader_makes_a_link_for_a_partner(cast, client):
    partner = make.organisation(name="Vakbond (fictief)")
    partnership(partner, cast.here.region)
    client.force_login(cast.here.leader)
    data = {"region": cast.here.region.pk, "organisation": partner.pk, "name": "Maart"}

    response = client.post(reverse("channel_create"), data)

    made = Channel.objects.get()
    assert (made.region, made.organisation, made.name) == (cast.here.region, partner, "Maart")
    assert response.headers["Location"] == reverse("channel_detail", args=[made.pk])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Al gebruikt"}, "name"),
        ({"region": "elders"}, "region"),
        ({"region": ""}, "region"),
        ({"organisation": "elders"}, "organisation"),
        ({"organisation": "999999"}, "organisation"),
    ],
)
def test_a_link_that_cannot_be_is_said_at_the_field(change, field, cast, client):
    make.channel(cast.here.region, name="Al gebruikt")
    away = make.organisation()
    partnership(away, cast.there.region)
    elsewhere = {"region": cast.there.region.pk, "organisation": away.pk}
    change = {key: elsewhere[key] if value == "elders" else value for key, value in change.items()}
    client.force_login(cast.here.leader)

    response = client.post(
        reverse("channel_create"), {"region": cast.here.region.pk, "name": "Nieuw", **change}
    )

    assert list(response.context["form"].errors) == [field]
    assert Channel.objects.count() == 1


def test_a_link_switched_off_keeps_its_address(cast, client):
    link = make.channel(cast.here.region)
    client.force_login(cast.here.leader)

    client.post(reverse("channel_edit", args=[link.pk]), {"name": "Oud"})

    again = Channel.objects.get()
    assert (again.name, again.is_active, again.code) == ("Oud", False, link.code)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_links_costs_the_same_for_one_and_for_three(
    number, cast, client, django_assert_max_num_queries
):
    for _ in range(number):
        make.channel(cast.here.region, organisation=make.organisation())
    client.force_login(cast.here.leader)

    with django_assert_max_num_queries(10):
        client.get(reverse("channel_list"))


def test_a_link_does_not_take_the_name_of_another_of_its_region(on):
    leader = make.user()
    region = make.region(leader)
    make.channel(region, name="Beurs")
    other = make.channel(region, name="Krant")
    page = reverse("channel_edit", args=[other.pk])

    answer = on(leader).post(page, {"name": "Beurs", "is_active": "on"})

    taken = "Deze regio heeft al een link met deze naam."
    assert answer.context["form"].errors == {"name": [taken]}
    assert on(leader).post(page, {"name": "Krant", "is_active": "on"}).status_code == 302


@pytest.mark.parametrize("name", ["qr.svg", "qr.png", "picture-nl.png"])
@pytest.mark.parametrize("number", ["0", "9" * 30, pytest.param("9" * 5000, id="5000 digits")])
def test_a_number_that_no_link_has_is_not_found(on, name, number):
    leader = make.user()
    make.region(leader)

    assert on(leader).get(f"/channels/{number}/{name}").status_code == 404
