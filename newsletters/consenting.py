"""Keeping what readers said, as proof: rows are added, never changed.

An address that was erased stays in the proof as a keyed hash, made with ADDRESS_KEY. When that key
changes, hashes of before match nothing any more: an erased address could come back by an import,
and the proof of an erased address can no longer be found by its address. Who is subscribed loses
nothing. So a portal that may ever change its SECRET_KEY gives ADDRESS_KEY a value of its own.
"""

import hashlib
import hmac

from django.conf import settings

from core.emails import clean_email
from newsletters import wording
from newsletters.models import Consent
from recruitment import privacy

SALT = b"newsletters.consenting"
LONGEST_PAGE = 200
ENDINGS = (Consent.Act.WITHDRAWN, Consent.Act.BLOCKED)


def digest(address):
    """The keyed hash of an address: 64 hexadecimal digits."""
    key = hashlib.sha256(SALT + settings.ADDRESS_KEY.encode()).digest()
    return hmac.new(key, clean_email(address).encode(), hashlib.sha256).hexdigest()


def record(subscription, act, *, page, now, topics=(), read=""):
    """Add what this reader said, on which page (or for an import: where), and return the row.

    `read` are the words that were read elsewhere; without it they are those of today's version.
    Whose reading ends agrees to nothing, so there no version is noted.
    """
    is_ours = not read and act not in ENDINGS
    return Consent.objects.create(
        subscription=subscription,
        region_id=subscription.region_id,
        address=subscription.email,
        digest=digest(subscription.email),
        act=act,
        topics=",".join(sorted(set(topics))),
        page=page[:LONGEST_PAGE],
        language=subscription.language,
        wording_version=wording.VERSION if is_ours else "",
        wording=read,
        privacy_version="" if read else privacy.VERSION,
        at=now,
    )
