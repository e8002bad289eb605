from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Recruitment(AppConfig):
    name = "recruitment"
    verbose_name = _("Werving")
