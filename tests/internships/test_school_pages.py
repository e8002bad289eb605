"""The pages of a school contact with an account."""

import pytest
from django.urls import reverse
from django.utils import timezone

from internships import confirmation
from internships.confirmation import Decision
from internships.models import Confirmation, HourEntry
from tests import factories as make

pytestmark = pytest.mark.django_db

START = "school_start"


@pytest.fixture
def placement():
    teacher = make.user()
    return make.placement(supervisor=make.contact(user=teacher, email=teacher.email))


@pytest.fixture
def browser(on, placement):
    return on(placement.supervisor.user)


def ticked(contact, *entries):
    fields = {"typed_name": "F.", "contact": contact.pk}
    for entry in entries:
        fields |= {f"shown-{entry.pk}": entry.revision, f"keep-{entry.pk}": "1"}
    return fields


def confirm(placement, entry):
    confirmation.decide(
        placement.supervisor,
        {entry.pk: Decision(1)},
        typed_name="F.",
        via="link",
        now=timezone.now(),
    )


def text(response):
    return response.content.decode()


def test_open_lines_are_confirmed_in_one_press(browser, placement):
    lines = [make.hours(placement), make.hours(placement)]

    response = browser.post(reverse("school_confirm"), ticked(placement.supervisor, *lines))

    assert response["Location"] == reverse(START)
    assert set(HourEntry.objects.values_list("status", flat=True)) == {"confirmed"}
    assert Confirmation.objects.get().via == "account"


def test_a_line_without_its_reason_stays_on_the_page(browser, placement):
    line = make.hours(placement)
    page = browser.post(
        reverse("school_confirm"),
        {"typed_name": "F.", "contact": placement.supervisor.pk, f"shown-{line.pk}": "1"},
    )

    assert page.status_code == 200
    assert "Kies waarom u deze regel terugstuurt." in text(page)
    assert "Er is nog niets bevestigd" in text(page)


@pytest.mark.parametrize("contact", ["", "x", "999999999999999999999999"])
def test_a_strange_contact_is_a_404(browser, contact):
    page = browser.post(reverse("school_confirm"), {"typed_name": "F.", "contact": contact})

    assert page.status_code == 404


def test_another_teachers_contact_is_a_404(browser):
    strange = make.hours()
    contact = strange.placement.supervisor

    assert browser.post(reverse("school_confirm"), ticked(contact, strange)).status_code == 404


def test_confirming_is_a_post(browser):
    assert browser.get(reverse("school_confirm")).status_code == 405


def test_what_was_confirmed_stays_to_be_seen(browser, placement):
    confirm(placement, make.hours(placement))

    page = browser.get(reverse(START))

    assert [batch.minutes for batch in page.context["history"]] == [90]
    assert "1:30 uur bevestigd" in text(page)
    assert "Er wachten geen uren op u" in text(page)


def test_a_proposal_is_answered_once(browser, placement):
    asked = make.placement(supervisor=placement.supervisor, status="proposed")
    address = reverse("school_answer", args=[asked.pk])
    start = browser.get(reverse(START))
    shown = browser.get(address)
    browser.post(address, {"answer": "accept", "typed_name": "F."})
    browser.post(address, {"answer": "decline", "typed_name": "G.", "reason": "Toch niet"})

    asked.refresh_from_db()
    assert address in text(start)
    assert "Ja, welkom" in text(shown)
    assert (asked.status, asked.answered_name) == ("accepted", "F.")
    assert "F. zei ja" in text(browser.get(address))


def test_a_proposal_for_another_teacher_does_not_exist(browser):
    strange = make.placement(status="proposed")
    address = reverse("school_answer", args=[strange.pk])

    assert browser.get(address).status_code == 404
    assert browser.post(address, {"answer": "accept", "typed_name": "F."}).status_code == 404
    assert browser.get(reverse("school_answer", args=[10**30])).status_code == 404


@pytest.mark.parametrize("left", [True, False])
def test_who_is_at_no_school_or_left_finds_no_page(on, placement, left):
    person = placement.supervisor.user if left else make.user()
    if left:
        placement.supervisor.left_on = timezone.localdate()
        placement.supervisor.save()

    assert on(person).get(reverse(START)).status_code == 404


def test_two_records_with_one_address_show_each_line_once(browser, placement):
    twin = make.contact(email=placement.supervisor.email, user=placement.supervisor.user)
    make.hours(placement)
    make.hours(make.placement(supervisor=twin))

    batches = browser.get(reverse(START)).context["batches"]

    assert [len(form.choices) for _contact, form in batches] == [2]


def test_two_addresses_are_two_batches_and_one_decision_leaves_the_other(browser, placement):
    second = make.contact(user=placement.supervisor.user)
    here, there = make.hours(placement), make.hours(make.placement(supervisor=second))

    browser.post(reverse("school_confirm"), ticked(second, there, here))

    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.status, there.status) == ("submitted", "confirmed")


def test_the_page_needs_the_same_few_queries_for_any_number_of_lines(
    browser, placement, django_assert_max_num_queries
):
    def fill():
        make.hours(placement)
        confirm(placement, make.hours(placement))
        make.placement(supervisor=placement.supervisor, status="proposed")

    fill()
    with django_assert_max_num_queries(10) as few:
        browser.get(reverse(START))
    fill()
    fill()
    with django_assert_max_num_queries(10) as more:
        browser.get(reverse(START))

    assert len(few) == len(more)


def test_an_address_typed_at_the_own_record_gives_no_power_over_somebody_elses_lines(
    browser, placement
):
    strange = make.hours()
    teacher = strange.placement.supervisor
    asked = make.placement(supervisor=teacher, status="proposed")
    confirm(strange.placement, make.hours(strange.placement))
    type(teacher).objects.filter(pk=placement.supervisor_id).update(email=teacher.email)

    page = browser.get(reverse(START))
    browser.post(reverse("school_confirm"), ticked(placement.supervisor, strange))

    strange.refresh_from_db()
    assert strange.status == "submitted"
    assert [list(page.context[name]) for name in ("batches", "proposals", "history")] == [[]] * 3
    assert browser.get(reverse("school_answer", args=[asked.pk])).status_code == 404
