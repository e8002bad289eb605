"""What can be typed into the forms of admin, and what they refuse."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from cohorts.models import Cohort, Holiday, ReminderRule
from internships.models import Placement, School, SchoolException
from outbox.models import Message
from participants.models import Funding
from recruitment.models import Lead
from tests import factories as make
from tests.admin.rows import TODAY, address, form_data, funding, holiday, placement, rule, url


def test_a_new_user_without_password_logs_in_by_code(browser):
    data = {
        "email": "Nieuw@Voorbeeld.example",
        "first_name": "Noor",
        "infix": "",
        "last_name": "Smit",
        "language": "nl",
        "password1": "",
        "password2": "",
    }

    response = browser.post(url(User, "add"), data)

    user = User.objects.get(email="nieuw@voorbeeld.example")
    assert response.status_code == 302
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("first", "second", "saved"),
    [("Zomer-2031-fiets", "Zomer-2031-fiets", True), ("Zomer-2031-fiets", "", False)],
)
def test_a_password_is_typed_twice(browser, first, second, saved):
    data = {
        "email": "nieuw@voorbeeld.example",
        "first_name": "Noor",
        "last_name": "Smit",
        "language": "nl",
        "password1": first,
        "password2": second,
    }

    browser.post(url(User, "add"), data)

    user = User.objects.filter(email="nieuw@voorbeeld.example").first()
    assert bool(user and user.check_password(first)) is saved


def test_an_address_that_exists_in_other_letters_is_refused_at_the_field(browser):
    make.user("bestaat@voorbeeld.example")
    data = {
        "email": "Bestaat@Voorbeeld.example",
        "first_name": "N",
        "last_name": "S",
        "language": "nl",
    }

    response = browser.post(url(User, "add"), data | {"password1": "", "password2": ""})

    assert list(response.context["adminform"].form.errors) == ["email"]


@pytest.mark.parametrize(
    ("status", "saved"), [("new", False), ("reserve", False), ("rejected", True)]
)
def test_the_address_of_an_open_lead_is_the_only_one_in_its_region(browser, status, saved):
    region = make.region()
    make.lead(region, email="dirk@bedrijf.example")
    row = make.lead(region, email="drik@bedrijf.example", status=status)
    data = form_data(browser, url(Lead, "change", row.pk)) | {"email": "Dirk@bedrijf.example"}

    response = browser.post(url(Lead, "change", row.pk), data)

    row.refresh_from_db()
    assert (row.email == "dirk@bedrijf.example") is saved
    assert ("staat al iemand open in deze regio" not in response.content.decode()) is saved


def test_a_changed_address_ends_signing_in_with_the_old_one(browser):
    user = address().user
    old = user.email
    data = form_data(browser, url(User, "change", user.pk)) | {"email": "nieuw@voorbeeld.example"}

    response = browser.post(url(User, "change", user.pk), data)

    assert response.status_code == 302
    assert not EmailAddress.objects.filter(email=old).exists()


def test_a_cohort_keeps_a_seat_for_everyone_in_it(browser):
    cohort = make.participant().cohort
    make.participant(cohort)
    data = form_data(browser, url(Cohort, "change", cohort.pk))

    response = browser.post(
        url(Cohort, "change", cohort.pk), data | {"min_participants": 1, "max_participants": 1}
    )

    assert list(response.context["adminform"].form.errors) == ["max_participants"]


def test_an_amount_is_typed_in_euros_and_kept_in_cents(browser):
    row = funding()
    data = form_data(browser, url(Funding, "change", row.pk))

    browser.post(url(Funding, "change", row.pk), data | {"amount_cents": "1250.75"})

    row.refresh_from_db()
    assert data["amount_cents"] == 0.5
    assert row.amount_cents == 125075


def test_a_placement_keeps_its_hours_within_its_days(browser):
    row = placement()
    data = form_data(browser, url(Placement, "change", row.pk))

    response = browser.post(
        url(Placement, "change", row.pk), data | {"start_on": TODAY, "end_on": TODAY}
    )

    assert response.context["adminform"].form.non_field_errors() == [
        "Er zijn al uren ingevoerd op dagen buiten deze periode."
    ]


def test_a_supervisor_is_a_qualified_teacher_of_the_same_school(browser):
    row = placement()
    data = form_data(browser, url(Placement, "change", row.pk))
    address = url(Placement, "change", row.pk)

    elsewhere = browser.post(address, data | {"supervisor": make.contact().pk})
    colleague = browser.post(address, data | {"supervisor": make.contact(row.school).pk})

    assert list(elsewhere.context["adminform"].form.errors) == ["supervisor"]
    assert colleague.status_code == 302


def test_another_supervisor_is_asked_the_open_question(browser):
    row = make.placement(status="proposed")
    colleague = make.contact(row.school)
    data = form_data(browser, url(Placement, "change", row.pk))

    browser.post(
        url(Placement, "change", row.pk), data | {"supervisor": colleague.pk, "note": "Dinsdag"}
    )

    row.refresh_from_db()
    assert (row.supervisor, row.note) == (colleague, "Dinsdag")
    assert [mail.to for mail in Message.objects.all()] == [colleague.email]


def test_an_answer_given_while_the_page_was_open_is_kept(browser):
    row = make.placement(status="proposed")
    data = form_data(browser, url(Placement, "change", row.pk))
    Placement.objects.update(status="cancelled")

    response = browser.post(
        url(Placement, "change", row.pk), data | {"supervisor": make.contact(row.school).pk}
    )

    row.refresh_from_db()
    assert (response.status_code, row.status) == (302, "cancelled")
    assert Message.objects.count() == 0


def test_a_placement_is_saved_although_new_hours_came_in_meanwhile(browser):
    row = placement()
    for _number in range(25):
        make.hours(row)
    data = form_data(browser, url(Placement, "change", row.pk)) | {"note": "Elke dinsdag"}
    for _number in range(25):
        make.hours(row)

    response = browser.post(url(Placement, "change", row.pk), data)

    row.refresh_from_db()
    assert (response.status_code, row.note) == (302, "Elke dinsdag")


def test_a_placement_with_hundreds_of_lines_shows_the_newest(browser):
    row = placement()
    for _number in range(30):
        make.hours(row)

    response = browser.get(url(Placement, "change", row.pk))

    (inline,) = response.context["inline_admin_formsets"]
    assert len(inline.formset.forms) == 20


def test_a_holiday_that_ends_before_it_starts_is_refused_at_the_field(browser):
    row = holiday()
    data = form_data(browser, url(Holiday, "change", row.pk)) | {"end_on": "2020-01-01"}

    response = browser.post(url(Holiday, "change", row.pk), data)

    assert response.context["adminform"].form.errors == {
        "end_on": ["De laatste dag ligt vóór de eerste dag."]
    }


def test_a_schools_own_days_are_refused_in_admin_as_on_the_page(browser):
    row = make.school_exception()
    data = form_data(browser, url(SchoolException, "change", row.pk))
    make.school_exception(row.school, start_on=TODAY, end_on=TODAY, is_open=True)

    backward = browser.post(url(SchoolException, "change", row.pk), data | {"end_on": "2020-01-01"})
    opposite = browser.post(
        url(SchoolException, "change", row.pk), data | {"start_on": TODAY, "end_on": TODAY}
    )

    assert list(backward.context["adminform"].form.errors) == ["end_on"]
    assert list(opposite.context["adminform"].form.errors) == ["start_on"]


def test_the_days_of_a_school_are_checked_on_the_page_of_the_school(browser):
    row = make.school_exception()
    data = form_data(browser, url(School, "change", row.school_id))
    make.school_exception(row.school, start_on=TODAY, end_on=TODAY, is_open=True)
    new = "calendar_exceptions-0-"

    response = browser.post(
        url(School, "change", row.school_id), data | {f"{new}end_on": "2020-01-01"}
    )

    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.errors[0] == {"end_on": ["De laatste dag ligt vóór de eerste dag."]}


def test_a_rule_whose_task_comes_after_its_last_mail_is_refused(browser):
    row = rule()
    data = form_data(browser, url(ReminderRule, "change", row.pk)) | {"cap": 1, "task_after": 2}

    response = browser.post(url(ReminderRule, "change", row.pk), data)

    assert response.context["adminform"].form.non_field_errors() == [
        "De projectleider krijgt de taak uiterlijk bij de laatste herinnering."
    ]
