"""Who knocks at a door, and at which address."""

from django.urls import reverse

from accounts import links
from accounts.models import AccessLink
from tests.doors import DOORS, ROWS
from tests.doors.readers import reader

LOOKS = [entry for entry in DOORS if entry.method == "get"]
VERBS = [entry for entry in DOORS if entry.method == "post"]
ROLES = [
    "anonymous",
    "nobody",
    "admin",
    "leader",
    "person",
    "teacher",
    "stranger leader",
    "stranger person",
    "stranger teacher",
]


def user_of(role, cast):
    if role in ("admin", "nobody"):
        return getattr(cast, role)
    troupe = cast.there if role.startswith("stranger") else cast.here
    return getattr(troupe, role.split()[-1])


def address(entry, cast, now):
    args = [row_of(entry, cast).pk] if entry.row else []
    for arg in entry.args:
        arg = arg(cast.here) if callable(arg) else arg
        purpose = arg if arg in AccessLink.Purpose.values else None
        args.append(key(purpose, cast, now) if purpose else arg)
    return reverse(entry.name, args=args)


def row_of(entry, cast):
    """A row of the cast's own troupe; some are made when they are asked for."""
    if entry.row in ROWS:
        return ROWS[entry.row](cast.here)
    return getattr(cast.here, entry.row)


def key(purpose, cast, now):
    """A fresh key of this purpose for the cast's own troupe."""
    holder = {
        "invitation": cast.here.person,
        "hours": cast.here.contact,
        "mail": cast.here.contact,
        "placement": cast.here.proposal,
        "subscription": reader(cast.here),
    }[purpose]
    link = links.create(purpose, holder=holder, email=cast.here.contact.email, now=now)
    return links.issue(link, now=now)


def gets_through(role, through):
    return role in through or (role.startswith("stranger") and "stranger" in through)
