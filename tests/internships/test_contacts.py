"""The people at schools whom leaders work with."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from internships import contacts
from internships.models import SchoolContact
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def new(school, email="Docent@School.example", **fields):
    names = {"first_name": "Fatima", "last_name": "El Idrissi"}
    return SchoolContact(school=school, email=email, **{**names, **fields})


def test_a_new_contact_is_known_to_the_regions_of_the_leader():
    leader = make.user()
    regions = [make.region(leader), make.region(leader)]
    make.region()

    added = contacts.add(new(make.school()), by=leader)

    assert (added.email, set(added.regions.all())) == ("docent@school.example", set(regions))


def test_the_same_person_added_elsewhere_is_shared_however_the_address_is_typed():
    leader = make.user()
    region = make.region(leader)
    known = make.contact(None, make.region(), email="docent@school.example", last_name="Eigen")

    added = contacts.add(new(known.school), by=leader)

    assert (added, added.last_name, added.regions.count()) == (known, "Eigen", 2)
    assert region in added.regions.all()


def test_who_left_keeps_the_row_and_what_was_confirmed():
    contact = make.contact()
    make.confirmation(contact)

    contacts.leave(contact, by=None, on=TODAY)

    assert list(SchoolContact.objects.active()) == []
    assert contact.confirmations.count() == 1


def test_who_left_comes_back_as_typed_now():
    leader = make.user()
    make.region(leader)
    gone = make.contact(email="docent@school.example", is_qualified=False, left_on=TODAY)
    make.confirmation(gone)

    added = contacts.add(new(gone.school, is_qualified=True, function="docent BWI"), by=leader)

    gone.refresh_from_db()
    assert (added, gone.left_on, gone.is_qualified) == (gone, None, True)
    assert (gone.last_name, gone.function) == ("El Idrissi", "docent BWI")
    assert gone.folded_name == "el idrissi fatima"


# --- a contact of several regions -----------------------------------------------------------------


@pytest.fixture
def shared():
    """A contact of two regions, with a placement of the first."""
    here, there = make.user(first_name="Hanna"), make.user(first_name="Tom")
    regions = make.region(here, name="Regio hier"), make.region(there, name="Regio daar")
    contact = make.contact(None, *regions)
    placement = make.placement(make.participant(make.cohort(regions[0])), supervisor=contact)
    return contact, placement, here, there


def changed(contact, by, **fields):
    row = SchoolContact.objects.get(pk=contact.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    return contacts.change(row, by=by)


@pytest.mark.parametrize("fields", [{"email": "ik@elders.example"}, {"is_qualified": False}])
def test_who_somebody_is_for_another_region_is_not_changed(shared, fields):
    contact, _placement, here, there = shared

    with pytest.raises(ValidationError) as refused:
        changed(contact, there, **fields)

    assert "Regio hier" in refused.value.message
    assert str(here) in refused.value.message
    contact.refresh_from_db()
    assert (contact.email, contact.is_qualified) != (fields.get("email"), False)
    changed(contact, here, **fields)
    changed(contact, make.user(is_superuser=True), **fields)


def test_the_rest_of_a_shared_contact_is_anybodys(shared):
    contact, _placement, _here, there = shared

    changed(contact, there, last_name="Nieuw", function="teamleider")

    contact.refresh_from_db()
    assert (contact.last_name, contact.function) == ("Nieuw", "teamleider")
    assert contact.folded_name.startswith("nieuw")


def test_another_region_does_not_send_a_supervisor_away_nor_back(shared):
    contact, _placement, here, there = shared

    with pytest.raises(ValidationError):
        contacts.leave(contact, by=there, on=TODAY)
    contacts.leave(contact, by=here, on=TODAY)
    with pytest.raises(ValidationError):
        contacts.add(new(contact.school, contact.email), by=there)

    contact.refresh_from_db()
    assert contact.left_on == TODAY
    assert contacts.add(new(contact.school, contact.email), by=here).left_on is None


@pytest.mark.parametrize(
    ("status", "lines", "number"),
    [
        ("proposed", (), 1),
        ("accepted", (), 1),
        ("completed", (), 0),
        ("completed", ("submitted",), 1),
        ("broken_off", ("submitted", "submitted"), 1),
        ("completed", ("confirmed", "returned"), 0),
        ("declined", (), 0),
        ("cancelled", (), 0),
    ],
)
def test_a_region_relies_on_who_runs_is_asked_or_has_lines(shared, status, lines, number):
    contact, placement, here, there = shared
    for line in lines:
        make.hours(placement, status=line, return_reason="Te lang")
    type(placement).objects.update(status=status, reason="Ziek")

    assert len(contacts.others(contact, there)) == number
    assert contacts.others(contact, here) == []


def test_who_signs_in_gets_no_address_that_another_region_relies_on(shared):
    contact, _placement, _here, there = shared
    own = make.contact(None, there.led_regions.get(), user=make.user())
    without_account = make.contact(None, there.led_regions.get())

    with pytest.raises(ValidationError):
        changed(own, there, email=contact.email.upper())
    assert changed(own, there, email="goed@school.example").email == "goed@school.example"
    changed(without_account, there, email=contact.email)


def test_an_address_that_somebody_else_there_has_is_named(shared):
    contact, _placement, here, _there = shared
    colleague = make.contact(contact.school)

    with pytest.raises(ValidationError) as refused:
        changed(contact, here, email=colleague.email)

    assert refused.value.messages == ["Deze school heeft al een contact met dit e-mailadres."]


def test_a_region_without_a_leader_is_asked_at_the_administrator():
    region, leader = make.region(), make.user()
    make.region(leader)
    placement = make.placement(
        make.participant(make.cohort(region)), end_on=TODAY + datetime.timedelta(days=9)
    )

    [found] = contacts.others(placement.supervisor, leader)

    assert found == region
    assert contacts.whom_to_ask([found]).endswith("Vraag het dan aan de beheerder.")
