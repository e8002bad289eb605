"""The people at schools whom leaders work with."""

from django.db import transaction

from accounts.models import clean_email
from cohorts.models import Region
from internships.models import SchoolContact


@transaction.atomic
def add(contact, *, by):
    """Save a new contact for the regions of this leader and return it.

    When a colleague of another region added the same person, that record is shared as it is
    instead of doubled.
    """
    address = clean_email(contact.email)
    known = SchoolContact.objects.filter(school=contact.school, email=address).first()
    if known is None:
        contact.save()
        known = contact
    known.regions.add(*Region.objects.editable_by(by))
    return known


def leave(contact, *, on):
    """The person no longer works at this school; what was confirmed stays."""
    contact.left_on = on
    contact.save(update_fields=["left_on"])
