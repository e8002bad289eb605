"""Django admin, behind the portal's own sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from outbox import pausing


class AdminSite(admin.AdminSite):
    site_header = _("Beheer HTO-portaal")
    site_title = _("Beheer HTO-portaal")
    index_title = _("Wat wil je beheren?")

    @method_decorator([never_cache, login_not_required])
    def login(self, request, extra_context=None):
        """The portal's own login page: Django's knows no code by mail and no second factor."""
        return secure_admin_login(super().login)(request, extra_context)

    def index(self, request, extra_context=None):
        """What an admin should know before anything else: mail that stands still."""
        pauses = list(pausing.by_stream().values())
        return super().index(request, {"pauses": pauses, **(extra_context or {})})
