"""Keys for people without an account: made at sending, stored hashed, used once."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import AccessLink

VALID_FOR = timedelta(days=30)
# Stands in a stored mail where the key comes at the moment of sending.
PLACE = "-sleutel-"


class LinkClosed(Exception):
    """The link was already used, withdrawn or is too old."""


def create(purpose, *, holder, email, now):
    """A link without a key yet; `issue` gives it one when its mail leaves."""
    return AccessLink.objects.create(purpose=purpose, holder=holder, email=email, created_at=now)


def issue(link, *, now):
    """Give the link a fresh key and return it; an earlier key of the same link stops working."""
    token = secrets.token_urlsafe(24)
    link.token_hash = fingerprint(token)
    link.issued_at = now
    link.expires_at = now + VALID_FOR
    link.save(update_fields=["token_hash", "issued_at", "expires_at"])
    return token


def find(token, purpose):
    """The link of this key, open or not, or None when the key is unknown or for something else."""
    return AccessLink.objects.filter(token_hash=fingerprint(token), purpose=purpose).first()


def use(link, *, name, now):
    """Mark the link as used. Of two who press at once one gets LinkClosed."""
    open_links = AccessLink.objects.filter(
        pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now
    )
    if not open_links.update(used_at=now, used_name=name):
        raise LinkClosed


def revoke(*, holder, purpose, now):
    """Withdraw the links of this holder that were not used; returns how many."""
    kind = ContentType.objects.get_for_model(holder)
    rows = AccessLink.objects.filter(holder_type=kind, holder_id=holder.pk, purpose=purpose)
    return close(rows, now=now)


@transaction.atomic
def close(rows, *, now):
    """Withdraw those of these links that were not used or withdrawn meanwhile; returns how many."""
    # Saved one by one behind the lock, so that the audit trail sees it.
    still_open = list(rows.filter(used_at=None, revoked_at=None).select_for_update(of=("self",)))
    for link in still_open:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
    return len(still_open)


def unmarked(text, instead=""):
    """Somebody's text in which no key is filled in, also where one mark stands around another."""
    while PLACE in text:
        text = text.replace(PLACE, instead)
    return text


def fingerprint(token):
    # The key has 192 random bits, so a plain hash cannot be guessed back.
    return hashlib.sha256(token.encode()).hexdigest()
