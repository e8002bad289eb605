"""An old link shows nothing about people to whoever still has it."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AccessLink
from internships.models import SchoolContact
from tests import factories as make
from tests.internships.pages import key, page_of, text

pytestmark = pytest.mark.django_db


def revoke():
    AccessLink.objects.update(revoked_at=timezone.now())


def leave():
    SchoolContact.objects.update(left_on=timezone.localdate())


def move():
    SchoolContact.objects.update(email="nieuw@school.example")


def expire():
    AccessLink.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))


@pytest.mark.parametrize("happened", [revoke, leave, move, expire])
def test_a_receipt_is_for_its_reader_and_for_as_long_as_a_link_is_valid(
    client, placement, token, happened
):
    line, person = make.hours(placement), placement.participant.user
    fields = {"typed_name": "F. Bos", f"shown-{line.pk}": "1", f"keep-{line.pk}": "1"}
    client.post(page_of(token), fields)
    receipt = client.get(page_of(token))

    happened()
    page = client.get(page_of(token))

    assert person.full_name in text(receipt)
    assert "Deze link werkt niet meer" in text(page)
    assert [word for word in (person.full_name, "F. Bos", "1:30") if word in text(page)] == []


@pytest.mark.parametrize("happened", [revoke, leave, move, expire])
@pytest.mark.parametrize("status", ["proposed", "accepted", "declined", "cancelled"])
def test_nor_does_a_link_to_a_placement_say_who_or_why(client, status, happened):
    placement = make.placement(status=status, reason="Geen plek", answered_name="F. Bos")
    type(placement).objects.update(answered_at=timezone.now())
    token = key(placement, placement.supervisor, purpose="placement")

    happened()
    page = text(client.get(page_of(token, "placement_link")))

    told = (placement.participant.user.full_name, "F. Bos", "Geen plek", placement.school.name)
    assert "Deze link werkt niet meer" in page
    assert [word for word in told if word in page] == []


def test_the_teacher_who_was_replaced_does_not_see_what_the_next_one_says(client):
    placement = make.placement(status="proposed")
    token = key(placement, placement.supervisor, purpose="placement")
    colleague = make.contact(placement.school, first_name="Nieuwe")
    type(placement).objects.update(
        supervisor=colleague, status="declined", reason="Geen plek", answered_name="N. Bos",
        answered_at=timezone.now(),
    )  # fmt: skip

    page = text(client.get(page_of(token, "placement_link")))

    assert [word for word in ("N. Bos", "Geen plek", colleague.full_name) if word in page] == []
    assert page_of(token, "placement_link_renew") not in page
