"""The menu: what each role can go to, in one list."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from hto_portal.roles import roles_for


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    icon: str
    current: bool


def context(request):
    """Template variables `menu`, `account_menu` and `DEMO`.

    The menu costs its query only where it is shown.
    """
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "account_menu": [item(request, _("Instellingen"), "settings", "gear")],
        "DEMO": settings.DEMO,
    }


def menu(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    roles = roles_for(request)
    entries = []
    if roles.leads:
        entries += [
            (_("Vandaag"), "leader_start", "house"),
            (_("Groepen"), "cohort_list", "people"),
            (_("Werving"), "lead_list", "person-plus"),
            (_("Uren"), "everyone_hours", "clock-history"),
            (_("Mail"), "message_list", "envelope"),
            (_("Contacten"), "contact_list", "person-badge"),
            (_("Nieuwsbrief"), "newsletter_list", "envelope-paper"),
        ]
    if roles.participates:
        entries += [
            (_("Mijn uren"), "hours_start", "clock"),
            (_("Alle regels"), "hours_list", "list-ul"),
        ]
    if roles.supervises:
        entries.append((_("Stage op school"), "school_start", "mortarboard"))
    if roles.administers:
        entries.append((_("Beheer"), "admin:index", "gear"))
    return [item(request, *entry) for entry in entries]


def item(request, label, name, icon):
    url = reverse(name)
    return Item(label=label, url=url, icon=icon, current=request.path == url)
