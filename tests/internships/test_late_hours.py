"""Hours of a placement that was ended: for four weeks its last ones can be written down."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from internships import hours
from internships.models import HourEntry
from tests import factories as make
from tests.internships.pages import day, prefilled, text, typed

pytestmark = pytest.mark.django_db

OVER = [
    pytest.param({"status": "broken_off", "reason": "Begeleider ziek"}, id="broken off"),
    pytest.param({"status": "completed"}, id="completed"),
]


def log(placement, back):
    line = {"worked_on": day(back), "minutes": 90, "kind": "assisting"}
    return hours.log(placement, by=None, now=timezone.now(), **line)


def refusal(placement, back):
    with pytest.raises(ValidationError) as error:
        log(placement, back)
    return error.value.message_dict


@pytest.mark.parametrize("fields", OVER)
def test_what_was_made_before_the_end_can_be_logged_afterwards(fields):
    assert log(make.placement(end_on=day(3), **fields), 3).status == "submitted"


@pytest.mark.parametrize("fields", OVER)
def test_not_what_was_made_after_it(fields):
    assert list(refusal(make.placement(end_on=day(3), **fields), 2)) == ["worked_on"]


@pytest.mark.parametrize("fields", OVER)
def test_for_four_weeks_and_no_day_longer(fields):
    last = make.placement(end_on=day(28), **fields)
    late = make.placement(end_on=day(29), **fields)

    assert log(last, 30).status == "submitted"
    assert refusal(late, 30) == {
        "placement": ["Deze stage is afgelopen; je kunt er geen uren meer voor invullen."]
    }


def test_nothing_on_a_placement_that_broke_off_before_it_began():
    placement = make.placement(status="broken_off", reason="Toch geen plek", start_on=day(0))

    assert list(refusal(placement, 0)) == ["placement"]


def test_nothing_as_long_as_the_school_never_saw_the_vog():
    placement = make.placement(status="completed", end_on=day(1), vog_required=True)

    assert list(refusal(placement, 2)) == ["placement"]


def test_a_placement_that_only_ran_out_takes_its_hours_as_before():
    assert log(make.placement(end_on=day(60)), 61).status == "submitted"


@pytest.mark.parametrize("fields", OVER)
def test_the_page_offers_the_form_and_names_the_last_day_for_it(on, fields):
    placement = make.placement(end_on=day(4), **fields)
    page = on(placement.participant.user).get(reverse("hours_start"))
    saved = on(placement.participant.user).post(
        reverse("hours_start"), {**prefilled(page), "duration": "2:00", "kind": "teaching"}
    )

    until = day(4) + datetime.timedelta(weeks=4)
    assert f"{until.day} " in page.context["notice"]["text"]
    assert "kun je nog invullen tot en met" in text(page)
    assert saved.status_code == 302
    assert HourEntry.objects.get().worked_on == day(4)


def test_the_form_starts_on_the_placement_that_runs(on):
    new = make.placement()
    old = make.placement(new.participant, status="completed", end_on=day(4))
    make.hours(old, worked_on=day(5), minutes=120)

    page = on(new.participant.user).get(reverse("hours_start"))

    assert prefilled(page)["placement"] == str(new.pk)
    assert {key for key, _label in page.context["form"].fields["placement"].choices} == {
        str(old.pk),
        str(new.pk),
    }


def test_what_was_typed_when_the_last_day_passed_is_kept_and_the_reason_said(on):
    placement = make.placement(status="completed", end_on=day(40))
    browser = on(placement.participant.user)

    page = browser.post(reverse("hours_start"), typed(duration="2:15", note="Lesbrief gemaakt"))

    form = page.context["form"]
    assert (form["duration"].value(), form["note"].value()) == ("2:15", "Lesbrief gemaakt")
    assert form.non_field_errors() == [
        "Niet opgeslagen. Je stage is afgelopen. Mis je nog uren? Overleg met je projectleider."
    ]
    assert HourEntry.objects.count() == 0
