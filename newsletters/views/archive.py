"""Public pages with the newsletters of a region, a feed of them, and each as a page."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from newsletters import archive
from recruitment.views.public import channel_in, open_region

SHOWN = 50
# A mail has its styles at its tags; nothing else of it may run, and nobody may frame it.
as_mail = csp_replace(
    {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": ["'unsafe-inline'"],
        "form-action": [NONE],
    }
)


@login_not_required
@require_safe
def newsletter_archive(request, slug):
    region = open_region(slug)
    rows = [shown(row) for row in archive.listed(region)[:SHOWN]]
    context = {"region": region, "rows": rows, "channel": channel_in(request, region)}
    return render(request, "newsletters/archive.html", context)


@login_not_required
@require_safe
@as_mail
def newsletter_public(request, slug, pk, language):
    newsletter = archive.find(open_region(slug), pk)
    if newsletter is None:
        raise Http404
    return HttpResponse(archive.copy(newsletter, language).html)


@login_not_required
@require_safe
@as_mail
def newsletter_web(request, token):
    found = archive.find_signed(token)
    if found is None:
        raise Http404
    response = HttpResponse(archive.copy(*found).html)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


class NewsletterFeed(Feed):
    """RSS of what went out in one region, in the language of the page."""

    def get_object(self, request, slug):
        return open_region(slug)

    def title(self, region):
        return gettext("Nieuwsbrieven van HTO %(region)s") % {"region": region}

    def link(self, region):
        return reverse("newsletter_archive", args=[region.slug])

    def items(self, region):
        return [shown(row) for row in archive.listed(region)[:SHOWN]]

    def item_title(self, item):
        return item["subject"]

    def item_description(self, item):
        return item["preheader"]

    def item_link(self, item):
        return item["url"]

    def item_guid(self, item):
        return f"newsletter-{item['pk']}"

    item_guid_is_permalink = False

    def item_pubdate(self, item):
        return item["at"]


newsletter_feed = login_not_required(require_safe(NewsletterFeed()))


def shown(newsletter):
    """What a list says of one newsletter, in the language of the page where it has that."""
    language = get_language()
    subject, preheader = archive.heading(newsletter, language)
    return {
        "pk": newsletter.pk,
        "subject": subject,
        "preheader": preheader,
        "url": archive.address(newsletter, language),
        "at": newsletter.started_at,
    }
