"""The language of a page: the person's own, else the cookie's, else Dutch."""

from django.conf import settings
from django.utils import translation

LANGUAGES = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Browsers of Dutch technicians often ask for English, so the browser's wish is not read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen(request):
    if request.user.is_authenticated:
        return request.user.language
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie if cookie in LANGUAGES else settings.LANGUAGE_CODE
