"""What the outbox asks about one copy: whether it still goes, and what it says.

Both are asked per mail, so the query is put together once per process and not once per copy.
"""

from collections import namedtuple
from datetime import timedelta
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from newsletters import archive, reasons, rendering
from newsletters.models import Delivery, Newsletter
from outbox.contents import Content

KIND = "newsletter"
# How soon a held copy is asked about again; going on brings all of them forward at once.
HOLD = timedelta(minutes=2)

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
# Stands in the query for the message that is asked about: no row has this number.
PLACE = -815


@cache
def question():
    """(SQL, parameters) of the Facts of one message."""
    rows = reasons.looked_up(Delivery.objects.filter(message=PLACE))
    rows = rows.annotate(**{f"own_{name}": column for name, column in SHOWN.items()})
    columns = ["newsletter_id", *Facts._fields[1:]]
    return rows.values_list(*columns).query.sql_with_params()


def facts(message):
    """The Facts of this message as they are now, or None; one query."""
    sql, values = question()
    with connection.cursor() as cursor:
        cursor.execute(sql, [message.pk if value == PLACE else value for value in values])
        row = cursor.fetchone()
    return Facts(*row) if row else None


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
    newsletter = kept(found.newsletter, found.own_revision, found.own_created_at)
    reader = rendering.Reader(
        first_name=found.own_first_name,
        email=found.email,
        language=found.language,
        region=newsletter.region,
        branch=found.own_branch,
    )
    web = archive.address(newsletter, found.language)
    copy = rendering.copy_of(newsletter, found.language, reader, addresses(found.own_key, web))
    return Content(copy.subject, copy.text, copy.html, copy.headers)


@lru_cache(maxsize=16)
def kept(pk, revision, created_at):
    """The newsletter of which thousands of copies leave; another revision is read anew."""
    return Newsletter.objects.select_related("region").get(pk=pk)


def addresses(key, web=""):
    """Where the links of a reader with this key lead; `web` shows the same to everybody."""
    return rendering.Addresses(
        leave=settings.SITE_URL + reverse("newsletter_leave", args=[key]),
        choices=settings.SITE_URL + reverse("newsletter_choices", args=[key]),
        web=web,
    )
