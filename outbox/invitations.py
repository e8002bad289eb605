"""The mail that lets a person in: a link to a page that sends a login code."""

from django.db import transaction

from accounts import links
from accounts.models import AccessLink
from outbox import composing


@transaction.atomic
def invite(user, *, key, now, kind="invitation", context=None, about=None):
    """Write the invitation of this user into the outbox; the same `key` invites once."""
    if invited := composing.written(key):
        return invited
    link = links.create(AccessLink.Purpose.INVITATION, holder=user, email=user.email, now=now)
    return composing.write(
        kind,
        key=key,
        to=user.email,
        language=user.language,
        context={"user": user, **(context or {})},
        about=about or user,
        link=link,
        link_view="invitation",
        now=now,
    )
