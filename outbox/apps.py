from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Outbox(AppConfig):
    name = "outbox"
    verbose_name = _("Uitgaande mail")
