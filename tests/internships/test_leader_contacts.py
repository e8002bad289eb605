"""A leader's pages about school contacts: what is typed there, and where it leads."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from internships.forms.placing import Search
from internships.models import SchoolContact
from outbox.models import Message
from tests import factories as make
from tests.internships.pages import said

TYPED = {
    "first_name": "Wim",
    "last_name": "Kuipers",
    "email": "W.Kuipers@School.example",
    "is_qualified": "on",
    "language": "nl",
}


def edit(client, contact, **changes):
    url = reverse("contact_edit", args=[contact.pk])
    fields = ("first_name", "infix", "last_name", "email", "function", "language")
    typed = {name: getattr(contact, name) for name in fields} | {"is_qualified": "on"}
    return client.post(url, {**typed, **changes})


def test_the_address_of_a_colleague_at_the_school_is_named_at_the_field(cast, on):
    colleague = make.contact(cast.here.school, cast.here.region)

    response = edit(on(cast.here.leader), cast.here.contact, email=colleague.email.upper())

    assert response.context["form"].errors == {
        "email": ["Deze school heeft al een contact met dit e-mailadres."]
    }


def test_the_own_address_in_other_letters_is_the_same(cast, on):
    email = cast.here.contact.email

    edit(on(cast.here.leader), cast.here.contact, email=f" {email.upper()} ", last_name="Nieuw")

    cast.here.contact.refresh_from_db()
    assert (cast.here.contact.email, cast.here.contact.last_name) == (email, "Nieuw")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        # A sign that nobody sees comes along with what is copied.
        ("w.kuipers@school.example\u200b", "w.kuipers@school.example"),
        ("w.kuipers@school.example.", "w.kuipers@school.example"),
        # What a bounce of this address calls it.
        ("w.kuipers@sch\u00f3\u00f3l.example", "w.kuipers@xn--schl-sqaa.example"),
    ],
)
def test_an_address_is_kept_as_mail_servers_write_it(cast, on, typed, kept):
    edit(on(cast.here.leader), cast.here.contact, email=typed)

    cast.here.contact.refresh_from_db()
    assert cast.here.contact.email == kept


def test_of_a_shared_contact_the_page_says_who_to_ask_and_keeps_the_address(cast, on):
    contact = cast.here.contact
    contact.regions.add(cast.there.region)
    client, email = on(cast.there.leader), contact.email

    page = client.get(reverse("contact_edit", args=[contact.pk]))
    edit(client, contact, email="ik@elders.example", is_qualified="", function="teamleider")
    left = client.post(reverse("contact_leave", args=[contact.pk]))

    contact.refresh_from_db()
    assert (contact.email, contact.is_qualified, contact.left_on) == (email, True, None)
    assert contact.function == "teamleider"
    assert str(cast.here.leader) in page.context["whom_to_ask"]
    assert page.context["whom_to_ask"] in page.content.decode()
    assert said(left)[-1] == page.context["whom_to_ask"]
    assert reverse("contact_leave", args=[contact.pk]) not in page.content.decode()


@pytest.mark.parametrize(("phone", "numbers"), [("+31101234567", ["tel:+31101234567"]), ("", [])])
def test_the_page_that_calling_the_school_leads_to_has_a_number_to_press(cast, on, phone, numbers):
    cast.here.contact.phone = phone
    cast.here.contact.save()

    page = on(cast.here.leader).get(reverse("contact_edit", args=[cast.here.contact.pk]))

    assert re.findall('href="(tel:[^"]*)"', page.content.decode()) == numbers


def test_who_left_can_be_added_again(cast, on):
    gone = make.contact(
        cast.here.school, email=TYPED["email"].lower(), left_on=timezone.localdate()
    )
    url = reverse("contact_create") + f"?school={cast.here.school.pk}"

    on(cast.here.leader).post(url, TYPED)

    gone.refresh_from_db()
    assert (gone.left_on, gone.last_name) == (None, "Kuipers")


def test_who_left_and_is_relied_on_elsewhere_is_not_added_again(cast, on):
    contact = cast.here.contact
    SchoolContact.objects.filter(pk=contact.pk).update(left_on=timezone.localdate())
    url = reverse("contact_create") + f"?school={cast.here.school.pk}"

    response = on(cast.there.leader).post(url, {**TYPED, "email": contact.email})

    [error] = response.context["form"].non_field_errors()
    assert str(cast.here.leader) in error


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("/cohorts/", "/cohorts/"),
        ("", "/contacts/"),
        ("cohort_list", "/contacts/"),
        ("//evil.example", "/contacts/"),
        ("///evil.example", "/contacts/"),
        ("/\\evil.example", "/contacts/"),
        ("http://testserver/cohorts/", "/contacts/"),
    ],
)
def test_after_adding_a_contact_the_page_that_asked_is_shown(cast, on, wanted, shown):
    query = {"school": cast.here.school.pk, "next": wanted}

    response = on(cast.here.leader).post(reverse("contact_create"), TYPED, query_params=query)

    assert response.headers["Location"] == shown


@pytest.mark.parametrize("page", ["contact_list", "contact_create"])
def test_what_no_database_can_look_for_is_no_error(cast, on, page):
    assert on(cast.here.leader).get(reverse(page), {"q": "a\x00"}).status_code in (200, 400)
    assert Search({"q": "a\x00"}).text == ""


def test_more_than_anybody_would_look_for_is_no_search(cast, on):
    client, text = on(cast.here.leader), "x" * 81

    listed = client.get(reverse("contact_list"), {"q": text})
    picked = client.get(reverse("contact_create"), {"q": text})

    assert (listed.status_code, listed.context["q"]) == (200, "")
    assert (picked.status_code, picked.context["schools"]) == (200, [])


def test_the_list_is_searched_by_name_and_school(cast, on):
    client = on(cast.here.leader)
    other = make.contact(make.school(name="Zuidercollege"), cast.here.region, last_name="Özer")

    for text in ("ozer", "ZUIDER", "fatima zuidercollege"):
        page = client.get(reverse("contact_list"), {"q": text})
        assert list(page.context["object_list"]) == [other]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"left_on": timezone.localdate()}, "werkt daar niet meer"),
        ({"is_qualified": False}, "is niet bevoegd"),
        ({}, "wachten geen uren meer"),
    ],
)
def test_why_a_contact_is_not_asked_is_said(cast, on, changes, sentence):
    contact = make.contact(None, cast.here.region, **changes)

    response = on(cast.here.leader).post(reverse("contact_ask", args=[contact.pk]))

    [told] = said(response)
    assert sentence in told
    assert Message.objects.count() == 0
