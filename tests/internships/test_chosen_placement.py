"""Hours are booked at the school that was chosen, or nowhere."""

import pytest
from django.urls import reverse

from internships.models import HourEntry
from tests import factories as make
from tests.internships.pages import day, text, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("others", [1, 2])
def test_hours_for_a_placement_that_ended_meanwhile_go_to_no_other(browser, placement, others):
    for _other in range(others):
        make.placement(placement.participant)
    type(placement).objects.filter(pk=placement.pk).update(status="completed", end_on=day(60))

    page = browser.post(reverse("hours_start"), typed(placement=placement.pk, duration="2:15"))

    form = page.context["form"]
    sentence = "Deze stage neemt geen uren meer aan. Kies opnieuw."
    assert form.errors == {"placement": [sentence]}
    assert sentence in text(page)
    assert form["duration"].value() == "2:15"
    assert HourEntry.objects.count() == 0


def test_who_chooses_again_saves_at_the_one_that_is_left(browser, placement):
    browser.post(reverse("hours_start"), typed(placement=placement.pk))

    assert HourEntry.objects.get().placement == placement


def test_a_correction_for_a_placement_that_ended_meanwhile_stays_unsaved(browser, placement):
    entry = make.hours(placement)
    ended = make.placement(placement.participant, status="completed", end_on=day(60))

    page = browser.post(reverse("hours_edit", args=[entry.pk]), typed(placement=ended.pk))

    entry.refresh_from_db()
    assert list(page.context["form"].errors) == ["placement"]
    assert entry.revision == 1
