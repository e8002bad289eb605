from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Newsletters(AppConfig):
    name = "newsletters"
    verbose_name = _("Nieuwsbrieven")
