"""The three mails to somebody who just subscribed."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds.shape import Kind, Reader
from outbox.variables import BUTTON, PORTAL, Variable, address, named

WHY = _("Je krijgt deze mail omdat je je inschreef voor de nieuwsbrief van HTO.")
STOPS = _("Stopt vanzelf bij een aanmelding en bij het afmelden.")

FIRST_NAME = Variable(
    "naam", "{{ reader.first_name }}", _("de voornaam van de ontvanger, als die bekend is"), "Sanne"
)
REGION = Variable("regio", "{{ reader.region.name }}", _("de naam van de regio"), "Zeeland")
NEXT_GROUP = Variable(
    "volgende_groep",
    "{% load dutch %}{% if cohort %}{{ cohort.start_on|day }}{% endif %}",
    _("de eerste dag van de volgende groep; zonder groep valt de regel weg"),
    _("ma 2 maart 2026"),
)
REGION_PAGE = address(
    "link",
    '{{ site_url }}{% url "region_page" reader.region.slug %}',
    BUTTON,
    f"{PORTAL}/regions/zeeland/",
)


def step(name, label, *variables):
    return Kind(
        name,
        label,
        Reader.ANYBODY,
        WHY,
        named(FIRST_NAME, REGION, REGION_PAGE, *variables),
        required=("link",),
        fixed=STOPS,
        is_newsletter=True,
    )


WELCOME = step("welcome", _("Welkom 1: wat HTO is"))
WELCOME_WORK = step("welcome_work", _("Welkom 2: hoe het naast je werk past"))
WELCOME_GROUP = step("welcome_group", _("Welkom 3: de volgende groep"), NEXT_GROUP)

ALL = (WELCOME, WELCOME_WORK, WELCOME_GROUP)
