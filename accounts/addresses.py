"""Keeping the addresses that allauth signs in by equal to the one address of a User."""

from allauth.account.models import EmailAddress
from django.db.models import Q


def keep_in_step(user):
    """Make the address of this user the only confirmed one in allauth's own table.

    allauth looks there first. A row left behind after a correction would let the old address in,
    and would keep whoever really has that address out.
    """
    settled = EmailAddress.objects.filter(Q(verified=True) | Q(primary=True))
    settled.filter(user=user).exclude(email=user.email).delete()
    settled.filter(email=user.email).exclude(user=user).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
