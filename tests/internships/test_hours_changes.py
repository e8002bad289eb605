"""Repairing, withdrawing and correcting lines on the participant's pages."""

import pytest
from django.urls import reverse

from internships import hours
from internships.models import HourEntry
from tests import factories as make
from tests.internships.pages import prefilled, said, text, typed

pytestmark = pytest.mark.django_db


def test_a_returned_line_shows_its_reason_and_goes_back_after_repair(browser, placement):
    entry = make.hours(placement, status="returned", return_reason="Te lang")
    start = browser.get(reverse("hours_start"))
    page = browser.get(reverse("hours_edit", args=[entry.pk]))

    browser.post(reverse("hours_edit", args=[entry.pk]), typed(duration="1:00"))

    entry.refresh_from_db()
    assert "Te lang" in text(start)
    assert reverse("hours_edit", args=[entry.pk]) in text(start)
    assert "Te lang" in text(page)
    assert prefilled(page)["duration"] == "1:30"
    assert (entry.status, entry.minutes) == ("submitted", 60)


def test_a_line_that_the_school_just_confirmed_is_left_alone(browser, placement):
    entry = make.hours(placement, status="confirmed")
    edited = browser.post(reverse("hours_edit", args=[entry.pk]), typed(duration="8:00"))
    withdrawn = browser.post(reverse("hours_withdraw", args=[entry.pk]))

    entry.refresh_from_db()
    assert (entry.minutes, entry.status) == (90, "confirmed")
    assert edited.status_code == withdrawn.status_code == 302
    assert said(withdrawn)[-1].startswith("De school heeft deze regel intussen bevestigd.")


def test_an_open_line_can_be_withdrawn_by_a_post_only(browser, placement):
    entry = make.hours(placement)
    looked = browser.get(reverse("hours_withdraw", args=[entry.pk]))
    browser.post(reverse("hours_withdraw", args=[entry.pk]))

    entry.refresh_from_db()
    assert (looked.status_code, entry.status) == (405, "withdrawn")


def test_a_correction_is_a_new_version_beside_the_old_one(browser, placement):
    old = make.hours(placement, status="confirmed")
    address = reverse("hours_correct", args=[old.pk])
    page = browser.get(address)
    browser.post(address, typed(duration="2:00"))
    again = browser.get(address)

    new = HourEntry.objects.get(supersedes=old)
    assert "Tot die tijd telt de oude regel." in text(page)
    assert (new.minutes, new.status) == (120, "submitted")
    assert again["Location"] == reverse("hours_edit", args=[new.pk])
    assert hours.total(placement.participant).confirmed == 90


@pytest.mark.parametrize("name", ["hours_edit", "hours_correct", "hours_withdraw"])
def test_a_line_of_somebody_else_does_not_exist(browser, name):
    strange = make.hours(status="confirmed" if name == "hours_correct" else "submitted")

    assert browser.post(reverse(name, args=[strange.pk]), typed()).status_code == 404
    assert browser.post(reverse(name, args=[10**30]), typed()).status_code == 404
