"""The language of a page: the person's own, else the cookie's, else Dutch."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

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


class SignInFirst(LoginRequiredMiddleware):
    """Every page needs a signed-in person, unless its view says otherwise."""

    def handle_no_permission(self, request, view_func):
        """After signing in a page is shown; what was being sent is over, and that is said."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        messages.warning(request, _("Je was niet meer ingelogd. Wat je net deed, is niet bewaard."))
        return redirect_to_login(reverse("home"), settings.LOGIN_URL)
