"""Newsletters on the web: a public list per region, and the copy behind "view in browser".

What is written to alumni, or to a chosen audience, is for them: it stands in no list and is found
only with the address that is in the mail.
"""

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from newsletters import merging, rendering
from newsletters.models import Delivery, Newsletter, Topic
from outbox.models import Message

PUBLIC_TOPICS = (Topic.RECRUITMENT, Topic.MEETINGS)
PUBLIC = Q(topic__in=PUBLIC_TOPICS, audience=None)
SIGNER = signing.Signer(salt="newsletters.archive")


def listed(region):
    """What went out in this region and everybody may read, the newest first."""
    rows = Newsletter.objects.filter(PUBLIC, region=region, status__in=Newsletter.PUBLIC)
    rows = rows.select_related("region").prefetch_related("texts")
    return rows.order_by("-started_at", "-pk")


def heading(newsletter, language):
    """(subject, line under it) as in `copy`; for a list no whole mail is put together."""
    text = rendering.text_in(newsletter, language)
    values = {"regio": merging.on_one_line(newsletter.region)}
    return tuple(
        merging.on_one_line(merging.fill(merging.pieces(words), values))
        for words in (text.subject, text.preheader)
    )


def find(region, pk):
    """A newsletter of the list, also one that was stopped on its way, or None."""
    rows = Newsletter.objects.filter(PUBLIC, region=region)
    return left(rows).filter(pk=pk).first()


def find_signed(token):
    """(newsletter, language) behind the address in a mail, or None."""
    try:
        pk, language = SIGNER.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    found = left(Newsletter.objects.filter(region__is_active=True)).filter(pk=pk).first()
    return (found, language) if found else None


def left(rows):
    """Those of which at least one copy may have been sent.

    Who stops one before anything left, stops it since nobody should read it.
    """
    gone = Delivery.objects.filter(
        newsletter=OuterRef("pk"), status=Delivery.Status.HANDED_OVER
    ).exclude(message__status=Message.Status.CANCELLED)
    was_stopped = Q(status=Newsletter.Status.CANCELLED)
    rows = rows.filter(~was_stopped | Exists(gone), started_at__isnull=False)
    return rows.select_related("region")


def is_public(newsletter):
    """Whether everybody may read it: it is for all who want to read about a public topic."""
    return newsletter.topic in PUBLIC_TOPICS and newsletter.audience_id is None


def address(newsletter, language):
    """Where this newsletter stands on the web, as a whole address."""
    if is_public(newsletter):
        path = reverse("newsletter_public", args=[newsletter.region.slug, newsletter.pk, language])
    else:
        path = reverse("newsletter_web", args=[SIGNER.sign(f"{newsletter.pk}-{language}")])
    return settings.SITE_URL + path


def copy(newsletter, language):
    """The rendering.Copy for whoever reads along; every field has its default in it."""
    reader = rendering.Reader("", "", language, newsletter.region)
    choices = settings.SITE_URL + reverse("newsletter_find")
    with translation.override(rendering.text_in(newsletter, language).language):
        ways = {"leave": choices, "choices": choices, **way_on(newsletter)}
    return rendering.copy_of(newsletter, language, reader, rendering.Addresses(**ways))


def way_on(newsletter):
    """What stands around a copy in a browser: whoever found it may be no reader yet."""
    about = {"region": newsletter.region}
    if not is_public(newsletter):
        page, words = "region_page", _("Naar HTO in %(region)s")
    else:
        page, words = "newsletter_archive", _("Alle nieuwsbrieven van HTO %(region)s")
    return {
        "web": settings.SITE_URL + reverse(page, args=[newsletter.region.slug]),
        "above": words % about,
        "why": _("Dit is een nieuwsbrief van HTO %(region)s, zoals de lezers hem kregen.") % about,
    }
