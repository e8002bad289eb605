"""What holds for every request, whatever page it asks for."""

from auditlog.middleware import AuditlogMiddleware
from django.core.exceptions import SuspiciousOperation
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


class AuditTrail(AuditlogMiddleware):
    """The trail tells who acted. From which machine is not kept: it is personal data, and the
    headers that tell it can hold anything."""

    def get_extra_data(self, request):
        return {"actor": self._get_actor(request)}
