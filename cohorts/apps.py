from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Cohorts(AppConfig):
    name = "cohorts"
    verbose_name = _("Regio's en groepen")
