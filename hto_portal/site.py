"""Django admin, behind the portal's own sign-in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    site_header = _("Beheer HTO-portaal")
    site_title = _("Beheer HTO-portaal")
    index_title = _("Wat wil je beheren?")
    # Django's own login page knows no second factor.
    login = secure_admin_login(admin.AdminSite.login)
