"""The people at schools whom leaders work with."""

import pytest
from django.utils import timezone

from internships import contacts
from internships.models import SchoolContact
from tests import factories as make

pytestmark = pytest.mark.django_db


def new(school, email="Docent@School.example"):
    return SchoolContact(school=school, first_name="Fatima", last_name="El Idrissi", email=email)


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

    contacts.leave(contact, on=timezone.localdate())

    assert list(SchoolContact.objects.active()) == []
    assert contact.confirmations.count() == 1
