"""A region gets another name in addresses, and what was printed still leads there."""

import pytest
from django.core.exceptions import ValidationError

from cohorts.models import Region, RegionSlug
from recruitment.models import Application
from tests import factories as make
from tests.cohorts.rows import rename
from tests.recruitment.answers import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    return rename(make.region(name="Zeeland", slug="oud"), "nieuw")


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "?via=abc123",
        "apply/?via=abc&x=%C3%A9",
        "interest/",
        "newsletter/?via=abc",
        "newsletters/",
        "newsletters/feed/",
        "newsletters/12-nl/",
    ],
)
def test_an_old_address_leads_on_for_good_with_all_that_is_behind_it(client, moved, rest):
    response = client.get(f"/regions/oud/{rest}")

    assert response.status_code == 301
    assert response.headers["Location"] == f"/regions/nieuw/{rest}"
    # A name that comes back must not send browsers in circles.
    assert response.headers["Cache-Control"] == "no-cache"


def test_a_form_that_stood_open_comes_in_at_the_new_address(client, moved):
    response = client.post("/regions/oud/apply/", filled_in(), follow=True)

    assert response.redirect_chain[0] == ("/regions/nieuw/apply/", 308)
    assert Application.objects.get().lead.region == moved


def test_a_name_of_two_changes_ago_leads_straight_on(client, moved):
    rename(moved, "nieuwer")

    for slug in ("oud", "nieuw"):
        location = client.get(f"/regions/{slug}/").headers["Location"]
        assert location == "/regions/nieuwer/"


def test_a_name_that_comes_back_is_no_former_one(client, moved):
    rename(moved, "oud")

    assert client.get("/regions/oud/").status_code == 200
    assert client.get("/regions/nieuw/").headers["Location"] == "/regions/oud/"
    assert list(moved.former_slugs.values_list("slug", flat=True)) == ["nieuw"]


def test_what_never_was_or_is_switched_off_is_not_found(client, moved):
    assert client.get("/regions/nooit/").status_code == 404
    Region.objects.filter(pk=moved.pk).update(is_active=False)
    assert client.get("/regions/oud/").status_code == 404


def test_saving_something_else_keeps_no_name():
    region = make.region(slug="zeeland")

    region.name, region.slug = "Zeeuwland", "anders"
    region.save(update_fields=["name"])
    Region.objects.get(pk=region.pk).save()

    assert RegionSlug.objects.count() == 0


@pytest.mark.parametrize("is_new", [True, False])
def test_another_region_cannot_take_a_former_name(moved, is_new):
    other = Region(name="Friesland") if is_new else make.region()

    with pytest.raises(ValidationError) as error:
        rename(other, "oud")

    assert error.value.message_dict == {
        "slug": ["Zo heette Zeeland eerder, en oude links daarheen werken nog."]
    }
    assert RegionSlug.objects.get().region == moved
