"""What holds for every request, whatever page it asks for."""

from contextlib import suppress
from http import HTTPStatus

from auditlog.middleware import AuditlogMiddleware
from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control

NUL = "\0"


class PlainRequests:
    """No NUL character in an address or a cookie: PostgreSQL cannot store or compare one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NUL in request.path or "%00" in request.META["QUERY_STRING"]:
            raise SuspiciousOperation("NUL in the address")
        if any(NUL in value for value in request.COOKIES.values()):
            raise SuspiciousOperation("NUL in a cookie")
        return self.get_response(request)


class PrivatePages:
    """What a signed-in person sees is kept by no cache: the next user of a shared computer may
    press "back"."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)
        return response


class WayBack:
    """An address that only takes a button (405) leads on to the page that has the button.

    Who typed it, kept it as a bookmark or pressed "reload" would else see an empty page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        allowed = response.headers.get("Allow", "")
        page = request.path if "GET" in allowed else page_above(request.path)
        shown = render(request, "405.html", {"page": page}, status=response.status_code)
        shown.headers["Allow"] = allowed
        return shown


def page_above(path):
    """The nearest address of the portal above this one; the home page is above all."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        with suppress(Resolver404):
            resolve(path)
            return path
    return path


class AuditTrail(AuditlogMiddleware):
    """The trail tells who acted. From which machine is not kept: it is personal data, and the
    headers that tell it can hold anything."""

    def get_extra_data(self, request):
        return {"actor": self._get_actor(request)}
