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
    # For `aria-current`: the page itself, a page that belongs to it, or neither.
    current: str


def context(request):
    """Template variables `menu`, `account_menu` and `DEMO`.

    The menu costs its query only where it is shown.
    """
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "account_menu": [item(request, _("Instellingen"), "settings", "gear")],
        "DEMO": settings.DEMO,
    }


# First words of addresses of which the pages belong to another one's entry.
BELONGS = {
    "participants": "cohort_list",
    "placements": "cohort_list",
    "channels": "lead_list",
    "letters": "message_list",
    "reminders": "leader_start",
    "audiences": "newsletter_list",
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
    section = section_of(request, [entry[1] for entry in entries])
    return [item(request, *entry, is_section=entry[1] == section) for entry in entries]


def section_of(request, names):
    """The name among these to which the page belongs: the one with the longest address."""
    first = request.path.split("/")[1]
    if BELONGS.get(first) in names:
        return BELONGS[first]
    found = [name for name in names if request.path.startswith(reverse(name))]
    return max(found, key=lambda name: len(reverse(name)), default=None)


def item(request, label, name, icon, *, is_section=False):
    url = reverse(name)
    current = "page" if request.path == url else "true" if is_section else ""
    return Item(label=label, url=url, icon=icon, current=current)
