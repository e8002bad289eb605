"""Addresses with a former name of a region lead on to the region."""

import re

from django.http import HttpResponsePermanentRedirect

from cohorts.models import Region

OF_REGION = re.compile(r"/regions/([-a-zA-Z0-9_]+)/")


class FormerSlugs:
    """Whatever is not found under the former name of an open region is looked for under its own.

    The rest of the address and what stands behind it come along, and what was posted too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        found = OF_REGION.match(request.path) if response.status_code == 404 else None
        region = found and Region.objects.open().filter(former_slugs__slug=found[1]).first()
        if not region:
            return response
        moved = OF_REGION.sub(f"/regions/{region.slug}/", request.get_full_path(), count=1)
        is_look = request.method in ("GET", "HEAD")
        # A name can come back to its region, and then what a browser kept would go in circles.
        headers = {"Cache-Control": "no-cache"}
        return HttpResponsePermanentRedirect(moved, preserve_request=not is_look, headers=headers)
