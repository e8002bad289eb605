"""Which roles somebody has, read from the relations they have."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from cohorts.models import Region
from internships.models import SchoolContact
from participants.models import Participant


@dataclass(frozen=True)
class Roles:
    """One person can have several at once."""

    leads: bool = False
    participates: bool = False
    supervises: bool = False
    administers: bool = False


def roles_for(request):
    """The roles of who is asking, looked up once per request."""
    if not hasattr(request, "roles"):
        request.roles = roles_of(request.user)
    return request.roles


def roles_of(user):
    """The roles of a signed-in user, in one query."""
    if not user.is_authenticated:
        return Roles()
    mine = OuterRef("pk")
    row = (
        User.objects.filter(pk=user.pk)
        .values_list(
            Exists(Region.leaders.through.objects.filter(user=mine)),
            Exists(Participant.objects.filter(user=mine)),
            Exists(SchoolContact.objects.filter(user=mine, left_on=None)),
        )
        .get()
    )
    leads, participates, supervises = row
    return Roles(
        leads=leads or user.is_superuser,
        participates=participates,
        supervises=supervises,
        administers=user.is_staff,
    )
