"""Which roles somebody has, read from the relations they have."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import connection

# Written out because every page asks it: putting it together anew took a tenth of a quick page.
QUESTION = """SELECT
        EXISTS (SELECT 1 FROM cohorts_region_leaders WHERE user_id = %(user)s),
        EXISTS (SELECT 1 FROM participants_participant WHERE user_id = %(user)s),
        EXISTS (
            SELECT 1 FROM internships_schoolcontact WHERE user_id = %(user)s AND left_on IS NULL
        )
"""


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


def require_leader(request):
    """Raise PermissionDenied for who leads no region."""
    if not roles_for(request).leads:
        raise PermissionDenied


def roles_of(user):
    """The roles of a signed-in user, in one query."""
    if not user.is_authenticated:
        return Roles()
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, {"user": user.pk})
        leads, participates, supervises = map(bool, cursor.fetchone())
    return Roles(
        leads=leads or user.is_superuser,
        participates=participates,
        supervises=supervises,
        administers=user.is_staff,
    )
