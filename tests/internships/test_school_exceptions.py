"""Days on which a school differs from its region: who keeps them, and what is refused."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from internships import school_exceptions
from internships.models import School, SchoolException
from tests import factories as make
from tests.internships.march import holiday
from tests.internships.pages import said, text

START = date(2031, 3, 10)
TYPED = {"name": "Studiedag", "start_on": "10-3-2031", "end_on": "", "is_open": "False"}


@pytest.fixture
def address(cast):
    return reverse("school_calendar", args=[cast.here.school.pk])


@pytest.fixture
def send(cast, on, address):
    def post(**changes):
        return on(cast.here.leader).post(address, {**TYPED, **changes})

    return post


def added(school, first=START, last=None, **fields):
    return school_exceptions.add(
        school, **{"name": "Vrij", "start_on": first, "end_on": last or first, **fields}
    )


def test_a_leader_adds_a_day_off(cast, send):
    response = send()

    row = cast.here.school.calendar_exceptions.get(name="Studiedag", start_on=START)
    assert (row.end_on, row.is_open) == (START, False)
    assert said(response) == ["Studiedag staat erin."]


def test_a_leader_adds_a_week_in_which_the_school_is_open(cast, send):
    send(name="Examenweek", end_on="vr 14 maart 2031", is_open="True")

    row = SchoolException.objects.get(name="Examenweek")
    assert (row.end_on, row.is_open) == (date(2031, 3, 14), True)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"end_on": "9-3-2031"}, "end_on", "De laatste dag ligt vóór de eerste dag."),
        (
            {"end_on": "19-5-2031"},
            "end_on",
            "Langer dan tien weken kan niet: controleer de dagen.",
        ),
        ({"start_on": "31-2-2031"}, "start_on", "31 februari bestaat niet: kies een andere dag."),
        ({"start_on": ""}, "start_on", "Kies een datum."),
        ({"name": " "}, "name", "Dit veld is verplicht."),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(cast, send, changes, field, sentence):
    response = send(**changes)

    form = response.context["form"]
    assert form.errors[field] == [sentence]
    assert form["name"].value() == changes.get("name", "Studiedag")
    assert form["start_on"].value() == changes.get("start_on", "10-3-2031")
    assert not SchoolException.objects.filter(start_on=START).exists()


def test_ten_weeks_are_just_possible(send):
    assert send(end_on="18-5-2031").status_code == 302


def test_a_school_is_not_open_and_shut_on_one_day(cast, send):
    added(cast.here.school, START - timedelta(days=3), START, name="Projectweek", is_open=True)

    response = send()

    assert response.context["form"].errors["start_on"] == [
        "Op deze dagen is de school al open: Projectweek, vr 7 maart 2031 tot en met "
        "ma 10 maart 2031."
    ]


def test_the_same_first_day_stands_there_once(cast, send):
    added(cast.here.school)

    response = send(end_on="14-3-2031")

    assert response.context["form"].errors["start_on"] == [
        "Vanaf deze dag staat er al zo'n afwijking."
    ]


def test_days_may_touch_and_other_schools_do_not_matter(cast):
    added(cast.there.school, is_open=True)
    added(cast.here.school, START - timedelta(days=1), is_open=True)

    assert added(cast.here.school).pk
    with pytest.raises(ValidationError):
        added(cast.here.school, is_open=True)


def test_a_day_is_removed_and_the_audit_trail_knows_by_whom(cast, on):
    row = cast.here.exception
    pk = row.pk

    on(cast.here.leader).post(reverse("school_exception_remove", args=[pk]))

    assert not SchoolException.objects.filter(pk=pk).exists()
    entry = LogEntry.objects.filter(
        object_pk=str(pk), content_type__model="schoolexception"
    ).first()
    assert (entry.action, entry.actor) == (LogEntry.Action.DELETE, cast.here.leader)


def test_a_school_is_known_to_a_region_by_its_people_or_its_placements(db):
    leader, stranger = make.user(), make.user()
    region = make.region(leader)
    make.region(stranger)
    known = make.contact(None, region).school
    placed = make.placement(make.participant(make.cohort(region)), supervisor=make.contact()).school
    make.school()

    assert set(School.objects.editable_by(leader)) == {known, placed}
    assert not School.objects.editable_by(stranger).exists()
    assert School.objects.editable_by(make.user(is_superuser=True)).count() == 3


def test_the_page_shows_the_holidays_of_the_own_region_and_the_country(cast, on, address):
    today = timezone.localdate()
    School.objects.update(holiday_region="zuid")
    for region, name in (("zuid", "Hier"), ("noord", "Elders"), ("", "Overal")):
        holiday(region, today + timedelta(days=9), today + timedelta(days=12), name)
    holiday("zuid", today - timedelta(days=9), today - timedelta(days=2), "Voorbij")

    page = on(cast.here.leader).get(address)

    assert {row.name for row in page.context["holidays"]} == {"Hier", "Overal"}
    assert "Vakanties in regio Zuid" in text(page)
    assert "niet bekend" not in text(page)


def test_the_page_says_when_the_calendar_or_the_region_is_unknown(cast, on, address):
    page = text(on(cast.here.leader).get(address))

    assert "De schoolvakanties van de komende maanden zijn niet bekend" in page
    assert "De vakantieregio van deze school is niet bekend." in page


def test_earlier_days_are_folded_away(cast, on, address):
    past = timezone.localdate() - timedelta(days=30)
    row = make.school_exception(cast.here.school, start_on=past, end_on=past)

    page = on(cast.here.leader).get(address)

    assert page.context["past"] == [row]
    assert page.context["coming"] == [cast.here.exception]


def test_the_page_is_there_in_english(cast, on, address):
    cast.here.leader.language = "en"
    cast.here.leader.save()

    page = text(on(cast.here.leader).get(address))

    assert "Days of this school’s own" in page
    assert "closed" in page


def test_the_calendar_is_found_from_the_contacts_and_the_placement(cast, on, address):
    for page in (
        reverse("contact_list"),
        reverse("placement_detail", args=[cast.here.placement.pk]),
    ):
        assert address in text(on(cast.here.leader).get(page))
