from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

# Packages without a Dutch name of their own, as the admin index should call them.
NAMES = {
    "account": _("Inlogadressen"),
    "auditlog": _("Logboek"),
    "auth": _("Rechten"),
    "mfa": _("Inloggen in twee stappen"),
}


class Portal(AppConfig):
    name = "hto_portal"

    def ready(self):
        # The audit trail needs all tables, so it cannot be imported before they are loaded.
        autodiscover_modules("audit", "databases")
        for label, name in NAMES.items():
            apps.get_app_config(label).verbose_name = name


class Admin(AdminConfig):
    default_site = "hto_portal.site.AdminSite"
