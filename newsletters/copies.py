"""What the outbox asks about one copy: whether it still goes, and what it says.

Both are asked per mail. The facts are looked up for all copies that a worker put aside together,
and again once they are a second old: so they cost a query a second and not one a copy, and what a
reader or a leader decides holds for every copy from the next second on. Who leaves never waits for
that: leaving cancels the copies themselves.
"""

import time
from collections import namedtuple
from datetime import timedelta
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from newsletters import archive, reasons, rendering
from newsletters.models import Delivery, Newsletter
from outbox.claiming import Share
from outbox.contents import Content

KIND = "newsletter"
# How soon a held copy is asked about again; going on brings all of them forward at once.
HOLD = timedelta(minutes=2)
# In seconds: how old the facts of a copy may be when it leaves.
FRESH = 1
# Stands for a key, and in no address.
ANY = "-any-"

SHOWN = {
    "status": F("newsletter__status"),
    "revision": F("newsletter__revision"),
    "created_at": F("newsletter__created_at"),
    "is_open": F("newsletter__region__is_active"),
    "key": F("subscription__key"),
    "first_name": F("subscription__first_name"),
    "branch": F("subscription__branch"),
}
JUDGED = ("state", "topic", "still_reads", "is_blocked", "takes_part")
Facts = namedtuple(
    "Facts", ["newsletter", "email", "language", *JUDGED, *(f"own_{n}" for n in SHOWN)]
)


def facts(message):
    """The Facts of this message, at most FRESH seconds old, or None."""
    share = getattr(message, "share", None) or Share([message.pk])
    made_at, found = share.kept.get(KIND, (0, {}))
    if message.pk not in found or time.monotonic() - made_at > FRESH:
        # Asked about before the answer is there: facts are never older than they say.
        made_at, found = time.monotonic(), looked_up(share.after(message.pk))
        share.kept[KIND] = made_at, found
    return found.get(message.pk)


def looked_up(messages):
    """{number of a message: its Facts}; one query."""
    rows = reasons.looked_up(Delivery.objects.filter(message__in=messages))
    rows = rows.annotate(**{f"own_{name}": column for name, column in SHOWN.items()})
    columns = ["message_id", "newsletter_id", *Facts._fields[1:]]
    return {message: Facts(*row) for message, *row in rows.values_list(*columns)}


def moot(message, now):
    """ "" to send this copy, a later moment while the newsletter is held, or why it stays here."""
    # What was looked up for this need not be looked up again for the words.
    message.facts = found = facts(message)
    if found is None:
        return _("Deze nieuwsbrief bestaat niet meer.")
    if found.own_status == Newsletter.Status.CANCELLED:
        return _("Het versturen van deze nieuwsbrief is gestopt.")
    if found.own_status == Newsletter.Status.PAUSED or not found.own_is_open:
        return now + HOLD
    reason = reasons.of(found)
    return str(reasons.SENTENCES[reason]) if reason else ""


def content(message):
    """The Content of one copy; ValueError when its newsletter or its reader is gone."""
    found = getattr(message, "facts", None) or facts(message)
    if found is None or found.own_key is None:
        raise ValueError(_("De lezer of de nieuwsbrief van deze mail bestaat niet meer."))
    version = found.newsletter, found.own_revision, found.own_created_at
    newsletter = kept(*version)
    reader = rendering.Reader(
        first_name=found.own_first_name,
        email=found.email,
        language=found.language,
        region=newsletter.region,
        branch=found.own_branch,
    )
    ways = addresses(found.own_key, web_address(*version, found.language))
    copy = rendering.copy_of(newsletter, found.language, reader, ways)
    return Content(copy.subject, copy.text, copy.html, copy.headers)


@lru_cache(maxsize=16)
def kept(pk, revision, created_at):
    """The newsletter of which thousands of copies leave; another revision is read anew."""
    return Newsletter.objects.select_related("region").get(pk=pk)


@lru_cache(maxsize=32)
def web_address(pk, revision, created_at, language):
    return archive.address(kept(pk, revision, created_at), language)


def addresses(key, web=""):
    """Where the links of a reader with this key lead; `web` shows the same to everybody."""
    leave, choices = (
        settings.SITE_URL + key.join(around(name))
        for name in ("newsletter_leave", "newsletter_choices")
    )
    return rendering.Addresses(leave, choices, web)


@cache
def around(name):
    """What stands before and behind the key: looking it up costs more than the rest of a copy."""
    return reverse(name, args=[ANY]).split(ANY)
