"""Counting how often the tagged link of a channel was opened, and nothing about who did.

Opening a page changes nothing, so a script on the page tells it (`static/js/visits.js`); who runs
no script is not counted. There is no cookie and no address: the only brake on somebody who wants
to count more than there was is a limit per channel and minute. Without a cache that brake is off.
"""

from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.limits import MINUTE, Limit
from recruitment.models import Channel, ChannelDay

PARAMETER = "via"
VISITS = Limit("visits", 120, MINUTE)
LONGEST_CODE = 20


def is_code(text):
    """Whether it can be one; a NUL, for instance, is refused by the database."""
    return 0 < len(text) <= LONGEST_CODE and text.isprintable()


def channel_of(region, code):
    """The Channel with this code when it is one of this region and its links count, or None."""
    if not is_code(code):
        return None
    return Channel.objects.open().filter(region=region, code=code).first()


def tagged(address, channel):
    """The address with the code of this channel, which may be None."""
    return f"{address}?{urlencode({PARAMETER: channel.code})}" if channel else address


def count(code, *, now):
    """One more visit through this code; False where nothing is counted."""
    if not is_code(code):
        return False
    channel = Channel.objects.open().filter(code=code, region__is_active=True).first()
    if channel is None or not VISITS.has_room(channel.pk, now=now):
        return False
    with transaction.atomic():
        day, _new = ChannelDay.objects.get_or_create(channel=channel, day=timezone.localdate(now))
        ChannelDay.objects.filter(pk=day.pk).update(visits=F("visits") + 1)
    return True
