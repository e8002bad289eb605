"""What a partner needs to recruit through its own newsletter, and what came of it.

Partners write to their own readers; the portal gives them a tagged link, words and a picture, and
never sees their lists. What a link brought is counted in numbers alone: nobody is followed.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

import segno
from django.conf import settings
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Sum, When
from django.db.models.functions import Cast
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from cohorts.models import Partnership
from newsletters.models import Subscription
from recruitment import upcoming
from recruitment.models import Channel, ChannelDay, Lead

# In pixels; what most newsletters and LinkedIn show whole.
PICTURE = (1200, 628)
MARGIN = 84
# In pixels on paper of 300 dots an inch about 5 cm.
QR_SCALE, QR_BORDER = 16, 4
BACKGROUND, INK, BAND, ON_BAND = "#f5f1e8", "#1b2629", "#0e5460", "#fbf7ee"
# Of a lead: who it is, or the row itself where that was erased.
PERSON = Case(
    When(email="", then=Cast("pk", CharField())), default="email", output_field=CharField()
)


@dataclass(frozen=True)
class Funnel:
    """Numbers of people, but for `visits`: how often the link was opened.

    `subscribed` confirmed the newsletter at some time, whether they left since or not; `applied`
    sent the whole form; `admitted` got a seat. Somebody who does so twice, after a rejection for
    instance, is one. Who was erased still counts; who comes back after that counts anew, as nothing
    was kept by which to know them (AVG: of who is erased only numbers are left).
    """

    visits: int = 0
    subscribed: int = 0
    applied: int = 0
    admitted: int = 0


def funnels(channels):
    """{channel id: Funnel} in three queries, whatever the number of channels."""
    keys = [channel.pk for channel in channels]
    days = ChannelDay.objects.filter(channel__in=keys)
    visits = _numbers(days, visits=Sum("visits"), erased=Sum("readers_erased"))
    readers = Subscription.objects.filter(channel__in=keys, confirmed_at__isnull=False)
    subscribed = _numbers(readers, subscribed=Count("pk"))
    came = _numbers(
        Lead.objects.filter(channel__in=keys),
        applied=Count(PERSON, filter=Q(applications__isnull=False, is_repeat=False), distinct=True),
        admitted=Count(PERSON, filter=Q(status=Lead.Status.ADMITTED), distinct=True),
    )
    parts = (visits, subscribed, came)
    return {
        key: _funnel(**{k: v for part in parts for k, v in part.get(key, {}).items()})
        for key in keys
    }


def _funnel(*, erased=0, subscribed=0, **rest):
    return Funnel(subscribed=subscribed + erased, **rest)


def _numbers(rows, **sums):
    found = rows.order_by().values("channel_id").annotate(**sums)
    return {row.pop("channel_id"): row for row in found}


def partners_without(regions, today):
    """Partnerships of now, in these regions, of organisations that have no link there yet.

    Who pays is a partner too; an organisation with two roles is named once.
    """
    now = Q(from_on__lte=today) & (Q(until_on=None) | Q(until_on__gte=today))
    linked = Channel.objects.filter(
        region=OuterRef("region"), organisation=OuterRef("organisation")
    )
    rows = Partnership.objects.filter(now, ~Exists(linked), region__in=regions)
    rows = rows.select_related("organisation", "region").order_by(
        "region__name", "organisation__name", "pk"
    )
    first = {(row.region_id, row.organisation_id): row for row in reversed(rows)}
    return sorted(first.values(), key=lambda row: (row.region.name, row.organisation.name))


def works_in(partner, region):
    """Whether a link of this region may be for this organisation; a new one works anywhere yet."""
    rows = Partnership.objects.filter(organisation=partner)
    return not rows.exists() or rows.filter(region=region).exists()


def address(channel):
    """The tagged link: the public page of the region."""
    path = reverse("region_page", args=[channel.region.slug])
    return f"{settings.SITE_URL}{path}?via={channel.code}"


def qr_svg(channel):
    """The link as a picture for a screen, as bytes."""
    out = io.BytesIO()
    segno.make(address(channel), error="m").save(
        out, kind="svg", scale=8, border=QR_BORDER, dark=INK, light="#ffffff", title=channel.name
    )
    return out.getvalue()


def qr_png(channel):
    """The link as a picture for paper, as bytes."""
    out = io.BytesIO()
    segno.make(address(channel), error="m").save(
        out, kind="png", scale=QR_SCALE, border=QR_BORDER, dark="#000000", light="#ffffff"
    )
    return out.getvalue()


def text(channel, language, *, today):
    """Ready words for somebody else's newsletter, with the link in them."""
    with translation.override(language):
        page = get_template(f"newsletters/kit/{language}.txt", using="text")
        context = {
            "region": channel.region,
            "address": address(channel),
            "cohort": next_cohort(channel.region, today),
        }
        return page.render(context).strip() + "\n"


def next_cohort(region, today):
    """The first group somebody can still apply for, or None."""
    return next((row.cohort for row in upcoming.of_region(region, today)), None)


def picture(region, language):
    """A picture to go with the words, as a PNG; the words in it are in the words too."""
    with translation.override(language):
        lines = (_("Leer je vak"), _("aan jongeren."))
        small = _("Word hybride techniekopleider in %(region)s") % {"region": region.name}
    image = Image.new("RGB", PICTURE, BACKGROUND)
    draw = ImageDraw.Draw(image)
    width, height = PICTURE
    draw.rectangle((0, height - 150, width, height), fill=BAND)
    draw.rectangle((MARGIN, MARGIN, MARGIN + 96, MARGIN + 14), fill="#e58a00")
    for place, line in enumerate(lines):
        draw.text((MARGIN, MARGIN + 60 + place * 130), line, font=font(112), fill=INK)
    draw.text((MARGIN, height - 75), small, font=fitting(draw, small), fill=ON_BAND, anchor="lm")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def fitting(draw, words):
    """The largest letters in which these words stay within the margins."""
    sizes = range(46, 17, -2)
    return next(
        (
            font(size)
            for size in sizes
            if draw.textlength(words, font(size)) <= PICTURE[0] - 2 * MARGIN
        ),
        font(18),
    )


@lru_cache
def font(size):
    # The one that comes with Pillow: no machine needs fonts of its own.
    return ImageFont.load_default(size)
