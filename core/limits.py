"""How often something may be sent, counted in the cache and never in the database.

Who is counted, a computer or a mail address, is kept as a keyed hash that is gone when its time is
over. A cache that cannot be reached lets everybody in, as a form that works matters more than a
brake; that is logged.
"""

import ipaddress
import logging
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

SALT = "core.limits"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# An IPv6 connection has all addresses of its network, and takes a new one at will.
NETWORK = 64


@dataclass(frozen=True)
class Limit:
    """At most `most` times in each stretch of `seconds`, for each subject."""

    name: str
    most: int
    seconds: int

    def has_room(self, subject, *, now):
        """Whether this subject may once more; asking counts."""
        stretch = int(now.timestamp() // self.seconds)
        key = f"limit:{self.name}:{self.seconds}:{stretch}:{hashed(subject)}"
        return remember(one_more, key, self.seconds, otherwise=1) <= self.most


def one_more(key, seconds):
    cache.add(key, 0, timeout=seconds)
    return cache.incr(key)


def hashed(text):
    """What is kept of a text in the cache: nobody reads it back without the secret key."""
    return salted_hmac(SALT, str(text)).hexdigest()[:40]


def remember(act, *args, otherwise, **options):
    """What this function of the cache returns; `otherwise` where the cache does not answer."""
    try:
        return act(*args, **options)
    except Exception as error:  # What a cache raises differs per kind, and none may stop a page.
        log.error("cache: %s failed, so nothing is limited or remembered: %s", act, error)
        return otherwise


def computer_of(request):
    """The computer that asks, as text, or "" where nothing can be known of it.

    Found as at signing in: behind TRUSTED_PROXY_COUNT proxies what the outermost of them says,
    without proxies the connection. What a visitor writes in a header is not believed.
    """
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return ""
    if address.version == 6:
        return str(ipaddress.ip_network((address, NETWORK), strict=False))
    return str(address)
