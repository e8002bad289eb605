"""The lists a leader can write to: each from the own scope, one copy per address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from internships import audiences
from outbox import letters
from outbox.models import Suppression
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=10)


def addresses(name, user, **parameters):
    readers = audiences.BY_NAME[name].readers(user, now=NOW, **parameters)
    return [reader.address for reader in readers]


@pytest.fixture
def lea():
    return make.user("lea@voorbeeld.example")


@pytest.fixture
def region(lea):
    return make.region(lea)


@pytest.fixture
def cohort(region):
    return make.cohort(region, name="Groep 5")


def person(cohort, name, **fields):
    return make.participant(
        cohort, person=make.user(f"{name}@voorbeeld.example", last_name=name), **fields
    )


def test_everybody_who_takes_part_in_the_own_groups_by_name(lea, region, cohort):
    for name in ("zoe", "anna"):
        person(cohort, name)
    person(make.cohort(region), "bea")
    person(cohort, "gepauzeerd", status="paused")
    person(make.cohort(make.region(make.user())), "elders")
    shut = person(cohort, "dicht")
    shut.user.is_active = False
    shut.user.save()

    paused = "gepauzeerd@voorbeeld.example"
    everybody = ["anna@voorbeeld.example", "bea@voorbeeld.example", "zoe@voorbeeld.example"]
    assert addresses("active", lea) == everybody
    assert addresses("active", lea, cohort=cohort) == [everybody[0], everybody[2]]
    assert addresses("seated", lea, cohort=cohort) == [everybody[0], paused, everybody[2]]


def test_who_is_behind_and_who_is_not(lea, cohort):
    make.placement(person(cohort, "traag"))
    quick = make.placement(person(cohort, "snel"))
    for _ in range(5):
        make.hours(quick, minutes=14 * 60, status="confirmed")
    other = make.cohort(cohort.region)
    make.placement(person(other, "ander"))

    assert sorted(addresses("behind", lea)) == [
        "ander@voorbeeld.example",
        "traag@voorbeeld.example",
    ]
    assert addresses("behind", lea, cohort=other) == ["ander@voorbeeld.example"]


def test_who_has_no_placement(lea, cohort):
    person(cohort, "zonder")
    make.placement(person(cohort, "met"))

    assert addresses("unplaced", lea) == ["zonder@voorbeeld.example"]


def test_whose_vog_was_not_seen_once_each(lea, cohort):
    somebody = person(cohort, "vog")
    for _ in range(2):
        make.placement(somebody, vog_required=True)
    make.placement(person(cohort, "met"))

    assert addresses("without-vog", lea) == ["vog@voorbeeld.example"]


def test_contacts_are_those_that_the_search_finds(lea, region):
    make.contact(make.school(name="Vakcollege Delft"), region, email="delft@school.example")
    make.contact(make.school(name="Vakcollege Goes"), region, email="goes@school.example")
    make.contact(None, region, email="weg@school.example", left_on=timezone.localdate())
    make.contact(None, make.region(make.user()), email="elders@school.example")

    assert sorted(addresses("contacts", lea)) == ["delft@school.example", "goes@school.example"]
    assert addresses("contacts", lea, text="delft") == ["delft@school.example"]


def test_schools_where_hours_wait_and_where_they_wait_long(lea, cohort, region):
    fresh, old, _none = (make.contact(None, region, email=f"{n}@school.example") for n in "abc")
    make.hours(make.placement(make.participant(cohort), supervisor=fresh))
    late = make.placement(make.participant(cohort), supervisor=old)
    make.hours(late, submitted_at=LONG_AGO)

    assert sorted(addresses("waiting", lea)) == ["a@school.example", "b@school.example"]
    assert addresses("late", lea) == ["b@school.example"]


def test_hours_of_another_region_make_no_school_wait_here(lea, region):
    shared = make.contact(None, region, make.region(make.user()))
    there = make.cohort(make.region(make.user()))
    make.hours(make.placement(make.participant(there), supervisor=shared))

    assert addresses("waiting", lea) == []


def test_one_copy_per_address_also_for_who_is_in_a_list_twice(lea, region, cohort):
    somebody = person(cohort, "dubbel").user
    make.participant(make.cohort(region), person=somebody)
    for _ in range(2):
        make.contact(None, region, email="docent@school.example")

    assert addresses("active", lea) == ["dubbel@voorbeeld.example"]
    assert addresses("contacts", lea) == ["docent@school.example"]


def test_a_blocked_address_stays_in_the_list_as_unreachable(lea, cohort):
    for name in ("nieuws", "weg"):
        person(cohort, name)
    Suppression.objects.create(address="weg@voorbeeld.example")
    Suppression.objects.create(address="nieuws@voorbeeld.example", scope="newsletter")

    readers = audiences.BY_NAME["active"].readers(lea, now=NOW)

    assert {row.address: row.is_reachable for row in readers} == {
        "nieuws@voorbeeld.example": True,
        "weg@voorbeeld.example": False,
    }


def test_a_reader_knows_the_group_the_school_and_the_row_it_is_about(lea, cohort):
    somebody = person(cohort, "vol")
    placement = make.placement(somebody)
    make.placement(somebody, status="cancelled", start_on=timezone.localdate())

    [reader] = audiences.BY_NAME["active"].readers(lea, now=NOW)

    assert (reader.group, reader.school, reader.about) == (
        "Groep 5",
        placement.school.name,
        somebody,
    )


def test_a_title_says_which_list_it_was(cohort):
    with translation.override("nl"):
        title = audiences.BY_NAME["behind"].title(cohort)
        searched = audiences.BY_NAME["contacts"].title(text="goes")

    assert title == f"{cohort} · achter op schema"
    assert searched == "Contactpersonen op scholen · ‘goes’"


@pytest.mark.parametrize("name", audiences.BY_NAME)
def test_a_list_costs_as_many_queries_for_nine_people_as_for_three(name, lea, region, cohort):
    def more():
        for _ in range(3):
            somebody = make.participant(cohort)
            make.participant(cohort)
            contact = make.contact(None, region)
            place = make.placement(somebody, supervisor=contact, vog_required=True)
            make.hours(place, submitted_at=LONG_AGO)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert addresses(name, lea)
        return len(queries)

    more()
    few = cost()
    more()
    more()

    assert cost() == few


def test_many_rows_of_one_address_hide_nobody_behind_them(lea, region, monkeypatch):
    monkeypatch.setattr(letters, "MOST", 2)
    names = ["anna", "bram", "chris", "dora"]
    for place, name in enumerate([names[0]] * 4 + names[1:]):
        email = f"{name}@school.example"
        make.contact(None, region, email=email, first_name=name, last_name=f"{place}")

    found = addresses("contacts", lea)

    assert found == [f"{name}@school.example" for name in names[:3]]
