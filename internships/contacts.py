"""The people at schools whom leaders work with.

One record can serve several regions. Who somebody is to the school (the address, being qualified,
having left) decides who confirms hours, so a leader cannot change that for another region.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cohorts.models import Region
from core.emails import clean_email
from internships.models import HourEntry, Placement, SchoolContact

# What a leader types about a person; on a record that comes back it is taken over.
TYPED = ("first_name", "infix", "last_name", "phone", "function", "is_qualified", "language")
# Of these, what other regions rely on.
IDENTITY = ("email", "is_qualified")
# Of a placement: that its supervisor still has lines to decide on.
LINES_WAIT = Exists(
    HourEntry.objects.filter(placement=OuterRef("pk"), status=HourEntry.Status.SUBMITTED)
)


@transaction.atomic
def add(contact, *, by):
    """Save a new contact for the regions of this leader and return it.

    When a colleague of another region added the same person, that record is shared as it is
    instead of doubled; who had left is back, as typed now. Raises ValidationError.
    """
    # Locked: of two who bring somebody back, the second finds that person there, as typed by the
    # first; and nobody leaves while relied on from this moment.
    known = held(same_person(contact) or created(contact))
    if known.left_on:
        come_back(known, contact, by)
    known.regions.add(*Region.objects.editable_by(by))
    return known


def held(contact):
    """This contact as it is now, and nobody else changes it until this transaction ends."""
    return SchoolContact.objects.select_for_update(no_key=True).get(pk=contact.pk)


def same_person(contact):
    return contact.school.contacts.filter(email=clean_email(contact.email)).first()


def created(contact):
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError:  # Somebody else added the same person at the same moment.
        return contact.school.contacts.get(email=clean_email(contact.email))
    return contact


def come_back(known, typed, by):
    check_identity(known, by)
    for column in TYPED:
        setattr(known, column, getattr(typed, column))
    known.left_on = None
    known.save()


@transaction.atomic
def change(contact, *, by):
    """Save what a leader changed of a contact and return it. Raises ValidationError."""
    before = held(contact)
    if any(getattr(before, name) != getattr(contact, name) for name in IDENTITY):
        check_identity(before, by, email=contact.email)
    try:
        with transaction.atomic():
            contact.save(update_fields=["email", *TYPED])
    except IntegrityError:  # Somebody else got this address at the same moment.
        contact.validate_constraints()
        raise
    return contact


@transaction.atomic
def leave(contact, *, by, on):
    """The person no longer works at this school; what was confirmed stays.

    Raises ValidationError while leaders of other regions rely on this person.
    """
    # Who proposes this supervisor at this moment holds the row too (`placing.as_now`).
    check_identity(held(contact), by)
    contact.left_on = on
    contact.save(update_fields=["left_on"])


def check_identity(contact, by, email=None):
    if regions := others(contact, by, email):
        raise ValidationError(whom_to_ask(regions))


def others(contact, by, email=None):
    """Regions of other leaders that rely on this person now, with their leaders.

    Who signs in answers for everything at the own address, so of such a person those who rely on
    the new address `email` are counted too.
    """
    if by is None or by.is_superuser:
        return []
    of_person = Q(supervisor=contact)
    if email and contact.user_id:
        of_person |= Q(supervisor__email=clean_email(email))
    relying = relied_on(Placement.objects.filter(of_person))
    regions = Region.objects.filter(cohorts__participants__placements__in=relying)
    return list(regions.exclude(leaders=by).distinct().prefetch_related("leaders"))


def relied_on(placements):
    """Those that run or are proposed, and those that ended with lines waiting."""
    return placements.filter(
        Q(status__in=Placement.LIVE) | Q(LINES_WAIT, status__in=Placement.HOSTED)
    )


def whom_to_ask(regions):
    """The sentence for a leader who cannot change this, or "" when there are no such regions."""
    if not regions:
        return ""
    leaders = sorted({str(leader) for region in regions for leader in region.leaders.all()})
    names = {
        "regions": ", ".join(region.name for region in regions),
        "leaders": ", ".join(leaders) or _("de beheerder"),
    }
    return (
        _(
            "Ook deelnemers van %(regions)s hebben deze begeleider. Wil je het e-mailadres, de "
            "bevoegdheid of het vertrek wijzigen? Vraag het dan aan %(leaders)s."
        )
        % names
    )
