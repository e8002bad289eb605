"""The pictures of newsletters, for every mailbox."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from newsletters import pictures

A_YEAR = 60 * 60 * 24 * 365


def etag(request, digest):
    return f'"{digest}"'


@login_not_required
@require_safe
@condition(etag_func=etag)
def picture(request, digest):
    """The address names the bytes, so they may be kept for ever, also by caches that many share."""
    row = pictures.find(digest)
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.content), content_type=row.content_type)
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    # Mail programs in a browser show it within a page of another site.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
